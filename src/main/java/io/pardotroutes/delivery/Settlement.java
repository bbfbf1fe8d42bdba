package io.pardotroutes.delivery;

import io.pardotroutes.jms.QueueMessage;
import io.pardotroutes.status.PardotMetrics;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bean {@code settlement}: ends a batch. Outcomes are counted and logged once the batch has gone through. */
public final class Settlement {

  private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

  private final PardotMetrics metrics;
  private final Clock clock;

  /** {@code clock} gives {@code PardotFailedAt}. */
  public Settlement(PardotMetrics metrics, Clock clock) {
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * The batch's dead letters, addressed to {@code pardot.dead.<destination>}, with the event as body and the headers
   * {@code PardotReason}, {@code PardotErrorCode}, {@code PardotFailedAt} and {@code PardotAttempts}.
   *
   * @throws IllegalStateException when a route has left an event without outcome: the batch goes back to the queue
   */
  public List<QueueMessage> settle(@Body Batch batch, Exchange exchange) {
    List<QueueMessage> deadLetters = new ArrayList<>();
    for (Delivery delivery : batch.all()) {
      if (!delivery.isSettled()) {
        throw new IllegalStateException("a route has left an event without outcome: see prepare and send");
      }
      if (delivery.outcome().kind() == Outcome.Kind.DEAD) {
        deadLetters.add(deadLetter(batch.destination().name(), delivery));
      }
    }
    exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
      @Override
      public void onComplete(Exchange done) {
        report(batch);
      }
    });
    return deadLetters;
  }

  private QueueMessage deadLetter(String destination, Delivery delivery) {
    Outcome outcome = delivery.outcome();
    Map<String, Object> headers = new HashMap<>();
    headers.put("PardotReason", outcome.text() == null ? outcome.reason() : outcome.reason() + ": " + outcome.text());
    if (outcome.code() != 0) {
      headers.put("PardotErrorCode", outcome.code());
    }
    headers.put("PardotFailedAt", clock.instant().toString());
    headers.put("PardotAttempts", delivery.message().deliveryCount());
    return new QueueMessage("pardot.dead." + destination, delivery.message().body(), null, headers);
  }

  private void report(Batch batch) {
    String destination = batch.destination().name();
    Map<String, Map<String, Integer>> counts = new TreeMap<>();
    for (Delivery delivery : batch.all()) {
      Outcome outcome = delivery.outcome();
      String kind = outcome.kind().name().toLowerCase(Locale.ROOT);
      counts.computeIfAbsent(kind, none -> new TreeMap<>()).merge(outcome.reason(), 1, Integer::sum);
      if (outcome.kind() == Outcome.Kind.DEAD) {
        LOG.warn("dead-lettered messageId={} destination={} reason={} code={}",
            loggable(delivery.messageId()), destination, outcome.reason(), outcome.code() == 0 ? "" : outcome.code());
      }
    }
    List<String> words = new ArrayList<>();
    counts.forEach((kind, reasons) -> reasons.forEach((reason, n) -> {
      metrics.count(destination, kind, reason, n);
      words.add(n + " " + kind + " " + reason);
    }));
    LOG.info("{}: {}", destination, String.join(", ", words));
  }

  /** A messageId comes from outside: what could forge a log line is replaced. */
  private static String loggable(String messageId) {
    return messageId == null ? "" : messageId.replaceAll("[^A-Za-z0-9._:-]", "?");
  }
}
