package io.pardotroutes.bundle;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.pardotroutes.account.AccountChecks;
import io.pardotroutes.auth.AccessTokens;
import io.pardotroutes.auth.InvitationLog;
import io.pardotroutes.auth.Invitations;
import io.pardotroutes.broker.Broker;
import io.pardotroutes.broker.ConnectionFactories;
import io.pardotroutes.console.ConsoleServer;
import io.pardotroutes.destination.Destination;
import io.pardotroutes.destination.Destinations;
import io.pardotroutes.destination.SampleKey;
import io.pardotroutes.files.Problem;
import io.pardotroutes.ingest.server.IngestServer;
import io.pardotroutes.jms.JmsBatchComponent;
import io.pardotroutes.live.Check;
import io.pardotroutes.live.LiveFiles;
import io.pardotroutes.outgoing.Outgoing;
import io.pardotroutes.outgoing.OutgoingHttp;
import io.pardotroutes.secret.PrivateFiles;
import io.pardotroutes.settings.InvalidConfiguration;
import io.pardotroutes.settings.Setting;
import io.pardotroutes.settings.Settings;
import io.pardotroutes.status.Status;
import io.pardotroutes.store.SeenIds;
import io.pardotroutes.store.file.SeenMessageIds;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.main.Main;
import org.apache.camel.util.FileUtil;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything, started in the order in which one part needs the other, and stopped in the reverse. */
public final class Bundle implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Bundle.class);
  private static final String METRICS_REGISTRY = "metricsRegistry";
  private static final long CLOSE_SECONDS = 5;
  private static final Duration FIRST_LOOK = Duration.ofSeconds(5);

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private CamelContext context;

  private Bundle() {}

  /**
   * Starts the bundle with the files of {@code home}.
   *
   * @param onFailure told, once, when it can't go on (the embedded broker has failed); the process should end then
   * @throws InvalidConfiguration with one line for each thing that has to be mended first
   */
  public static Bundle start(Path home, Consumer<String> onFailure) {
    Bundle bundle = new Bundle();
    try {
      bundle.startAll(home, onFailure);
      return bundle;
    } catch (InvalidConfiguration e) {
      bundle.close();
      throw e;
    } catch (Exception e) {
      bundle.close();
      LOG.debug("could not start", e);
      throw cannotStart(reason(e));
    }
  }

  /** Everything that keeps the files of {@code home} from working, one line each; connects nothing and changes nothing. */
  public static List<String> check(Path home) throws IOException {
    Path data = Files.createTempDirectory("pardot-routes-check");
    try (SeenMessageIds seen = SeenMessageIds.open(data, Clock.systemUTC())) {
      List<Problem> problems = new ArrayList<>();
      problems.addAll(Check.problems(home, (settings, destinations) -> {
        problems.addAll(new IngestServer(home, settings, destinations).problems());
        return contextForCheck(home, data, settings, destinations, seen);
      }));
      return problems.stream().map(Object::toString).toList();
    } finally {
      FileUtil.removeDir(data.toFile());
    }
  }

  private static CamelContext contextForCheck(Path home, Path data, Settings settings, Destinations destinations, SeenIds seen) {
    try {
      Main main = CamelSettings.main(home, data, settings);
      main.init();
      CamelContext context = main.getCamelContext();
      context.getRegistry().bind("connectionFactory", ConnectionFactories.of("vm://nowhere", null, null, null));
      PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
      AccessTokens tokens = new AccessTokens(Outgoing.of(settings).client(), settings.secrets(), Clock.systemUTC());
      new Beans(settings, destinations, data, meters, new Status(meters), seen, tokens, new IngestServer(home, settings, destinations), () -> 0).bind(context);
      context.getPropertiesComponent().addOverrideProperty("pardot.samples", "false");
      return context;
    } catch (Exception e) {
      throw new IllegalStateException("the routes' beans can't be made: " + reason(e), e);
    }
  }

  private void startAll(Path home, Consumer<String> onFailure) throws Exception {
    long begin = System.nanoTime();
    Settings settings = Settings.load(home);
    InvalidConfiguration.refuse(settings.problems());
    settings.warnings().forEach(LOG::warn);
    Path data = makePrivate(settings.path(Setting.DATA));
    makeSecretKey(settings);
    requireFree(settings, Setting.HTTP_HOST, Setting.HTTP_PORT);
    requireFree(settings, Setting.CONSOLE_HOST, Setting.CONSOLE_PORT);

    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Main main = CamelSettings.main(home, data, settings);
    main.bind(METRICS_REGISTRY, meters);
    OutgoingHttp outgoing = Outgoing.of(settings);
    Outgoing.useFor(main, outgoing, settings);
    main.init();
    context = main.getCamelContext();
    LiveFiles live = new LiveFiles(home, context, settings);
    live.readDestinations();
    Destinations destinations = live.destinations();
    IngestServer ingest = new IngestServer(home, settings, destinations);
    ingest.follow(live::follow);

    Broker broker = opened(Broker.start(settings, data, onFailure));
    SeenMessageIds seen = opened(SeenMessageIds.open(data, Clock.systemUTC()));
    SandboxWhenNeeded sandbox = opened(new SandboxWhenNeeded(settings.integer(Setting.SANDBOX_PORT)));
    CloseableHttpClient http = opened(outgoing.client());
    context.getRegistry().bind("connectionFactory", broker.connectionFactory());
    context.getComponent("jms-batch", JmsBatchComponent.class).setRefusals(ConnectionFactories::refusal);
    Status status = new Status(meters);
    AccessTokens tokens = new AccessTokens(http, settings.secrets(), Clock.systemUTC());
    opened(new Beans(settings, destinations, data, meters, status, seen, tokens, ingest, () -> backlog(broker, destinations)).bind(context));
    context.getPropertiesComponent().addOverrideProperty("pardot.samples", String.valueOf(wantsSamples(settings, destinations.enabled())));

    live.addListener(status.gauges(broker));
    live.addListener(sandbox);
    AccountChecks accounts = opened(new AccountChecks(PardotApis.accountCheck(http, tokens), tokens));
    live.addListener(accounts);
    live.alsoLook(accounts::followSignIns);
    Invitations invitations = new Invitations(settings.secrets(), Clock.systemUTC());
    live.alsoLook(new InvitationLog(invitations)::look);
    Stream.of(Health.ofDestinations(status.waits()), Health.ofFiles(live::problems), Health.ofAccounts(accounts))
        .forEach(HealthCheckRegistry.get(context)::register);
    serve(ingest, new ConsoleServer(context, settings, destinations, invitations, http), settings.integer(Setting.HTTP_PORT));
    opened(main::stop);
    live.start();
    opened(live);
    accounts.awaitFirst(FIRST_LOOK);
    main.start();
    StartSummary.log(settings, destinations, broker.isEmbedded(), home, System.nanoTime() - begin);
  }

  /** Never towards a real account, and only while the samples' write key is one of the keys. */
  private static boolean wantsSamples(Settings settings, Collection<Destination> destinations) {
    return settings.flag(Setting.SAMPLES) && SampleKey.isKnown(settings) && !settings.isSecured()
        && !destinations.isEmpty() && destinations.stream().allMatch(Destination::isLoopback);
  }

  /** Both ports get their guards before they are open. */
  private void serve(IngestServer ingest, ConsoleServer console, int ingestPort) {
    Vertx vertx = ingest.servers(context, port -> {
      VertxPlatformHttpRouter router = VertxPlatformHttpRouter.lookup(context, VertxPlatformHttpRouter.getRouterNameFromPort(port));
      if (port == ingestPort) {
        ingest.guard(router);
      } else {
        console.guard(router.getServer().getServer());
      }
    });
    opened(() -> vertx.close().toCompletionStage().toCompletableFuture().get(CLOSE_SECONDS, TimeUnit.SECONDS));
    context.getRegistry().bind("vertx", vertx);
  }

  private <T extends AutoCloseable> T opened(T part) {
    started.push(part);
    return part;
  }

  private static long backlog(Broker broker, Destinations destinations) {
    return destinations.enabled().stream().map(Destination::name).mapToLong(name -> broker.backlog(name).longValue()).sum();
  }

  /** The HTTP servers tell a taken port to the log only, and Camel goes on without them. */
  private static void requireFree(Settings settings, Setting host, Setting port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(settings.text(host), settings.integer(port)));
    } catch (IOException e) {
      throw cannotStart(port.key() + " = " + settings.text(port) + " on " + settings.text(host) + " can't be listened on: "
          + e.getMessage() + "; stop what uses it, or choose another");
    }
  }

  private static InvalidConfiguration cannotStart(String why) {
    return new InvalidConfiguration(List.of(new Problem(null, 0, why)));
  }

  private static Path makePrivate(Path folder) throws IOException {
    PrivateFiles.makeFolder(folder);
    return folder.toAbsolutePath().normalize();
  }

  private static void makeSecretKey(Settings settings) {
    if (settings.secrets().createKey()) {
      LOG.info("made the key that encrypts secrets: {}; keep a copy of it, apart from the data folder's", settings.path(Setting.SECRET_KEY_FILE));
    }
  }

  /** Ours says what to do; what Camel wraps has the point inside. */
  private static String reason(Throwable failure) {
    boolean ours = failure instanceof IllegalStateException || failure instanceof IllegalArgumentException;
    if (ours && failure.getMessage() != null) {
      return failure.getMessage();
    }
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  /** The running context. */
  public CamelContext context() {
    return context;
  }

  /** Takes nothing new, ends or gives back what is in flight, closes everything. Safe to call twice. */
  @Override
  public synchronized void close() {
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception e) {
        LOG.warn("not everything stopped in order: {}", e.toString());
      }
    }
  }
}
