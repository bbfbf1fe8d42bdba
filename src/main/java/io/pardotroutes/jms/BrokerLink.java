package io.pardotroutes.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection with one transacted session. For one thread, but {@link #close()} may be called by any. */
final class BrokerLink implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BrokerLink.class);

  private final Connection connection;
  private final Session session;
  private final Map<String, Queue> queues = new HashMap<>();
  private MessageProducer producer;

  private BrokerLink(Connection connection, Session session) {
    this.connection = connection;
    this.session = session;
  }

  static BrokerLink open(ConnectionFactory factory) throws JMSException {
    Connection connection = factory.createConnection();
    try {
      BrokerLink link = new BrokerLink(connection, connection.createSession(true, Session.SESSION_TRANSACTED));
      connection.start();
      return link;
    } catch (JMSException | RuntimeException e) {
      closeQuietly(connection);
      throw e;
    }
  }

  MessageConsumer consume(String queue, String selector) throws JMSException {
    return session.createConsumer(queue(queue), selector);
  }

  /** Sends within the open transaction: nobody sees the message before {@link #commit()}. */
  void send(QueueMessage message) throws JMSException {
    if (producer == null) {
      producer = session.createProducer(null);
    }
    Message outgoing = outgoing(message);
    for (Map.Entry<String, Object> property : message.properties().entrySet()) {
      outgoing.setObjectProperty(property.getKey(), property.getValue());
    }
    if (message.group() != null) {
      outgoing.setStringProperty("JMSXGroupID", message.group());
      outgoing.setIntProperty(Partition.PROPERTY, Partition.of(message.group()));
    }
    producer.send(queue(message.queue()), outgoing);
  }

  void commit() throws JMSException {
    session.commit();
  }

  void rollback() throws JMSException {
    session.rollback();
  }

  /** Whatever is in the open transaction is given back. */
  @Override
  public void close() {
    closeQuietly(connection);
  }

  private Queue queue(String name) throws JMSException {
    Queue queue = queues.get(name);
    if (queue == null) {
      queue = session.createQueue(name);
      queues.put(name, queue);
    }
    return queue;
  }

  private Message outgoing(QueueMessage message) throws JMSException {
    Message original = message.original();
    if (original == null) {
      return session.createTextMessage(message.body());
    }
    if (original instanceof TextMessage text) {
      return session.createTextMessage(text.getText());
    }
    if (original instanceof BytesMessage bytes) {
      BytesMessage copy = session.createBytesMessage();
      copy.writeBytes(MessageReader.allBytes(bytes));
      return copy;
    }
    // Any other kind is sent itself, stripped: to copy an object message one would have to build the object.
    original.clearProperties();
    original.setJMSCorrelationID(null);
    original.setJMSReplyTo(null);
    // Artemis keeps the old type when it is set to null.
    original.setJMSType("");
    return original;
  }

  private static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (JMSException | RuntimeException e) {
      LOG.debug("A connection that is given up could not be closed in order", e);
    }
  }
}
