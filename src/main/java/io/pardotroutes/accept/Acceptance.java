package io.pardotroutes.accept;

import io.pardotroutes.destination.Destination;
import io.pardotroutes.event.Event;
import io.pardotroutes.jms.QueueMessage;
import io.pardotroutes.store.MessageIdsBusy;
import io.pardotroutes.store.file.SeenMessageIds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;

/**
 * Turns what came in into messages for the queue, and keeps book of it: which message ids are new, and, once the queue
 * has the messages, what became of each event. Bean of the route {@code accept}.
 */
public final class Acceptance {

  private static final String QUEUE_PREFIX = "pardot.deliveries.";
  private static final String OPEN = "acceptance";

  private final SeenMessageIds seen;
  private final Supplier<? extends Collection<Destination>> destinations;
  private final OutcomeCounter counter;

  /** @param destinations the enabled destinations, asked for each intake anew: they change while running */
  public Acceptance(SeenMessageIds seen, Supplier<? extends Collection<Destination>> destinations, OutcomeCounter counter) {
    this.seen = seen;
    this.destinations = destinations;
    this.counter = counter;
  }

  /**
   * Leaves out events that were queued before and makes one message for each destination that an event is for.
   *
   * @return the messages to queue in one transaction, the rejected ones included
   * @throws MessageIdsBusy where another request is queueing one of these events just now
   */
  public List<QueueMessage> fanOut(@Body Intake intake, Exchange exchange) {
    Tally tally = new Tally();
    tally.add("", "accepted", "", intake.events().size());
    tally.add("", "rejected", "", intake.invalid().size());

    List<List<QueueMessage>> wanted = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (Event event : intake.events()) {
      List<QueueMessage> messages = messagesFor(event, intake, tally);
      if (!messages.isEmpty()) {
        wanted.add(messages);
        ids.add(event.messageId());
      }
    }
    SeenMessageIds.Claim claim = seen.claim(ids);
    Opened opened = new Opened(intake, claim, tally);
    exchange.setVariable(OPEN, opened);
    exchange.getExchangeExtension().addOnCompletion(opened);

    List<QueueMessage> fresh = new ArrayList<>(intake.rejected());
    for (int i = 0; i < wanted.size(); i++) {
      if (claim.isFresh(i)) {
        fresh.addAll(wanted.get(i));
      } else {
        wanted.get(i).forEach(message ->
            tally.add(message.queue().substring(QUEUE_PREFIX.length()), "discarded", "duplicate", 1));
      }
    }
    return fresh;
  }

  private List<QueueMessage> messagesFor(Event event, Intake intake, Tally tally) {
    List<QueueMessage> messages = new ArrayList<>();
    String body = null;
    for (Destination destination : destinations.get()) {
      if (!intake.isFor(destination.name())) {
        continue;
      }
      String reason = reasonToLeaveOut(event, destination);
      if (reason != null) {
        tally.add(destination.name(), "discarded", reason, 1);
        continue;
      }
      body = body == null ? event.toJson() : body;
      messages.add(new QueueMessage(QUEUE_PREFIX + destination.name(), body, destination.groupKey(event), Map.of()));
    }
    return messages;
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
   * The queue has the messages. Where they are part of the sender's own transaction (JMS), that is known for sure only at
   * its end, and the books are closed then.
   *
   * @return what came in, for the answer to the sender
   */
  public Intake queued(Exchange exchange) {
    Opened opened = exchange.getVariable(OPEN, Opened.class);
    opened.put = true;
    if (Door.of(exchange) != Door.JMS) {
      opened.commit();
    }
    return opened.intake;
  }

  /** An intake between its claim and the end of its exchange. */
  private final class Opened implements Synchronization {

    private final Intake intake;
    private final SeenMessageIds.Claim claim;
    private final Tally tally;
    private boolean put;
    private boolean committed;

    Opened(Intake intake, SeenMessageIds.Claim claim, Tally tally) {
      this.intake = intake;
      this.claim = claim;
      this.tally = tally;
    }

    void commit() {
      if (!committed) {
        committed = true;
        claim.commit();
        tally.report(counter);
      }
    }

    @Override
    public void onComplete(Exchange exchange) {
      if (put) {
        commit();
      } else {
        claim.release();
      }
    }

    @Override
    public void onFailure(Exchange exchange) {
      claim.release();
    }
  }
}
