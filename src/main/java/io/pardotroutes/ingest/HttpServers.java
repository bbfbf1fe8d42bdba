package io.pardotroutes.ingest;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.VertxWrapper;
import java.util.concurrent.TimeUnit;

/**
 * Makes HTTP servers that speak HTTP/1.1 only and let go of senders who say nothing. Camel has no settings for either. HTTP/2
 * in clear text is what nobody asks for, and a hundred streams a connection for whoever wants to do harm.
 */
public final class HttpServers extends VertxWrapper {

  private static final int IDLE_SECONDS = 60;

  /** Each of them waits for its commit on a thread of its own; those that wait together share one. */
  private static final int REQUESTS_AT_ONCE = 32;

  private HttpServers(VertxInternal vertx) {
    super(vertx);
  }

  /** Camel takes it from the registry; whoever made it closes it. */
  public static Vertx create() {
    return new HttpServers((VertxInternal) Vertx.vertx(new VertxOptions().setWorkerPoolSize(REQUESTS_AT_ONCE)));
  }

  @Override
  public HttpServer createHttpServer(HttpServerOptions options) {
    return super.createHttpServer(options
        .setHttp2ClearTextEnabled(false)
        .setIdleTimeout(IDLE_SECONDS)
        .setIdleTimeoutUnit(TimeUnit.SECONDS));
  }
}
