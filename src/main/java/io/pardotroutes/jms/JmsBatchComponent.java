package io.pardotroutes.jms;

import jakarta.jms.ConnectionFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /**
   * Property of an exchange whose route has to do more than to end without an error: as long as it is set, the messages go back to
   * their queue. Camel ends a route silently at a <code>stop</code>, and after an error that a clause has handled.
   */
  public static final String UNSETTLED = "jmsBatchUnsettled";

  private ConnectionFactory connectionFactory;
  private GroupCommit groupCommit;
  private Instant suspectBefore;

  /** The factory set here, else the one of the registry; null until one is needed. */
  public synchronized ConnectionFactory getConnectionFactory() {
    return connectionFactory;
  }

  /** To use another factory than the one of the registry, or to choose where it has several. */
  public synchronized void setConnectionFactory(ConnectionFactory connectionFactory) {
    this.connectionFactory = connectionFactory;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
    if (remaining == null || remaining.isBlank()) {
      throw new IllegalArgumentException("jms-batch needs the name of a queue, as in jms-batch:segment.events");
    }
    JmsBatchEndpoint endpoint = new JmsBatchEndpoint(uri, this, remaining);
    setProperties(endpoint, parameters);
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
      throw new QueueUnavailable("The jms-batch component is not started; nothing was put on " + queue, false, null);
    }
    running.send(queue, messages, timeoutMillis);
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    synchronized (this) {
      groupCommit = new GroupCommit(this::requireConnectionFactory);
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
