package io.pardotroutes.ingest.server;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerImpl;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.VertxWrapper;
import io.vertx.core.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

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
  private final IntConsumer guards;

  private HttpServers(VertxInternal vertx, ServerTls tls, IntConsumer guards) {
    super(vertx);
    this.tls = tls;
    this.guards = guards;
  }

  /**
   * Camel takes it from the registry; whoever made it closes it.
   *
   * @param connections that one server may have open
   * @param tls for the servers that Camel makes with TLS; null where there are none
   * @param guards told each port before it is open; puts what guards it before its routes
   */
  public static Vertx create(int connections, ServerTls tls, IntConsumer guards) {
    VertxBuilder builder = new VertxBuilder(new VertxOptions().setWorkerPoolSize(REQUESTS_AT_ONCE)).init()
        .findTransport(new LimitedConnections(connections));
    return new HttpServers((VertxInternal) builder.vertx(), tls, guards);
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
    HttpServer server = new HttpServerImpl(this, options) {
      @Override
      public synchronized Future<HttpServer> listen(SocketAddress address) {
        guards.accept(address.port());
        return super.listen(address);
      }
    }.connectionHandler(connection -> {
      StrictFraming.require(connection, options);
      HeadDeadline.follow(connection);
    });
    if (secured) {
      tls.follow(server);
    }
    return server;
  }
}
