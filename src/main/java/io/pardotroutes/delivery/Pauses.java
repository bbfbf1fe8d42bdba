package io.pardotroutes.delivery;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops a destination's deliver route when no record of it can ever be taken (wrong version, missing right, unknown business
 * unit). Its events stay on the queue; saving its file or restarting the bundle starts it again.
 */
public final class Pauses {

  private static final Logger LOG = LoggerFactory.getLogger(Pauses.class);

  /** The error handler of the failing exchange calls this; the route is stopped once that exchange has given its batch back. */
  public void pause(Exchange exchange) {
    String routeId = "deliver-" + exchange.getVariable("destination", String.class);
    CamelContext context = exchange.getContext();
    ExecutorService stopper = Executors.newSingleThreadExecutor(task -> new Thread(task, "pause-" + routeId));
    stopper.execute(() -> stop(context, routeId));
    stopper.shutdown();
  }

  private static void stop(CamelContext context, String routeId) {
    try {
      if (context.getRoute(routeId) != null && context.getRouteController().getRouteStatus(routeId).isStarted()) {
        context.getRouteController().stopRoute(routeId);
        LOG.warn("{} stopped; its events stay on the queue until the cause is mended and its destination file saved", routeId);
      }
    } catch (Exception e) {
      LOG.error("{} could not be stopped", routeId, e);
    }
  }
}
