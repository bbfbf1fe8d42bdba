package io.pardotroutes.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.RollbackExchangeException;
import org.apache.camel.processor.errorhandler.RedeliveryErrorHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread with one connection: takes messages, sends them through the route as one exchange, commits or gives them back. */
final class ConsumerWorker {

  private static final Logger LOG = LoggerFactory.getLogger(ConsumerWorker.class);

  private static final long FIRST_RECONNECT_MILLIS = 100;
  private static final long LAST_RECONNECT_MILLIS = 5_000;
  /** A long wait for a batch to fill is cut into pieces, so that a stop is noticed. */
  private static final long WAIT_PIECE_MILLIS = 250;

  /** Deep enough for Thread.sleep and Camel's method around it. */
  private static final int REDELIVERY_FRAMES = 5;

  private enum Phase { IDLE, COLLECTING, IN_ROUTE, SETTLING, DISCONNECTING }

  private final JmsBatchConsumer consumer;
  private final JmsBatchEndpoint endpoint;
  private final String selector;
  private final Thread thread;

  private final Object lock = new Object();
  private Phase phase = Phase.IDLE;
  private boolean suspended;
  private boolean stopped;
  /** It was interrupted to look at its state: what fails by that is no failure. */
  private boolean woken;

  private volatile BrokerLink link;
  private MessageConsumer receiver;
  private long reconnectMillis = FIRST_RECONNECT_MILLIS;

  /**
   * @param number of this worker, from 0
   */
  ConsumerWorker(JmsBatchConsumer consumer, int number) {
    this.consumer = consumer;
    this.endpoint = consumer.getEndpoint();
    this.selector = Partition.selector(number, endpoint.getConcurrentConsumers());
    this.thread = new Thread(this::run, "jms-batch " + endpoint.getQueue() + " " + number);
  }

  void start() {
    thread.start();
  }

  /** Takes no more messages; what is in hand may end. Does not wait for that. */
  void suspend() {
    synchronized (lock) {
      suspended = true;
      wake();
    }
  }

  void resume() {
    synchronized (lock) {
      suspended = false;
      lock.notifyAll();
    }
  }

  /** Takes no more messages, and interrupts a route that still runs. Does not wait for the end. */
  void stop() {
    synchronized (lock) {
      stopped = true;
      wake();
      if (phase == Phase.IN_ROUTE) {
        thread.interrupt();
      }
    }
  }

  /**
   * A suspended worker gives its messages back rather than wait for the next attempt of a redelivery. Camel ends that wait itself only
   * where the route that stops is the one whose policy waits, and not a route that it calls.
   */
  void endRedeliveryWait() {
    synchronized (lock) {
      if ((suspended || stopped) && phase == Phase.IN_ROUTE && waitsForRedelivery()) {
        thread.interrupt();
      }
    }
  }

  private boolean waitsForRedelivery() {
    return Arrays.stream(thread.getStackTrace())
        .limit(REDELIVERY_FRAMES)
        .anyMatch(frame -> frame.getClassName().startsWith(RedeliveryErrorHandler.class.getName()) && frame.getMethodName().equals("sleep"));
  }

  boolean holdsMessages() {
    synchronized (lock) {
      return phase != Phase.IDLE && phase != Phase.DISCONNECTING;
    }
  }

  /** Waits for the end of the thread, or for the deadline. Says whether it was interrupted meanwhile. */
  boolean awaitEnd(long deadlineNanos) {
    boolean interrupted = false;
    long millis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
    while (millis > 0 && thread.isAlive()) {
      try {
        thread.join(millis);
      } catch (InterruptedException e) {
        interrupted = true;
      }
      millis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
    }
    return interrupted;
  }

  boolean hasEnded() {
    return !thread.isAlive();
  }

  /** The last resort: without its connection it can't commit, and the broker gives its messages to others. */
  void abandon() {
    thread.interrupt();
    BrokerLink open = link;
    if (open != null) {
      open.close();
    }
  }

  /** Gets the thread out of a receive, a pause or a back-off; never disturbs it while it holds messages. */
  private void wake() {
    lock.notifyAll();
    if (phase == Phase.IDLE) {
      woken = true;
      thread.interrupt();
    }
  }

  private void run() {
    while (!isStopped()) {
      try {
        if (isQuiet()) {
          disconnect();
          awaitResume();
        } else {
          takeBatch();
        }
      } catch (JMSException | RuntimeException e) {
        connectionFailed(e);
      } catch (InterruptedException e) {
        wasWoken();
      }
    }
    disconnect();
  }

  private void takeBatch() throws JMSException, InterruptedException {
    connect();
    Message first = receiver.receive();
    if (first == null) {
      throw new JMSException("the connection was closed");
    }
    if (!hold()) {
      disconnect();
      return;
    }
    boolean settledWell = false;
    try {
      settledWell = work(collect(first));
    } finally {
      enter(Phase.IDLE);
    }
    if (!settledWell) {
      pause(endpoint.getRedeliveryDelay().toMillis());
    }
  }

  private void connect() throws JMSException {
    if (receiver == null) {
      link = BrokerLink.open(endpoint.getComponent().requireConnectionFactory());
      receiver = link.consume(endpoint.getQueue(), selector);
      consumer.connected(this);
      reconnectMillis = FIRST_RECONNECT_MILLIS;
    }
  }

