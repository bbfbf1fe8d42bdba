package io.pardotroutes.ingest.server;

import io.pardotroutes.destination.Destination;
import io.pardotroutes.destination.Destinations;
import io.pardotroutes.files.FollowedFiles;
import io.pardotroutes.files.Problem;
import io.pardotroutes.ingest.http.Cors;
import io.pardotroutes.ingest.http.KeyCheck;
import io.pardotroutes.ingest.keys.FollowedWriteKeys;
import io.pardotroutes.ingest.keys.WriteKeys;
import io.pardotroutes.settings.Setting;
import io.pardotroutes.settings.Settings;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.support.jsse.SSLContextParameters;

/** What stands around the ingest port: who may send with which key, how much of it, and TLS. */
public final class IngestServer {

  /** Of the memory, for request bodies as they come: read, unpacked and taken apart, one needs about ten times its size. */
  private static final int BODY_SHARE = 24;

  private final Settings settings;
  private final Cors cors;
  private final KeyCheck keys;
  private final FollowedWriteKeys keyFile;
  private final ServerTls tls;

  /** Reads nothing yet. */
  public IngestServer(Path home, Settings settings, Destinations destinations) {
    this.settings = settings;
    this.cors = Cors.parse(settings.text(Setting.HTTP_CORS_ORIGINS));
    WriteKeys known = WriteKeys.parse(settings.text(Setting.HTTP_WRITE_KEYS));
    this.keys = new KeyCheck(known, settings.integer(Setting.HTTP_RATE_PER_KEY));
    this.keyFile = new FollowedWriteKeys(home, known, () -> destinations.all().stream().map(Destination::name).toList());
    this.tls = ServerTls.of(settings);
  }

  /** Who may send with a write key. */
  public KeyCheck keys() {
    return keys;
  }

  /** Which web pages may send. */
  public Cors cors() {
    return cors;
  }

  /** Everything that is wrong with the files of keys and certificates. */
  public List<Problem> problems() {
    return files().flatMap(each -> each.reread().stream()).toList();
  }

  /** Reads the files and keeps to them. */
  public void follow(Consumer<FollowedFiles> follower) {
    files().forEach(follower);
  }

  private Stream<FollowedFiles> files() {
    return tls == null ? Stream.of(keyFile) : Stream.of(keyFile, tls);
  }

  /**
   * What Camel makes its HTTP servers with, once it is in the registry; whoever asked for it closes it.
   *
   * @param guards told each port before it is open
   */
  public Vertx servers(CamelContext context, IntConsumer guards) {
    if (tls != null) {
      // Says to Camel that there is TLS on this port; what it is comes from the files.
      context.setSSLContextParameters(new SSLContextParameters());
    }
    return HttpServers.create(settings.integer(Setting.HTTP_CONNECTIONS), tls, guards);
  }

  /** Camel's own router knows only its routes; the one before it sees every request. */
  public void guard(VertxPlatformHttpRouter router) {
    HttpAdmission admission = new HttpAdmission(new ClientAddress(settings.text(Setting.HTTP_TRUSTED_PROXIES)),
        new AddressLimits(settings.integer(Setting.HTTP_RATE_PER_ADDRESS)), keys);
    new HttpDoor(Runtime.getRuntime().maxMemory() / BODY_SHARE, admission, cors)
        .guard((Router) router.getServer().getServer().requestHandler(), router);
  }
}
