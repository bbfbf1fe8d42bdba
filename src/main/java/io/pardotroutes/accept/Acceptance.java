package io.pardotroutes.accept;

import io.pardotroutes.accept.Matched.Wanted;
import io.pardotroutes.destination.Destination;
import io.pardotroutes.event.Event;
import io.pardotroutes.jms.QueueMessage;
import io.pardotroutes.store.MessageIdsBusy;
import io.pardotroutes.store.SeenIds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;

/** The bean {@code acceptance}: the steps from what came in to messages for the queue, and the books of it. */
public final class Acceptance {

  private final SeenIds seen;
  private final Supplier<? extends Collection<Destination>> destinations;
  private final OutcomeCounter counter;

  /** @param destinations the enabled destinations, asked for each intake anew: they change while running */
  public Acceptance(SeenIds seen, Supplier<? extends Collection<Destination>> destinations, OutcomeCounter counter) {
    this.seen = seen;
    this.destinations = destinations;
    this.counter = counter;
  }

  /** Which destinations each event is for, by its type, by what it says of Pardot under {@code integrations}, and by their filters. */
  public Matched match(@Body Intake intake) {
    Tally tally = new Tally();
    tally.add("", "accepted", "", intake.events().size());
    tally.add("", "rejected", "", intake.invalid().size());
    List<Destination> asked = destinations.get().stream().filter(destination -> intake.isFor(destination.name())).toList();
    List<Wanted> wanted = new ArrayList<>();
    for (Event event : intake.events()) {
      List<Destination> matching = matching(event, asked, tally);
      if (!matching.isEmpty()) {
        wanted.add(new Wanted(event, matching));
      }
    }
    return new Matched(intake, wanted, tally);
  }

  private static List<Destination> matching(Event event, List<Destination> asked, Tally tally) {
    List<Destination> matching = new ArrayList<>();
    for (Destination destination : asked) {
      String reason = reasonToLeaveOut(event, destination);
      if (reason == null) {
        matching.add(destination);
      } else {
        tally.add(destination.name(), "discarded", reason, 1);
      }
    }
    return matching;
  }

  private static String reasonToLeaveOut(Event event, Destination destination) {
    if (!"identify".equals(event.type())) {
      return "unsupported-type";
    }
    if (!event.pardot().enabled()) {
      return "integration-disabled";
    }
    return destination.filter().matches(event) ? null : "filtered";
  }

  /**
   * Leaves out the events that were queued before, by their message ids. Unless {@link #queued} is reached, the others' ids are as never
   * seen when the exchange ends.
   *
   * @throws MessageIdsBusy where another request is queueing one of these events just now
   */
  public Claimed claim(@Body Matched matched, Exchange exchange) {
    List<Wanted> events = matched.events();
    SeenIds.Claim claim = seen.claim(events.stream().map(wanted -> wanted.event().messageId()).toList());
    List<Wanted> fresh = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      if (claim.isFresh(i)) {
        fresh.add(events.get(i));
      } else {
        events.get(i).destinations().forEach(destination -> matched.tally().add(destination.name(), "discarded", "duplicate", 1));
      }
    }
    Claimed claimed = new Claimed(matched.intake(), fresh, claim, matched.tally(), counter);
    exchange.getExchangeExtension().addOnCompletion(claimed);
    return claimed;
  }

  /** One message for each destination of each event, on the destination's own queue. */
  public List<QueueMessage> address(@Body Claimed claimed) {
    List<QueueMessage> messages = new ArrayList<>();
    for (Wanted wanted : claimed.fresh()) {
      String body = wanted.event().toJson();
      wanted.destinations().forEach(destination -> messages.add(
          new QueueMessage("pardot.deliveries." + destination.name(), body, destination.groupKey(wanted.event()), Map.of())));
    }
    return messages;
  }

  /** The messages that keep what is no event; none where that is kept elsewhere. */
  public List<QueueMessage> rejected(@Variable("claimed") Claimed claimed) {
    return claimed.intake().rejected();
  }

  /**
   * The queue has the messages. Where they are part of the sender's own transaction (JMS), that is known for sure only at
   * its end, and the books are closed then.
   *
   * @return what came in, for the answer to the sender
   */
  public Intake queued(@Variable("claimed") Claimed claimed, Exchange exchange) {
    claimed.put();
    if (Door.of(exchange) != Door.JMS) {
      claimed.commit();
    }
    return claimed.intake();
  }
}