  private List<Message> collect(Message first) throws JMSException {
    List<Message> batch = new ArrayList<>();
    batch.add(first);
    long deadline = System.nanoTime() + endpoint.getWaitTime().toNanos();
    while (batch.size() < endpoint.getMaxMessages() && !isQuiet()) {
      long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      Message next = millis > 0 ? receiver.receive(Math.min(millis, WAIT_PIECE_MILLIS)) : receiver.receiveNoWait();
      if (next != null) {
        batch.add(next);
      } else if (millis <= WAIT_PIECE_MILLIS) {
        break;
      }
    }
    return batch;
  }

  /**
   * False: the messages went back to the queue. The exchange's unit of work ends after the transaction, so that whoever asked to
   * be told of its completion (or failure) knows that the messages are settled (or not).
   */
  private boolean work(List<Message> batch) throws JMSException {
    Exchange exchange = consumer.createExchange(false);
    OpenTransaction transaction = new OpenTransaction(endpoint.getComponent(), link);
    Instant suspectBefore = endpoint.getComponent().suspectBefore();
    try {
      exchange.getIn().setBody(batch.stream().map(message -> MessageReader.read(message, suspectBefore)).toList());
      exchange.setProperty(OpenTransaction.PROPERTY, transaction);
      exchange.getExchangeExtension().setTransacted(true);
      enter(Phase.IN_ROUTE);
      route(exchange);
      boolean interrupted = enter(Phase.SETTLING);
      transaction.end();
      String reason = interrupted ? "interrupted" : whyNot(exchange, transaction);
      if (reason == null) {
        reason = commit();
      }
      if (reason == null) {
        return true;
      }
      fail(exchange, new RollbackExchangeException("Given back to " + endpoint.getQueue() + ": " + reason, exchange));
      link.rollback();
      LOG.info("Queue {}: {} message(s) given back ({})", endpoint.getQueue(), batch.size(), reason);
      return false;
    } catch (JMSException | RuntimeException e) {
      fail(exchange, e);
      throw e;
    } finally {
      consumer.doneUoW(exchange);
      consumer.releaseExchange(exchange, false);
    }
  }

  private static void fail(Exchange exchange, Exception cause) {
    if (exchange.getException() == null) {
      exchange.setException(cause);
    }
  }

  /** Null: committed; else why the broker refused. */
  private String commit() throws JMSException {
    try {
      link.commit();
      return null;
    } catch (JMSException e) {
      if (!endpoint.getComponent().isRolledBack(e)) {
        throw e;
      }
      return e.getClass().getSimpleName();
    }
  }

  private void route(Exchange exchange) {
    try {
      consumer.createUoW(exchange);
      consumer.getProcessor().process(exchange);
    } catch (Throwable e) {
      exchange.setException(e);
    }
  }

  /** Why the messages are not settled, without a value of theirs; null: they are. */
  private String whyNot(Exchange exchange, OpenTransaction transaction) {
    if (exchange.getException() != null) {
      return exchange.getException().getClass().getSimpleName();
    }
    if (exchange.isRollbackOnly() || exchange.isRollbackOnlyLast() || exchange.getExchangeExtension().isInterrupted()) {
      return "rolled back by the route";
    }
    if (exchange.isRouteStop()) {
      return "a stop in a route left the batch unfinished";
    }
    if (transaction.failed()) {
      return "a message could not be sent";
    }
    if (endpoint.getCommitWhen() != null && !Boolean.TRUE.equals(exchange.getVariable(endpoint.getCommitWhen(), Boolean.class))) {
      return "the route has ended without settling them";
    }
    // A dead letter channel also handles the exception that Camel makes to end a redelivery when it stops. That is no outcome.
    Exception handled = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    boolean endedByStop = handled instanceof RejectedExecutionException || handled instanceof InterruptedException;
    return endedByStop && isQuiet() ? "stopping" : null;
  }

  private void connectionFailed(Exception cause) {
    disconnect();
    if (wasWoken()) {
      return;
    }
    consumer.connectionLost(this, cause);
    try {
      pause(reconnectMillis);
    } catch (InterruptedException e) {
      wasWoken();
    }
    reconnectMillis = Math.min(2 * reconnectMillis, LAST_RECONNECT_MILLIS);
  }

  /** Asked once: the next failure is one again. */
  private boolean wasWoken() {
    synchronized (lock) {
      boolean was = woken || suspended || stopped;
      woken = false;
      return was;
    }
  }

  /** In a phase of its own: interrupted, the broker would take it for a client that has failed. */
  private void disconnect() {
    enter(Phase.DISCONNECTING);
    BrokerLink open = link;
    receiver = null;
    link = null;
    if (open != null) {
      open.close();
    }
    enter(Phase.IDLE);
  }

  /** Until the time is over, or until it is suspended or stopped. */
  private void pause(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    synchronized (lock) {
      long left = millis;
      while (left > 0 && !suspended && !stopped) {
        lock.wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      }
    }
  }

  private void awaitResume() throws InterruptedException {
    synchronized (lock) {
      while (suspended && !stopped) {
        lock.wait();
      }
      woken = false;
    }
  }

  /** False: no more is to be taken; what was received goes back with the connection. */
  private boolean hold() {
    synchronized (lock) {
      if (suspended || stopped) {
        return false;
      }
      phase = Phase.COLLECTING;
      return true;
    }
  }

  /** Says whether the thread was interrupted in the phase before; the interrupt is spent. */
  private boolean enter(Phase next) {
    synchronized (lock) {
      boolean interrupted = Thread.interrupted();
      phase = next;
      return interrupted;
    }
  }

  private boolean isQuiet() {
    synchronized (lock) {
      return suspended || stopped;
    }
  }

  private boolean isStopped() {
    synchronized (lock) {
      return stopped;
    }
  }
}
