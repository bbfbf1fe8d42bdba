package io.pardotroutes.console;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;

/**
 * Keeps the console's own calls to whoever knows its password (HTTP Basic, any user name). Without it health says whether all is well,
 * and nothing else. The pages of invitations have secrets of their own.
 */
public final class ConsoleLogin implements Handler<RoutingContext> {

  static final String GUARDED = "/observe/";
  private static final String HEALTH = "/observe/health";
  private static final String BASIC = "Basic ";
  private static final int MOST_FAILURES = 5;
  private static final Duration WAIT = Duration.ofMinutes(1);
  private static final int MOST_ADDRESSES = 10_000;

  private final CamelContext context;
  private final byte[] password;
  private final Cache<String, AtomicInteger> failures = Caffeine.newBuilder().expireAfterWrite(WAIT).maximumSize(MOST_ADDRESSES).build();

  /** @param password not empty */
  public ConsoleLogin(CamelContext context, String password) {
    this.context = context;
    this.password = digest(password);
  }

  /** Takes its place before what Camel serves. */
  public void guard(Router router) {
    router.route().order(-1).handler(this);
  }

  @Override
  public void handle(RoutingContext call) {
    String path = call.normalizedPath();
    if (!path.startsWith(GUARDED)) {
      call.next();
      return;
    }
    String address = call.request().remoteAddress().hostAddress();
    AtomicInteger failed = failures.getIfPresent(address);
    String authorization = call.request().getHeader("Authorization");
    if (authorization != null && failed != null && failed.get() >= MOST_FAILURES) {
      call.response().setStatusCode(429).putHeader("Retry-After", String.valueOf(WAIT.toSeconds())).end();
    } else if (authorization != null && isRight(authorization)) {
      call.next();
    } else if (authorization == null && path.startsWith(HEALTH)) {
      call.vertx().executeBlocking(() -> isUp(path), false).onSuccess(up -> call.response().setStatusCode(up ? 200 : 503)
          .putHeader("Content-Type", "application/json").end("{\"status\":\"" + (up ? "UP" : "DOWN") + "\"}")).onFailure(call::fail);
    } else {
      if (authorization != null) {
        failures.get(address, key -> new AtomicInteger()).incrementAndGet();
      }
      call.response().setStatusCode(401).putHeader("WWW-Authenticate", "Basic realm=\"pardot-routes\", charset=\"UTF-8\"").end();
    }
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
      return MessageDigest.isEqual(digest(pair.substring(pair.indexOf(':') + 1)), password);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
