package io.pardotroutes.status;

import io.pardotroutes.broker.Broker;
import io.pardotroutes.destination.Destination;
import io.pardotroutes.destination.DestinationListener;

/** Keeps a destination's queue and gauges there for as long as the destination is. */
record DestinationGauges(PardotMetrics metrics, Waits waits, Broker broker) implements DestinationListener {

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
}
