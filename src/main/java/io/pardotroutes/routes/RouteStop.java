package io.pardotroutes.routes;

import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Route;
import org.apache.camel.Service;
import org.apache.camel.Suspendable;
import org.apache.camel.component.direct.DirectConsumer;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.spi.ShutdownPrepared;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Stops and removes a route that is about to be replaced, so that nothing is lost under load, where Camel's own stop waits for a moment
 * without load. A direct: consumer is suspended first: its callers wait for the next one.
 */
record RouteStop(CamelContext context, Route route, Consumer consumer) {

  private static final long LOOK_EVERY_MILLIS = 5;
  /** A caller that isn't counted may hold the consumer already, and enter a moment after it was suspended. */
  private static final int QUIET_LOOKS = 6;

  /** Returns when the route is gone; at the shutdown timeout ({@code camel.main.shutdownTimeout}) what is in flight is ended. */
  static void stop(CamelContext context, Route route) throws Exception {
    new RouteStop(context, route, route.getConsumer()).stop();
  }

  private void stop() throws Exception {
    if (consumer instanceof DirectConsumer || consumer instanceof Suspendable && !(consumer instanceof ShutdownAware)) {
      ServiceHelper.suspendService(consumer);
      announce();
      awaitQuiet();
    }
    context.getRouteController().stopRoute(route.getId());
    context.removeRoute(route.getId());
  }

  /** Lets waiting redeliveries know, as Camel's stop does: those that may give up do so. */
  private void announce() {
    for (Service service : route.getServices()) {
      if (!(service instanceof Consumer)) {
        for (Service child : ServiceHelper.getChildServices(service, true)) {
          if (child instanceof ShutdownPrepared prepared) {
            prepared.prepareShutdown(false, false);
          }
        }
      }
    }
  }

  /** Looks far more often than Camel does (once a second); returns when all is quiet or the time is over. */
  private void awaitQuiet() throws InterruptedException {
    long timeout = context.getShutdownStrategy().getTimeUnit().toNanos(context.getShutdownStrategy().getTimeout());
    long deadline = System.nanoTime() + timeout;
    int quiet = 0;
    while (quiet < QUIET_LOOKS && System.nanoTime() - deadline < 0) {
      quiet = isQuiet() ? quiet + 1 : 0;
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    }
  }

  private boolean isQuiet() {
    boolean empty = !(consumer instanceof HandoverConsumer known) || known.isEmpty();
    return empty && context.getInflightRepository().size(route.getId()) == 0;
  }
}
