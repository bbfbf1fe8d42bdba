package io.pardotroutes.jms;

import jakarta.jms.JMSException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** One caller's messages on their way through the {@link GroupCommit}: all or none of them get on the queue. */
final class PendingList {

  private enum State {
    WAITING,
    SENDING,
    COMMITTING,
    QUEUED,
    FAILED,
    /** The caller left before the commit: must not be committed. */
    GIVEN_UP,
    /** The caller left while the commit was under way. */
    LEFT_OPEN
  }

  private final String queue;
  private final List<QueueMessage> messages;
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
  private final CountDownLatch settled = new CountDownLatch(1);
  private volatile Exception cause;
  private volatile boolean mayBeQueued;

  PendingList(String queue, List<QueueMessage> messages) {
    this.queue = queue;
    this.messages = messages;
  }

  String queue() {
    return queue;
  }

  List<QueueMessage> messages() {
    return messages;
  }

  /** Characters of text that wait in memory. */
  long size() {
    long size = 0;
    for (QueueMessage message : messages) {
      size += message.length();
    }
    return size;
  }

  // --- the writer's side

  /** Puts the messages into the link's open transaction. */
  void sendOn(BrokerLink link) throws JMSException {
    for (QueueMessage message : messages) {
      link.send(message);
    }
  }

  /** False: the caller has given up, leave the list out. Also true for a list that is sent a second time. */
  boolean startSending() {
    return state.compareAndSet(State.WAITING, State.SENDING) || state.get() == State.SENDING;
  }

  /** False: the caller has given up, the list must not be committed. From here on the caller can't call it off. */
  boolean startCommit() {
    return state.compareAndSet(State.SENDING, State.COMMITTING);
  }

  /** The commit did not happen after all. */
  void backToSending() {
    state.compareAndSet(State.COMMITTING, State.SENDING);
  }

  boolean givenUp() {
    return state.get() == State.GIVEN_UP || state.get() == State.LEFT_OPEN;
  }

  void queued() {
    state.set(State.QUEUED);
    settled.countDown();
  }

  /** Does nothing where the caller has left. */
  void failed(Exception failure, boolean outcomeUnknown) {
    if (givenUp()) {
      return;
    }
    cause = failure;
    mayBeQueued = outcomeUnknown;
    state.set(State.FAILED);
    settled.countDown();
  }

  // --- the caller's side

  /**
   * Waits until the messages are safe on the queue.
   *
   * @throws QueueUnavailable they are not, or not within the time
   */
  void await(long millis) {
    String failure = null;
    try {
      if (!settled.await(millis, TimeUnit.MILLISECONDS)) {
        failure = "within " + millis + " ms";
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure = "before its sender was interrupted";
    }
    if (failure != null) {
      giveUp();
    }
    if (state.get() != State.QUEUED) {
      throw new QueueUnavailable("The broker did not take " + messages.size() + " message(s) for " + queue + " "
          + (failure == null ? "(" + cause.getClass().getSimpleName() + ")" : failure) + "; " + outcome(), mayBeQueued, cause);
    }
  }

  private void giveUp() {
    State now = state.get();
    while (now == State.WAITING || now == State.SENDING || now == State.COMMITTING) {
      if (state.compareAndSet(now, now == State.COMMITTING ? State.LEFT_OPEN : State.GIVEN_UP)) {
        mayBeQueued = now == State.COMMITTING;
        return;
      }
      now = state.get();
    }
  }

  private String outcome() {
    return mayBeQueued ? "it is not known whether they are on the queue" : "none of them was queued";
  }
}
