package io.pardotroutes.console;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** What every answer of the console's port tells a browser: run no script, show it in no frame, keep nothing, send no referrer. */
public final class SecurityHeaders implements Handler<RoutingContext> {

  private final boolean secured;

  /** @param secured whether people come by https; browsers keep to that for a year then, but not on this machine, whose name has other ports */
  public SecurityHeaders(boolean secured) {
    this.secured = secured;
  }

  /** Takes its place before everything else that the router serves, or refuses by itself. */
  public void guard(Router router) {
    router.route().order(Integer.MIN_VALUE).handler(this).failureHandler(this);
  }

  @Override
  public void handle(RoutingContext call) {
    allowForm(call.response(), "");
    call.response().putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cache-Control", "no-store")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin");
    HostAndPort asked = call.request().authority();
    if (secured && asked != null && !asked.host().equalsIgnoreCase("localhost")) {
      call.response().putHeader("Strict-Transport-Security", "max-age=31536000");
    }
    call.next();
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
