package io.pardotroutes.accept;

import io.pardotroutes.destination.Destination;
import io.pardotroutes.jms.AllOrNone;
import io.pardotroutes.store.SeenIds;
import java.util.Collection;
import java.util.function.Supplier;
import org.apache.camel.spi.Registry;

/**
 * The beans of {@code accept}.
 *
 * @param seen the message ids that were queued before
 * @param destinations those that take events now
 * @param counter told of what is accepted, rejected and left out
 * @param backlog how much may wait
 */
public record AcceptBeans(SeenIds seen, Supplier<Collection<Destination>> destinations, OutcomeCounter counter, Backlog backlog) {

  /** Binds them under the names that the routes use. */
  public void bind(Registry registry) {
    registry.bind("backlog", backlog);
    registry.bind("acceptance", new Acceptance(seen, destinations, counter));
    registry.bind("allOrNone", new AllOrNone());
  }
}
