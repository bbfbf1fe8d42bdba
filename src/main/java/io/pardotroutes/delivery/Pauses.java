package io.pardotroutes.delivery;

import io.pardotroutes.auth.AccessEnded;
import io.pardotroutes.auth.AccessTokens;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.util.concurrent.CamelThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops a destination's deliver route when no record of it can ever be taken (wrong version, missing right, unknown business
 * unit, access that Salesforce has ended). Its events stay on the queue. A changed destination file makes the route anew; that it
 * was connected again is noticed within a second, what was mended in Pardot by trying again.
 */
public final class Pauses implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Pauses.class);

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final Duration retry;
  private final Duration retryAccess;
  private final AccessTokens tokens;
  private final ScheduledExecutorService tasks;

  /**
   * What ends a pause.
   *
   * @param retry how long to wait before the destination is tried again
   * @param retryAccess the same where its access has ended
   */
  public Pauses(Duration retry, Duration retryAccess, AccessTokens tokens) {
    this.retry = retry;
    this.retryAccess = retryAccess;
    this.tokens = tokens;
    this.tasks = Executors.newSingleThreadScheduledExecutor(new CamelThreadFactory("#name#", "pauses", true));
  }

  /** The error handler of the failing exchange calls this; the route is stopped once that exchange has given its batch back. */
  public void pause(Exchange exchange) {
    String destination = exchange.getVariable("destination", String.class);
    boolean access = exchange.getProperty(Exchange.EXCEPTION_CAUGHT) instanceof AccessEnded;
    CamelContext context = exchange.getContext();
    Optional<FileTime> signIn = tokens.signIn(destination);
    tasks.execute(() -> stop(context, destination, signIn, access ? retryAccess : retry));
  }

  private void stop(CamelContext context, String destination, Optional<FileTime> signIn, Duration wait) {
    String routeId = "deliver-" + destination;
    try {
      if (context.getRoute(routeId) != null && context.getRouteController().getRouteStatus(routeId).isStarted()) {
        context.getRouteController().stopRoute(routeId);
        LOG.warn("{} stopped; its events stay on the queue until the cause is mended; next try in {} s", routeId, wait.toSeconds());
        look(context, destination, signIn, System.nanoTime() + wait.toNanos());
      }
    } catch (Exception e) {
      LOG.error("{} could not be stopped", routeId, e);
    }
  }

  private void look(CamelContext context, String destination, Optional<FileTime> signIn, long end) {
    long left = end - System.nanoTime();
    if (left <= 0 || tokens.isConnectedAnew(destination, signIn)) {
      start(context, "deliver-" + destination);
    } else {
      tasks.schedule(() -> look(context, destination, signIn, end), Math.min(left, LOOK_EVERY.toNanos()), TimeUnit.NANOSECONDS);
    }
  }

  private static void start(CamelContext context, String routeId) {
    try {
      if (context.getStatus().isStarted() && context.getRoute(routeId) != null && context.getRouteController().getRouteStatus(routeId).isStopped()) {
        context.getRouteController().startRoute(routeId);
      }
    } catch (Exception e) {
      LOG.error("{} could not be started again", routeId, e);
    }
  }

  /** Tries nothing any more. */
  @Override
  public void close() {
    tasks.shutdownNow();
  }
}
