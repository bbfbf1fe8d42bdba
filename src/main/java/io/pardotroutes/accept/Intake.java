package io.pardotroutes.accept;

import io.pardotroutes.event.Event;
import io.pardotroutes.event.InvalidEvent;
import io.pardotroutes.event.Reading;
import io.pardotroutes.jms.QueueMessage;
import jakarta.jms.Message;
import java.util.List;
import java.util.Map;
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

  private static final String REASON = "PardotReason";

  /** Copies the lists. */
  public Intake {
    events = List.copyOf(events);
    invalid = List.copyOf(invalid);
    rejected = List.copyOf(rejected);
    destinations = Set.copyOf(destinations);
  }

  /** What was read, its invalid events kept as their texts. */
  public static Intake of(Reading reading, Set<String> destinations) {
    return new Intake(reading.events(), reading.invalid(), reading.invalid().stream().map(Intake::keep).toList(), destinations);
  }

  /** For every destination. */
  public Intake(List<Event> events, List<InvalidEvent> invalid, List<QueueMessage> rejected) {
    this(events, invalid, rejected, Set.of());
  }

  /** The message that keeps what was part of something larger: its text. The route says on which queue. */
  public static QueueMessage keep(InvalidEvent invalid) {
    String text = invalid.text() == null ? "" : invalid.text();
    return new QueueMessage(null, text, null, Map.of(REASON, invalid.describe()));
  }

  /** The message that keeps a whole one, as it came. */
  public static QueueMessage forward(Message original, String reason) {
    return QueueMessage.forwarding(original, Map.of(REASON, reason));
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
