package io.pardotroutes.jms;

import jakarta.jms.JMSException;

/**
 * The transaction in which a consumer took the messages of an exchange. It travels in the exchange, so that a producer called by
 * the exchange, or by a copy of it, sends in the same transaction.
 */
final class OpenTransaction {

  /** Name of the exchange property. */
  static final String PROPERTY = "CamelJmsBatchTransaction";

  private final JmsBatchComponent component;
  private final BrokerLink link;
  private boolean ended;
  private boolean failed;

  OpenTransaction(JmsBatchComponent component, BrokerLink link) {
    this.component = component;
    this.link = link;
  }

  /** Whether a producer of this component may still join: another component may be connected to another broker. */
  synchronized boolean accepts(JmsBatchComponent sender) {
    return component == sender && !ended;
  }

  /**
   * Sends in this transaction. Copies of an exchange may run side by side, a JMS session may not: one at a time.
   *
   * @throws QueueUnavailable the broker refused; the transaction will then be rolled back even if the route handles this
   */
  synchronized void send(String queue, Iterable<QueueMessage> messages) {
    if (ended) {
      throw new QueueUnavailable("The transaction has ended; nothing was put on " + queue, false, null);
    }
    try {
      for (QueueMessage message : messages) {
        link.send(message);
      }
    } catch (JMSException | RuntimeException e) {
      failed = true;
      throw new QueueUnavailable("The broker refused a message for " + queue + " (" + e.getClass().getSimpleName()
          + "); the whole transaction is rolled back", false, e);
    }
  }

  /** No producer joins from now on. */
  synchronized void end() {
    ended = true;
  }

  /** Part of what was to be sent is missing: it must not be committed. */
  synchronized boolean failed() {
    return failed;
  }
}
