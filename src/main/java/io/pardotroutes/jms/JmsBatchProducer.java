package io.pardotroutes.jms;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Sends a list of messages, all or none. Reads nothing of the exchange but its body: headers never get on the bus. */
final class JmsBatchProducer extends DefaultProducer {

  private final JmsBatchEndpoint endpoint;

  JmsBatchProducer(JmsBatchEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
  }

  @Override
  public void process(Exchange exchange) {
    List<QueueMessage> messages = messages(exchange.getMessage().getBody());
    if (messages.isEmpty()) {
      return;
    }
    OpenTransaction open = exchange.getProperty(OpenTransaction.PROPERTY, OpenTransaction.class);
    AllOrNone.Puts together = exchange.getProperty(AllOrNone.PROPERTY, AllOrNone.Puts.class);
    if (open != null && open.accepts(endpoint.getComponent())) {
      open.send(endpoint.getQueue(), messages);
    } else if (together != null) {
      together.add(endpoint, messages);
    } else {
      endpoint.getComponent().sendAndCommit(endpoint.getQueue(), messages, endpoint.getSendTimeout().toMillis());
    }
  }

  private List<QueueMessage> messages(Object body) {
    if (body instanceof QueueMessage message) {
      return List.of(endpoint.addressed(message));
    }
    if (body instanceof String text) {
      return List.of(endpoint.addressed(new QueueMessage(null, text, null, Map.of())));
    }
    if (!(body instanceof Iterable<?> items)) {
      throw unfit(body);
    }
    List<QueueMessage> messages = new ArrayList<>();
    for (Object item : items) {
      if (!(item instanceof QueueMessage message)) {
        throw unfit(item);
      }
      messages.add(endpoint.addressed(message));
    }
    return messages;
  }

  private static IllegalArgumentException unfit(Object found) {
    return new IllegalArgumentException("jms-batch sends a text or an Iterable of QueueMessage and found a "
        + (found == null ? "null" : found.getClass().getName()));
  }
}
