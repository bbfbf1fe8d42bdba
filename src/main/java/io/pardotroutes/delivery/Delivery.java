package io.pardotroutes.delivery;

import io.pardotroutes.destination.Destination;
import io.pardotroutes.event.Event;
import io.pardotroutes.jms.ReceivedMessage;
import io.pardotroutes.prospect.Identity;
import io.pardotroutes.prospect.ProspectWrite;
import java.util.Map;

/**
 * One event on its way to one destination: what came from the queue, which prospect it is about, what is to be written, how it
 * ended. Worked on by one thread at a time; route files read it by its getters, as in {@code ${body.email}}.
 */
public final class Delivery {

  private final ReceivedMessage message;
  private final Event event;
  private final Destination destination;
  private final Map<String, Lookup> lookups;
  private Identity identity;
  private Lookup lookup;
  private ProspectWrite write;
  private Outcome outcome;

  /** {@code lookups}: those that the batch has made, by key. */
  Delivery(ReceivedMessage message, Event event, Destination destination, Map<String, Lookup> lookups) {
    this.message = message;
    this.event = event;
    this.destination = destination;
    this.lookups = lookups;
  }

  /** The event; null for a message of the queue that holds none (it is dead-lettered at once). */
  public Event getEvent() {
    return event;
  }

  /** The event's e-mail address, or an empty text. */
  public String getEmail() {
    return event.email().orElse("");
  }

  /** The event's {@code userId}, or null. */
  public String getUserId() {
    return event.userId();
  }

  /** The question which prospect this is; null where the event says so itself. */
  public Lookup getLookup() {
    return lookup;
  }

  /** True once the delivery has its outcome. */
  public boolean isSettled() {
    return outcome != null;
  }

  ReceivedMessage message() {
    return message;
  }

  Destination destination() {
    return destination;
  }

  /** The lookup that this batch has already made for the same prospect, or {@code lookup} itself as the first. */
  Lookup sameLookup(Lookup lookup) {
    Lookup first = lookups.computeIfAbsent(lookup.getKey(), key -> lookup);
    first.askAlsoBy(lookup.email());
    return first;
  }

  String messageId() {
    return event == null ? message.jmsMessageId() : event.messageId();
  }

  Identity identity() {
    return identity;
  }

  void identifiedBy(Identity found, Lookup question) {
    identity = found;
    lookup = question;
  }

  ProspectWrite write() {
    return write;
  }

  void write(ProspectWrite prospectWrite) {
    write = prospectWrite;
  }

  Outcome outcome() {
    return outcome;
  }

  void end(Outcome how) {
    if (outcome == null) {
      outcome = how;
    }
  }
}
