package io.pardotroutes.console;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * What every answer of the console's port tells a browser: run no script, show it in no frame, keep nothing, send no referrer.
 *
 * @param secured whether people come by https; browsers keep to that for a year then, but not on this machine, whose name has other ports
 */
public record SecurityHeaders(boolean secured) implements Handler<RoutingContext> {

  /**
   * Takes its place before everything else that the router serves, or refuses by itself.
   *
   * @param server that of the router, not open yet; it refuses by itself what it can't read
   */
  public void guard(HttpServer server, Router router) {
    router.route().order(Integer.MIN_VALUE).handler(this).failureHandler(this);
    server.invalidRequestHandler(unreadable -> {
      put(unreadable);
      HttpServerRequest.DEFAULT_INVALID_REQUEST_HANDLER.handle(unreadable);
    });
  }

  @Override
  public void handle(RoutingContext call) {
    put(call.request());
    call.next();
  }

  private void put(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    allowForm(response, "");
    response.putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cache-Control", "no-store")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin");
    HostAndPort asked = request.authority();
    if (secured && asked != null && !asked.host().equalsIgnoreCase("localhost")) {
      response.putHeader("Strict-Transport-Security", "max-age=31536000");
    }
  }

  /**
   * Allows a page's form to end elsewhere: browsers ask of a form's target that it is allowed, and of where that sends them, too.
   *
   * @param origin the other one; empty: none
   */
  static void allowForm(HttpServerResponse response, String origin) {
    response.putHeader("Content-Security-Policy", "default-src 'none'; style-src 'self'; form-action 'self' " + origin + "; frame-ancestors 'none'; base-uri 'none'");
  }
}
