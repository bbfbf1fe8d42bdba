package io.pardotroutes.console;

import io.github.bucket4j.TimeMeter;
import io.pardotroutes.secret.Digests;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;

/**
 * Keeps the console to whoever knows its password (HTTP Basic, any user name). Without it health says whether all is well, and nothing
 * else. The pages of invitations, which come first, have secrets of their own.
 */
public final class ConsoleLogin implements Handler<RoutingContext> {

  static final String GUARDED = "/observe/";
  private static final Set<String> OPEN = Set.of("/observe/health", "/observe/health/live", "/observe/health/ready");
  private static final String BASIC = "Basic ";

  private final CamelContext context;
  private final String password;
  private final PasswordLimits limits = new PasswordLimits(TimeMeter.SYSTEM_NANOTIME);

  /** @param password not empty */
  public ConsoleLogin(CamelContext context, String password) {
    this.context = context;
    this.password = Digests.hex(password);
  }

  /** Takes its place before what Camel serves. */
  public void guard(Router router) {
    router.route().order(-1).handler(this);
  }

  @Override
  public void handle(RoutingContext call) {
    String authorization = call.request().getHeader("Authorization");
    if (authorization == null) {
      withoutPassword(call);
      return;
    }
    String address = call.request().remoteAddress().hostAddress();
    long wait = limits.secondsToWait(address);
    if (wait > 0) {
      refuse(call, 429, "Retry-After", String.valueOf(wait), "There were too many wrong passwords; try again in " + wait + " s.");
    } else if (isRight(authorization)) {
      limits.right(address);
      call.next();
    } else {
      limits.wrong(address);
      askForPassword(call);
    }
  }

  private void withoutPassword(RoutingContext call) {
    String path = call.normalizedPath();
    HttpMethod method = call.request().method();
    if (OPEN.contains(path) && (method == HttpMethod.GET || method == HttpMethod.HEAD)) {
      call.vertx().executeBlocking(() -> isUp(path), false).onSuccess(up -> call.response().setStatusCode(up ? 200 : 503)
          .putHeader("Content-Type", "application/json").end("{\"status\":\"" + (up ? "UP" : "DOWN") + "\"}")).onFailure(call::fail);
    } else {
      askForPassword(call);
    }
  }

  private static void askForPassword(RoutingContext call) {
    refuse(call, 401, "WWW-Authenticate", "Basic realm=\"pardot-routes\", charset=\"UTF-8\"", "The console's password is needed, with any user name.");
  }

  private static void refuse(RoutingContext call, int status, String header, String value, String text) {
    call.response().setStatusCode(status).putHeader(header, value).putHeader("Content-Type", "text/plain; charset=utf-8").end(text + "\n");
  }

  private boolean isUp(String path) {
    Collection<HealthCheck.Result> results = path.endsWith("/live") ? HealthCheckHelper.invokeLiveness(context)
        : path.endsWith("/ready") ? HealthCheckHelper.invokeReadiness(context) : HealthCheckHelper.invoke(context);
    return results.stream().allMatch(result -> result.getState() == HealthCheck.State.UP);
  }

  private boolean isRight(String authorization) {
    if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return false;
    }
    try {
      String pair = new String(Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip()), StandardCharsets.UTF_8);
      return Digests.areEqual(Digests.hex(pair.substring(pair.indexOf(':') + 1)), password);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
