package io.pardotroutes.live;

import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Route;
import org.apache.camel.Suspendable;
import org.apache.camel.component.direct.DirectConsumer;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Waits until nothing is in flight in a route, looking far more often than Camel's own stop does (once a second), and keeps
 * new exchanges out where the consumer can hold them back without losing any. Under steady load Camel stops a direct:
 * consumer with exchanges just arriving; suspended first, its callers wait for the next consumer instead.
 */
final class Drain {

  private static final long LOOK_EVERY_MILLIS = 5;
  /** A caller may hold the consumer already, and enter a moment after it was suspended. */
  private static final int QUIET_LOOKS = 6;

  private final CamelContext context;
  private final Route route;

  Drain(CamelContext context, Route route) {
    this.context = context;
    this.route = route;
  }

  /** As long as Camel waits when it shuts down ({@code camel.main.shutdownTimeout}). */
  static long timeoutMillis(CamelContext context) {
    return context.getShutdownStrategy().getTimeUnit().toMillis(context.getShutdownStrategy().getTimeout());
  }

  /** Returns when the route is quiet or the time is over; Camel's stop then ends what is left. */
  void await() throws InterruptedException {
    Consumer consumer = route.getConsumer();
    boolean callersCanWait = consumer instanceof DirectConsumer
        || consumer instanceof Suspendable && !(consumer instanceof ShutdownAware);
    if (callersCanWait) {
      ServiceHelper.suspendService(consumer);
    }
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis(context));
    int wanted = callersCanWait ? QUIET_LOOKS : 1;
    int quiet = 0;
    while (quiet < wanted && System.nanoTime() - deadline < 0) {
      quiet = isQuiet() ? quiet + 1 : 0;
      if (quiet < wanted) {
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
      }
    }
  }

  private boolean isQuiet() {
    int pending = route.getConsumer() instanceof ShutdownAware aware ? aware.getPendingExchangesSize() : 0;
    return pending + context.getInflightRepository().size(route.getId()) == 0;
  }
}
