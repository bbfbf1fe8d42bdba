package io.pardotroutes.broker;

import jakarta.jms.ConnectionFactory;
import java.util.EnumSet;
import java.util.Set;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Ways to a broker. */
public final class ConnectionFactories {

  /** Above our messages, of which the longest (an event of 32 KB, two bytes a character) stays in the journal so. */
  private static final int LARGE_MESSAGE_BYTES = 256 * 1024;

  /** Bytes of messages that the broker hands to a worker ahead of its asking: about two batches. */
  private static final int WINDOW_BYTES = 128 * 1024;

  /**
   * How long a call over the network may take. A broker that is just starting accepts connections that it then forgets, and others
   * that want one wait for the end of that; the default is 30 s.
   */
  private static final long CALL_MILLIS = 5_000;

  /** Answers of the broker itself, which undoes the transaction before it gives them. */
  private static final Set<ActiveMQExceptionType> REFUSALS = EnumSet.of(
      ActiveMQExceptionType.ADDRESS_FULL,
      ActiveMQExceptionType.ADDRESS_DOES_NOT_EXIST,
      ActiveMQExceptionType.QUEUE_DOES_NOT_EXIST,
      ActiveMQExceptionType.SECURITY_EXCEPTION,
      ActiveMQExceptionType.DUPLICATE_ID_REJECTED,
      ActiveMQExceptionType.TRANSACTION_ROLLED_BACK);

  private ConnectionFactories() {}

  /** Why Artemis refused a transaction and undid it, in words that quote no message; null for any other failure. */
  public static String refusal(Exception failure) {
    if (failure.getCause() instanceof ActiveMQException artemis && REFUSALS.contains(artemis.getType())) {
      boolean full = artemis.getType() == ActiveMQExceptionType.ADDRESS_FULL;
      return full ? "the broker's disk, queue or memory is full" : artemis.getClass().getSimpleName();
    }
    return null;
  }

  /**
   * For a broker of one's own.
   *
   * @param url of the broker; for Artemis as its client takes it, several hosts and <code>ha=true</code> included
   * @param username null = none
   * @param password null = none
   * @param className of another vendor's ConnectionFactory with a constructor that takes the url; null or blank = Artemis
   * @throws IllegalArgumentException the url or the class can't be used
   */
  public static ConnectionFactory of(String url, String username, String password, String className) {
    ConnectionFactory factory = className == null || className.isBlank() ? artemis(url) : vendor(url, className);
    return username == null || username.isBlank() ? factory : new SignedInConnectionFactory(factory, username, password);
  }

  /** Refuses every Java object, whatever the url says. */
  static ActiveMQConnectionFactory artemis(String url) {
    try {
      ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(url);
      factory.setDeserializationDenyList("*");
      if (!url.startsWith("vm:") && !url.contains("callTimeout=")) {
        factory.setCallTimeout(CALL_MILLIS);
      }
      if (!url.contains("consumerWindowSize=")) {
        factory.setConsumerWindowSize(WINDOW_BYTES);
      }
      factory.setMinLargeMessageSize(LARGE_MESSAGE_BYTES);
      return factory;
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("the broker's url (pardot.broker.url) can't be used; write one such as tcp://broker:61616", e);
    }
  }

  private static ConnectionFactory vendor(String url, String className) {
    try {
      Object factory = Class.forName(className).getConstructor(String.class).newInstance(url);
      return (ConnectionFactory) factory;
    } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
      throw new IllegalArgumentException("the connection factory class " + className + " can't be used (" + e.getClass().getSimpleName()
          + "); it must be a jakarta.jms.ConnectionFactory with a constructor that takes the url, and be in lib/", e);
    }
  }
}
