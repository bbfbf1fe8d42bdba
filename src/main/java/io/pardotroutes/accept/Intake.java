package io.pardotroutes.accept;

import io.pardotroutes.event.Event;
import io.pardotroutes.event.InvalidEvent;
import io.pardotroutes.jms.QueueMessage;
import java.util.List;
import java.util.Set;

/**
 * What one request, one JMS transaction or one stretch of a file brought in. It is queued as a whole or not at all.
 *
 * @param events the valid events, in their order
 * @param invalid what is no event, one entry for each that counts as rejected
 * @param rejected messages that keep the invalid ones for people to look at; empty where they are kept elsewhere
 * @param destinations the only ones that the events go to; empty: to every destination
 */
public record Intake(List<Event> events, List<InvalidEvent> invalid, List<QueueMessage> rejected, Set<String> destinations) {

  /** Copies the lists. */
  public Intake {
    events = List.copyOf(events);
    invalid = List.copyOf(invalid);
    rejected = List.copyOf(rejected);
    destinations = Set.copyOf(destinations);
  }

  /** For every destination. */
  public Intake(List<Event> events, List<InvalidEvent> invalid, List<QueueMessage> rejected) {
    this(events, invalid, rejected, Set.of());
  }

  boolean isFor(String destination) {
    return destinations.isEmpty() || destinations.contains(destination);
  }

  /** Numbers only: events and rejected texts are personal data. */
  @Override
  public String toString() {
    return "Intake[" + events.size() + " events, " + invalid.size() + " invalid]";
  }
}
