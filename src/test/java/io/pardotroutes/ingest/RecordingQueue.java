package io.pardotroutes.ingest;

import io.pardotroutes.jms.QueueMessage;
import io.pardotroutes.jms.QueueTrouble;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Body;
import org.apache.camel.Exchange;

/** Stands where the queue is: keeps what is put, each put as one transaction, or refuses it. Counts the headers that reach it. */
public final class RecordingQueue {

  private final List<List<QueueMessage>> transactions = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private volatile int refuse;
  private volatile int headersSeen;

  public void put(@Body List<QueueMessage> messages, Exchange exchange) {
    headersSeen += exchange.getMessage().getHeaders().size();
    if (refuse > 0) {
      refuse--;
      refusals.incrementAndGet();
      throw QueueTrouble.refused();
    }
    transactions.add(List.copyOf(messages));
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
    return messages().stream().filter(message -> message.queue().equals(queue)).toList();
  }
}
