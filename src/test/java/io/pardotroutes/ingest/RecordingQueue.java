package io.pardotroutes.ingest;

import io.pardotroutes.jms.QueueMessage;
import io.pardotroutes.jms.QueueTrouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.TransactedPolicy;

/**
 * Stands where the queues are, and as {@code allOrNone}: keeps what is put in a transaction, or refuses all of it. Counts the headers
 * that reach it.
 */
public final class RecordingQueue implements TransactedPolicy {

  private final Map<Exchange, List<QueueMessage>> open = new ConcurrentHashMap<>();
  private final List<List<QueueMessage>> transactions = new CopyOnWriteArrayList<>();
  private final List<QueueMessage> rejected = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private volatile int refuse;
  private volatile int headersSeen;

  /** Stands for {@code put-deliveries}. */
  public void put(@Body List<QueueMessage> messages, Exchange exchange) {
    headersSeen += exchange.getMessage().getHeaders().size();
    open.get(exchange).addAll(messages);
  }

  /** Stands for {@code put-rejected}. */
  public void reject(@Body List<QueueMessage> messages, Exchange exchange) {
    put(messages, exchange);
    rejected.addAll(messages);
  }

  @Override
  public void beforeWrap(Route route, NamedNode definition) {
    // nothing to prepare
  }

  @Override
  public Processor wrap(Route route, Processor steps) {
    return exchange -> {
      open.put(exchange, new ArrayList<>());
      steps.process(exchange);
      List<QueueMessage> messages = open.remove(exchange);
      if (exchange.isFailed()) {
        return;
      }
      if (refuse > 0) {
        refuse--;
        refusals.incrementAndGet();
        throw QueueTrouble.refused();
      }
      transactions.add(messages);
    };
  }

  public void refuse(int times) {
    refuse = times;
  }

  public int refusals() {
    return refusals.get();
  }

  public int headersSeen() {
    return headersSeen;
  }

  public List<List<QueueMessage>> transactions() {
    return transactions;
  }

  public List<QueueMessage> messages() {
    return transactions.stream().flatMap(List::stream).toList();
  }

  public List<QueueMessage> messages(String queue) {
    return messages().stream().filter(message -> queue.equals(message.queue())).toList();
  }

  /** What was put on the queue of rejected input, in whichever transaction. */
  public List<QueueMessage> rejected() {
    return rejected;
  }
}
