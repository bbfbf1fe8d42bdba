package io.pardotroutes.ingest;

import io.pardotroutes.event.Event;
import io.pardotroutes.event.InvalidEvent;
import io.pardotroutes.jms.QueueMessage;
import java.util.List;

/**
 * What one request, one JMS transaction or one stretch of a file brought in. It is queued as a whole or not at all.
 *
 * @param events the valid events, in their order
 * @param invalid what is no event, one entry for each that counts as rejected
 * @param rejected messages that keep the invalid ones for people to look at; empty where they are kept elsewhere
 */
public record Intake(List<Event> events, List<InvalidEvent> invalid, List<QueueMessage> rejected) {

  /** Copies the lists. */
  public Intake {
    events = List.copyOf(events);
    invalid = List.copyOf(invalid);
    rejected = List.copyOf(rejected);
  }

  /** Numbers only: events and rejected texts are personal data. */
  @Override
  public String toString() {
    return "Intake[" + events.size() + " events, " + invalid.size() + " invalid]";
  }
}
