package io.pardotroutes.status;

import io.micrometer.core.instrument.MeterRegistry;
import io.pardotroutes.broker.Broker;
import io.pardotroutes.destination.Destination;
import io.pardotroutes.destination.DestinationListener;

/** What an operator is told of the destinations: metrics, and why one waits. */
public final class Status {

  private final Waits waits = new Waits();
  private final PardotMetrics metrics;

  /** Registers its metrics in {@code meters}. */
  public Status(MeterRegistry meters) {
    this.metrics = new PardotMetrics(meters, waits);
  }

  /** The bundle's own metrics. */
  public PardotMetrics metrics() {
    return metrics;
  }

  /** Which destinations wait, and why. */
  public Waits waits() {
    return waits;
  }

  /** Keeps queues and gauges there for each destination that it is told of. */
  public DestinationListener gauges(Broker broker) {
    return new DestinationListener() {
      @Override
      public void added(Destination destination) {
        String name = destination.name();
        broker.ensureQueues(name);
        metrics.live(name, () -> broker.backlog(name), () -> broker.oldestSeconds(name));
      }

      @Override
      public void changed(Destination before, Destination now) {
        waits.end(now.name());
      }

      @Override
      public void removed(Destination destination) {
        waits.end(destination.name());
        metrics.removed(destination.name());
      }
    };
  }
}
