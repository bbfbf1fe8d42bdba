package bench;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;

/** Fills a queue. */
final class Queueing {

  private static final int TRANSACTION = 500;

  private Queueing() {}

  /** Sends the first {@code count} of the events, durable, many in a transaction. */
  static void fill(ConnectionFactory factory, String queue, Events events, long count) throws JMSException {
    try (Connection connection = factory.createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(session.createQueue(queue))) {
      for (long i = 0; i < count; i++) {
        producer.send(session.createTextMessage(events.event(events.first() + i)));
        if ((i + 1) % TRANSACTION == 0) {
          session.commit();
        }
      }
      session.commit();
    }
  }
}
