package io.pardotroutes.ingest;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.VertxWrapper;
import java.util.concurrent.TimeUnit;

/**
 * Makes HTTP servers that speak HTTP/1.1 only, let go of senders who say nothing or too slowly, and hold no more connections than they
 * may. Camel has no settings for these. HTTP/2 is what nobody asks for, and a hundred streams a connection for whoever wants to do harm.
 */
public final class HttpServers extends VertxWrapper {

  private static final int IDLE_SECONDS = 60;
  private static final int MOST_LINE_BYTES = 4_096;
  private static final int MOST_HEADER_BYTES = 16_384;

  /** Each of them waits for its commit on a thread of its own; those that wait together share one. */
  private static final int REQUESTS_AT_ONCE = 32;

  private final ServerTls tls;

  private HttpServers(VertxInternal vertx, ServerTls tls) {
    super(vertx);
    this.tls = tls;
  }

  /**
   * Camel takes it from the registry; whoever made it closes it.
   *
   * @param connections that one server may have open
   * @param tls for the servers that Camel makes with TLS; null where there are none
   */
  public static Vertx create(int connections, ServerTls tls) {
    VertxBuilder builder = new VertxBuilder(new VertxOptions().setWorkerPoolSize(REQUESTS_AT_ONCE)).init()
        .findTransport(new LimitedConnections(connections));
    return new HttpServers((VertxInternal) builder.vertx(), tls);
  }

  @Override
  public HttpServer createHttpServer(HttpServerOptions options) {
    options
        .setHttp2ClearTextEnabled(false)
        .setUseAlpn(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setMaxInitialLineLength(MOST_LINE_BYTES)
        .setMaxHeaderSize(MOST_HEADER_BYTES)
        .setIdleTimeout(IDLE_SECONDS)
        .setIdleTimeoutUnit(TimeUnit.SECONDS);
    boolean secured = tls != null && options.isSsl();
    if (secured) {
      tls.applyTo(options);
    }
    HttpServer server = super.createHttpServer(options).connectionHandler(connection -> {
      HeadDeadline.follow(connection);
      KnownVersions.require(connection);
    });
    if (secured) {
      tls.follow(server);
    }
    return server;
  }
}
