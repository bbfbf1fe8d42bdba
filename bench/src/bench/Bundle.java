package bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A build of the bundle as it is shipped, started by its script, with one destination and five connections. */
final class Bundle implements Subject {

  private static final Duration START = Duration.ofSeconds(90);
  private static final int BATCH = 100;

  private final Build build;
  private final Path home;
  private final Child child;
  private final int port;
  private final int consolePort;

  private Bundle(Build build, Path home, Child child, int port, int consolePort) {
    this.build = build;
    this.home = home;
    this.child = child;
    this.port = port;
    this.consolePort = consolePort;
  }

  /** Starts it on an empty folder and waits until it takes events. */
  static Bundle start(Build build, String row, int apiVersion, String apiUrl) {
    return startIn(build, folder(build, row), apiVersion, apiUrl, "").awaitStart();
  }

  /** An empty folder for a build's data. */
  static Path folder(Build build, String row) {
    return Work.folder(row + "-" + build.name());
  }

  /** Starts it on a folder that may hold {@code data/} of a former run, and doesn't wait. */
  static Bundle startIn(Build build, Path home, int apiVersion, String apiUrl, String extraSettings) {
    int port = Work.freePort();
    int consolePort = Work.freePort();
    try {
      Work.copy(build.folder().resolve("routes"), home.resolve("routes"));
      Files.createDirectories(home.resolve("config/destinations"));
      Files.copy(build.folder().resolve("config/field-map.yaml"), home.resolve("config/field-map.yaml"));
      Files.writeString(home.resolve("config/application.properties"), """
          pardot.http.host = 127.0.0.1
          pardot.http.port = %d
          pardot.console.port = %d
          pardot.sandbox.port = %d
          pardot.samples = false
          pardot.backlog.limit = 0
          %s
          """.formatted(port, consolePort, Work.freePort(), extraSettings));
      Files.writeString(home.resolve("config/destinations/bench.properties"), """
          apiVersion = %d
          %s
          baseUrl = %s
          businessUnitId = 0UvBENCHMARKUNITXX
          maxConcurrentRequests = 5
          auth.flow = none
          """.formatted(apiVersion, apiVersion == 4 ? "lookupField = org_id" : "", apiUrl));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Child child = Child.start(build.name(), Work.log(home.getFileName().toString()),
        List.of(build.program().toString(), "run", "--home", home.toString()));
    return new Bundle(build, home, child, port, consolePort);
  }

  Bundle awaitStart() {
    Pause.until("the start of the bundle", START, 50, () -> {
      child.requireAlive();
      return Http.answers("http://127.0.0.1:" + port + "/v1/identify") && Http.answers("http://127.0.0.1:" + consolePort + "/observe/metrics");
    });
    return this;
  }

  @Override
  public String name() {
    return build.name();
  }

  @Override
  public Child child() {
    return child;
  }

  @Override
  public void fill(Events events, long count) {
    int eventsPerRequest = count % BATCH == 0 ? BATCH : 1;
    Accepts.post(port, eventsPerRequest, events, count / eventsPerRequest);
  }

  Path inbox() {
    return home.resolve("data/inbox");
  }

  Path routes() {
    return home.resolve("routes");
  }

  int port() {
    return port;
  }

  /** Events that passed the door since its start. */
  long accepted() {
    return events("accepted");
  }

  /** Events that are in Pardot, since its start. */
  long delivered() {
    return events("delivered");
  }

  private long events(String outcome) {
    Pattern count = Pattern.compile("(?m)^pardot_events_total\\{[^}]*outcome=\"" + outcome + "\"[^}]*} (\\S+)$");
    try {
      Matcher counts = count.matcher(Http.get("http://127.0.0.1:" + consolePort + "/observe/metrics"));
      double sum = 0;
      while (counts.find()) {
        sum += Double.parseDouble(counts.group(1));
      }
      return (long) sum;
    } catch (IOException e) {
      throw new UncheckedIOException("the bundle's metrics can't be read", e);
    }
  }
}
