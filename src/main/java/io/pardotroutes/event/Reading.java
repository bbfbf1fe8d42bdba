package io.pardotroutes.event;

import java.util.List;

/**
 * What one request, message or file line holds: at least one event, and what of it is none.
 *
 * @param events the valid ones, in their order
 * @param invalid the others, in their order
 * @param writeKey the key in the body (single call or batch envelope); null where it has none
 */
public record Reading(List<Event> events, List<InvalidEvent> invalid, String writeKey) {

  public Reading {
    events = List.copyOf(events);
    invalid = List.copyOf(invalid);
  }

  /** Counts only: events are personal, and the write key is a secret. */
  @Override
  public String toString() {
    return "Reading[" + events.size() + " events, " + invalid.size() + " invalid]";
  }
}
