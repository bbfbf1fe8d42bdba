package io.pardotroutes.delivery;

import io.pardotroutes.destination.Destination;
import io.pardotroutes.pardot.PardotApi;
import io.pardotroutes.pardot.PardotException;
import io.pardotroutes.pardot.PardotMisconfigured;
import io.pardotroutes.pardot.PardotRejected;
import io.pardotroutes.pardot.PardotReply;
import io.pardotroutes.pardot.PardotRequest;
import io.pardotroutes.pardot.PardotUnavailable;
import io.pardotroutes.prospect.Identity;
import io.pardotroutes.prospect.Operation;
import io.pardotroutes.prospect.ProspectWrite;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;

/** The bean {@code writes}: turns a batch into API requests and their replies into outcomes. */
public final class Writes {

  /** Conflicts and hidden causes (62, 85) are worth this many tries of one record before it is dead-lettered. */
  private static final int RECORD_ATTEMPTS = 5;

  private static final int ALREADY_EXISTS = 9;

  /** The variable that holds the batch: the body is gone when a call has failed. */
  private static final String BATCH = "batch";

  private final Lookups lookups;
  private final Function<Destination, PardotApi> apis;

  /** {@code lookups} is told what was written, and what turned out to be gone; {@code apis} gives a destination's version of the API. */
  public Writes(Lookups lookups, Function<Destination, PardotApi> apis) {
    this.lookups = lookups;
    this.apis = apis;
  }

  /** Merges the writes of one prospect, in the order of the queue, so that a batch never holds the same prospect twice. */
  public void merge(@Body Batch batch) {
    Map<String, PendingWrite> byProspect = new LinkedHashMap<>();
    for (Delivery delivery : batch.getDeliveries()) {
      if (delivery.write() == null) {
        throw new IllegalStateException("a route has neither prepared nor discarded an event: see prepare");
      }
      String prospect = prospectKey(delivery);
      PendingWrite pending = byProspect.get(prospect);
      if (pending == null) {
        pending = new PendingWrite(delivery);
        byProspect.put(prospect, pending);
        pending.inDoubt(delivery.identity() instanceof Identity.New && delivery.message().redelivered());
      } else {
        pending.merge(delivery);
      }
    }
    byProspect.values().stream().filter(Writes::hasNothingToSay).forEach(write -> write.end(Outcome.delivered("unchanged")));
    batch.writes(List.copyOf(byProspect.values()));
  }

  private static String prospectKey(Delivery delivery) {
    // Without a lookup value or matching by e-mail, every event is another prospect.
    boolean another = delivery.identity() instanceof Identity.New;
    return another ? "another " + System.identityHashCode(delivery) : Prospects.aim(delivery.write(), delivery).identity();
  }

  /** An update without fields changes nothing, unless it brings an address that is not the one it was found by. */
  private static boolean hasNothingToSay(PendingWrite write) {
    ProspectWrite update = write.write();
    boolean foundByEmail = write.deliveries().stream().allMatch(delivery -> delivery.identity() instanceof Identity.ByEmail);
    return update.by() == ProspectWrite.By.ID && update.fields().isEmpty() && (update.email() == null || foundByEmail);
  }

  /** The next request: undecided writes of one operation, at most {@code batchSize}. */
  public PardotRequest next(@Body Batch batch) {
    Destination destination = batch.destination();
    List<PendingWrite> undecided = batch.writes().stream().filter(PendingWrite::undecided).toList();
    undecided.stream().filter(PendingWrite::inDoubt).forEach(PendingWrite::aim);
    PendingWrite first = undecided.get(0);
    Operation operation = operation(destination, first);
    List<PendingWrite> request =
        undecided.stream()
            .filter(write -> write.part() == first.part() && operation(destination, write) == operation)
            .limit(destination.batchSize())
            .toList();
    for (PendingWrite write : request) {
      write.attempted();
      // From here until the reply is read, nobody knows whether a create has happened.
      write.inDoubt(operation == Operation.CREATE && write.write().by() == ProspectWrite.By.NEW);
    }
    batch.request(request);
    List<ProspectWrite> writes = request.stream().map(PendingWrite::write).toList();
    PardotApi api = apis.apply(destination);
    return destination.batchSize() == 1 ? api.write(operation, writes.get(0)) : api.batch(operation, writes);
  }

  private static Operation operation(Destination destination, PendingWrite write) {
    return destination.apiVersion().operation(write.write(), write.absent());
  }

