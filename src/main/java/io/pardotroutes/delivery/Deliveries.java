package io.pardotroutes.delivery;

import io.pardotroutes.destination.Destination;
import io.pardotroutes.destination.Destinations;
import io.pardotroutes.event.Event;
import io.pardotroutes.jms.ReceivedMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;

/** The bean {@code deliveries}: opens what the queue gave, and lets a route decide a delivery by itself. */
public final class Deliveries {

  private final Destinations destinations;

  /** Reads the destination's settings as they are when a batch is opened. */
  public Deliveries(Destinations destinations) {
    this.destinations = destinations;
  }

  /** The received messages as a batch of {@code destination}; a message that holds no event is dead-lettered ({@code unreadable}). */
  public Batch open(@Body List<ReceivedMessage> messages, @Variable("destination") String destination) {
    Destination settings = destinations.get(destination);
    Map<String, Lookup> lookups = new HashMap<>();
    return new Batch(settings, messages.stream().map(message -> open(message, settings, lookups)).toList());
  }

  private static Delivery open(ReceivedMessage message, Destination destination, Map<String, Lookup> lookups) {
    try {
      if (message.body() != null) {
        return new Delivery(message, Event.parse(message.body()), destination, lookups);
      }
    } catch (IllegalArgumentException e) {
      // Told below: whatever put this on our queue, it is no event, and must not hold up its neighbours.
    }
    Delivery delivery = new Delivery(message, null, destination, lookups);
    delivery.end(Outcome.dead("unreadable", 0, "the queue held a message that is no event"));
    return delivery;
  }

  /** Ends a delivery without sending it: a step for routes that leave some events out. {@code reason} is one word or two. */
  public void discard(Delivery delivery, String reason) {
    delivery.end(Outcome.discarded(reason));
  }

  /** Dead-letters an event that could not be prepared again and again ({@code failed}): the fault is in a route or in the bundle. */
  public void giveUp(@Variable("delivery") Delivery delivery, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
    delivery.end(Outcome.dead("failed", 0, "a step of the routes failed: " + failure.getClass().getSimpleName() + "; see the log"));
  }
}
