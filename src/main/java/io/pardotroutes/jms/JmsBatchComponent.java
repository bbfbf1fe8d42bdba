package io.pardotroutes.jms;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.TransactionRolledBackException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * <code>jms-batch:QUEUE</code>: many messages in one JMS transaction, both ways. Camel's own jms component commits message by
 * message, which no disk keeps up with.
 *
 * <p>A consumer takes up to <code>maxMessages</code> as one exchange and commits when the route has ended well. A producer that is
 * called inside such an exchange, or in a copy of it, sends in the same transaction. Any other producer call is committed before it
 * returns, together with those of other callers that come at the same time.
 */
public final class JmsBatchComponent extends DefaultComponent {

  private ConnectionFactory connectionFactory;
  private GroupCommit groupCommit;
  private Instant suspectBefore;
  private volatile Function<Exception, String> refusals = failure -> null;

  /** To use another factory than the one of the registry, or to choose where it has several. */
  public synchronized void setConnectionFactory(ConnectionFactory connectionFactory) {
    this.connectionFactory = connectionFactory;
  }

  /**
   * What the broker's own errors mean, beside those that JMS names: why it refuses, in words that quote no message, where the broker
   * has undone the transaction before it answered so; null where the outcome is not known.
   */
  public void setRefusals(Function<Exception, String> refusals) {
    this.refusals = refusals;
  }

  /** Whether a commit that failed like this has certainly left nothing behind; else the outcome is unknown. */
  boolean isRolledBack(Exception failure) {
    return failure instanceof TransactionRolledBackException || refusals.apply(failure) != null;
  }

  /** Why the broker took nothing, in words that quote no message. */
  String reason(Exception failure) {
    String refusal = refusals.apply(failure);
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return refusal == null ? cause.getClass().getSimpleName() : refusal;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
    if (remaining == null || remaining.isBlank()) {
      throw new IllegalArgumentException("jms-batch needs the name of a queue, as in jms-batch:segment.events");
    }
    JmsBatchEndpoint endpoint = new JmsBatchEndpoint(uri, this, remaining);
    setProperties(endpoint, parameters);
    endpoint.requireQueueFrom();
    return endpoint;
  }

  /** Looked up when first used: a context that is only loaded needs no broker. */
  synchronized ConnectionFactory requireConnectionFactory() {
    if (connectionFactory == null) {
      Set<ConnectionFactory> found = getCamelContext().getRegistry().findByType(ConnectionFactory.class);
      if (found.size() != 1) {
        throw new IllegalStateException("jms-batch needs one bean of type jakarta.jms.ConnectionFactory in the registry and found "
            + found.size() + "; bind one, or set it on the component");
      }
      connectionFactory = found.iterator().next();
    }
    return connectionFactory;
  }

  /** What was sent earlier may have been delivered by a process, or by a broker, that was killed. */
  synchronized Instant suspectBefore() {
    return suspectBefore;
  }

  synchronized void reconnected() {
    suspectBefore = Instant.now();
  }

  void sendAndCommit(String queue, List<QueueMessage> messages, long timeoutMillis) {
    GroupCommit running;
    synchronized (this) {
      running = groupCommit;
    }
    if (running == null) {
      throw new QueueUnavailable("The jms-batch component is not started; nothing was put on " + queue, null);
    }
    running.send(queue, messages, timeoutMillis);
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    synchronized (this) {
      groupCommit = new GroupCommit(this);
      suspectBefore = Instant.now();
    }
  }

  @Override
  protected void doStop() throws Exception {
    GroupCommit ending;
    synchronized (this) {
      ending = groupCommit;
      groupCommit = null;
    }
    if (ending != null) {
      ending.stop();
    }
    super.doStop();
  }
}