  /**
   * Gives each record of the request that was answered its outcome.
   *
   * @throws IncompleteRequest when some have to be sent again
   * @throws PardotMisconfigured when every record was refused for a reason that lies in the settings
   */
  public void judge(@Body Batch batch, @Variable("reply") PardotReply reply) {
    List<PendingWrite> request = batch.request();
    Map<Integer, PardotException> failures = reply.failed(request.stream().map(PendingWrite::write).toList());
    if (failures.size() == request.size()) {
      failures.values().stream().filter(PardotMisconfigured.class::isInstance).findFirst().ifPresent(Writes::stop);
    }
    for (int i = 0; i < request.size(); i++) {
      PendingWrite write = request.get(i);
      write.inDoubt(false);
      PardotException failure = failures.get(i);
      if (failure == null) {
        delivered(batch, write, reply);
      } else {
        failed(write, failure);
      }
    }
    long again = request.stream().filter(PendingWrite::undecided).count();
    if (again > 0) {
      throw new IncompleteRequest((int) again);
    }
  }

  private static void stop(PardotException misconfigured) {
    throw misconfigured;
  }

  private void delivered(Batch batch, PendingWrite write, PardotReply reply) {
    ProspectWrite sent = write.write();
    Long id = sent.by() == ProspectWrite.By.ID ? Long.valueOf(sent.key()) : reply.prospects().stream().map(prospect -> prospect.id()).findFirst().orElse(null);
    write.deliveries().forEach(delivery -> lookups.remember(batch.destination(), delivery, id, sent.email()));
    write.end(Outcome.delivered(reason(batch.destination(), write, reply)));
  }

  /** The reply to a batch of upserts does not tell which were created: {@code upserted}. */
  private static String reason(Destination destination, PendingWrite write, PardotReply reply) {
    return switch (operation(destination, write)) {
      case UPDATE -> "updated";
      case CREATE -> "created";
      default -> destination.batchSize() > 1 ? "upserted" : reply.created() ? "created" : "updated";
    };
  }

  private void failed(PendingWrite write, PardotException failure) {
    if (turned(write, failure)) {
      return;
    }
    Lookup lookup = write.first().getLookup();
    boolean stale = failure instanceof PardotRejected refused && refused.reason().equals(PardotRejected.NOT_FOUND) && write.write().by() == ProspectWrite.By.ID;
    if (stale && lookup != null) {
      lookups.forget(lookup);
      // Without an address nobody can be looked up, and none be created.
      if (write.write().email() != null && !write.lookedUpAgain()) {
        write.lookUpAgain();
        return;
      }
    }
    if (failure instanceof PardotUnavailable && write.attempts() < RECORD_ATTEMPTS) {
      return;
    }
    String reason = failure instanceof PardotRejected refused ? refused.reason() : PardotRejected.REFUSED;
    write.end(Outcome.dead(reason, failure.code(), failure.getMessage()));
  }

  /** A version 3 write that chooses the campaign is an update until nobody has the e-mail, then a create until somebody has it. */
  private static boolean turned(PendingWrite write, PardotException failure) {
    boolean byEmail = write.write().by() == ProspectWrite.By.EMAIL && write.write().campaignId() != null;
    boolean absent = failure instanceof PardotRejected refused && refused.reason().equals(PardotRejected.NOT_FOUND);
    if (!byEmail || write.attempts() >= RECORD_ATTEMPTS || !absent && failure.code() != ALREADY_EXISTS) {
      return false;
    }
    write.absent(absent);
    return true;
  }

  /** Pardot refused the whole request for what may be one record's fault: halve it, until that record stands alone. The body is the batch again. */
  public void narrow(@Variable(BATCH) Batch batch, Exchange exchange, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) PardotException refusal) {
    exchange.getMessage().setBody(batch);
    List<PendingWrite> request = batch.request();
    request.forEach(write -> write.inDoubt(false));
    if (request.size() == 1) {
      failed(request.get(0), refusal);
      return;
    }
    int highest = batch.writes().stream().mapToInt(PendingWrite::part).max().orElse(0);
    for (int i = 0; i < request.size(); i++) {
      request.get(i).part(highest + (i < request.size() / 2 ? 1 : 2));
    }
  }

  /** A request came to nothing for certain: its creates need no lookup before they are sent again. */
  static void nothingHappened(Exchange exchange) {
    exchange.getVariable(BATCH, Batch.class).request().forEach(write -> write.inDoubt(false));
  }
}
