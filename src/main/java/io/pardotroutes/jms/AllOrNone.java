package io.pardotroutes.jms;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.TransactedPolicy;

/**
 * For the step <code>transacted</code>: what the steps inside it put on queues is committed when they have ended, all of it or nothing.
 * In an exchange of a jms-batch consumer it is part of that one's transaction anyway.
 */
public final class AllOrNone implements TransactedPolicy {

  /** Name of the exchange property. */
  static final String PROPERTY = "CamelJmsBatchPuts";

  @Override
  public void beforeWrap(Route route, NamedNode definition) {
    // the steps stay as they are
  }

  @Override
  public Processor wrap(Route route, Processor steps) {
    return exchange -> {
      Puts puts = new Puts();
      exchange.setProperty(PROPERTY, puts);
      try {
        steps.process(exchange);
      } finally {
        exchange.removeProperty(PROPERTY);
      }
      if (!exchange.isFailed()) {
        puts.commit();
      }
    };
  }

  /** What has been put so far. Copies of an exchange may run side by side. */
  static final class Puts {

    private final List<QueueMessage> messages = new ArrayList<>();
    private final Set<String> queues = new TreeSet<>();
    private JmsBatchComponent component;
    private long timeoutMillis = Long.MAX_VALUE;

    synchronized void add(JmsBatchEndpoint endpoint, List<QueueMessage> more) {
      if (component != null && component != endpoint.getComponent()) {
        throw new IllegalStateException("the steps of one transaction put on queues of two brokers; nothing was sent");
      }
      component = endpoint.getComponent();
      messages.addAll(more);
      queues.add(endpoint.getQueue());
      timeoutMillis = Math.min(timeoutMillis, endpoint.getSendTimeout().toMillis());
    }

    private synchronized void commit() {
      if (component != null) {
        component.sendAndCommit(String.join(", ", queues), messages, timeoutMillis);
      }
    }
  }
}
