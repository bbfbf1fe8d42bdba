package io.pardotroutes.accept;

import io.pardotroutes.destination.Destination;
import io.pardotroutes.event.Event;
import java.util.List;

/**
 * What came in, with the events that a destination wants.
 *
 * @param events in their order
 * @param tally what is known of the outcomes so far
 */
record Matched(Intake intake, List<Wanted> events, Tally tally) {

  /** An event with the destinations that it is for, at least one. */
  record Wanted(Event event, List<Destination> destinations) {}
}
