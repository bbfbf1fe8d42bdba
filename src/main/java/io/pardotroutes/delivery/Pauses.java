package io.pardotroutes.delivery;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops a destination's deliver route when no record of it can ever be taken (wrong version, missing right, unknown business
 * unit). Its events stay on the queue. A changed destination file makes the route anew; what was mended in Pardot is noticed by
 * itself, after {@code retry}.
 */
public final class Pauses implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Pauses.class);

  private final Duration retry;
  private final ScheduledExecutorService tasks;

  /** {@code retry}: how long to wait before the destination is tried again. */
  public Pauses(Duration retry) {
    this.retry = retry;
    this.tasks = Executors.newSingleThreadScheduledExecutor(task -> {
      Thread thread = new Thread(task, "pauses");
      thread.setDaemon(true);
      return thread;
    });
  }

  /** The error handler of the failing exchange calls this; the route is stopped once that exchange has given its batch back. */
  public void pause(Exchange exchange) {
    String routeId = "deliver-" + exchange.getVariable("destination", String.class);
    CamelContext context = exchange.getContext();
    tasks.execute(() -> stop(context, routeId));
  }

  private void stop(CamelContext context, String routeId) {
    try {
      if (context.getRoute(routeId) != null && context.getRouteController().getRouteStatus(routeId).isStarted()) {
        context.getRouteController().stopRoute(routeId);
        LOG.warn("{} stopped; its events stay on the queue until the cause is mended; next try in {} min", routeId, retry.toMinutes());
        tasks.schedule(() -> start(context, routeId), retry.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (Exception e) {
      LOG.error("{} could not be stopped", routeId, e);
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
