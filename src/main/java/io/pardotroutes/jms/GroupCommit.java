package io.pardotroutes.jms;

import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the lists of many callers on their queues, all that wait at one moment in one transaction: a commit is one sync of the
 * disk, and callers that come while it runs share the next one.
 *
 * <p>A caller never waits longer than it said, whatever the broker does. A list whose caller has left is committed only where the
 * caller left while the commit itself was under way; that caller is told so ({@link QueueUnavailable#mayBeQueued()}).
 */
public final class GroupCommit {

  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

  /** Lists that may wait; more means that the broker is far behind. */
  private static final int MAX_WAITING_LISTS = 2_000;
  /** Characters that may wait: some thirty full requests. */
  private static final long MAX_WAITING_SIZE = 16_000_000;
  private static final int MAX_TRANSACTION_LISTS = 500;
  private static final long MAX_TRANSACTION_SIZE = 4_000_000;
  private static final long STOP_MILLIS = 3_000;

  private enum Phase { IDLE, SENDING, COMMITTING }

  /** How a transaction failed. Known: nothing of it is on a queue. */
  private enum Outcome { KNOWN, UNKNOWN, CALLER_LEFT, NOT_CONNECTED }

  private record Failure(Outcome outcome, Exception cause) {}

  private final JmsBatchComponent component;
  private final BlockingQueue<PendingList> waiting = new LinkedBlockingQueue<>(MAX_WAITING_LISTS);
  private final AtomicLong waitingSize = new AtomicLong();

  private final Object lock = new Object();
  private Thread writer;
  private boolean stopped;
  private Phase phase = Phase.IDLE;
  private List<PendingList> current = List.of();

  /** The writer's alone. */
  private BrokerLink link;
  /** The writer's alone: said in the log once, not for each sender. */
  private boolean refusing;

  GroupCommit(JmsBatchComponent component) {
    this.component = component;
  }

  /**
   * Returns when all messages are on their queues, safe on disk.
   *
   * @throws QueueUnavailable they are not within the time, or too many wait already
   */
  void send(String queue, List<QueueMessage> messages, long timeoutMillis) {
    PendingList list = new PendingList(queue, messages);
    admit(list);
    try {
      list.await(timeoutMillis);
    } finally {
      if (list.givenUp()) {
        callOff(list);
      }
    }
  }

  /** Lists that are not under way yet fail; those that are may end. Afterwards there is no thread and no connection left. */
  void stop() throws InterruptedException {
    Thread ending;
    synchronized (lock) {
      stopped = true;
      ending = writer;
      if (ending != null && phase == Phase.IDLE) {
        ending.interrupt();
      }
    }
    if (ending != null) {
      ending.join(STOP_MILLIS);
      if (ending.isAlive()) {
        ending.interrupt();
        ending.join(STOP_MILLIS);
      }
    }
    for (PendingList list = waiting.poll(); list != null; list = waiting.poll()) {
      list.failed(new IllegalStateException("stopped"), false);
    }
  }

  private void admit(PendingList list) {
    long before = waitingSize.getAndAdd(list.size());
    // A list of any size is let in where nothing waits, or it could never be sent.
    boolean tooMuch = before > 0 && before + list.size() > MAX_WAITING_SIZE;
    if (tooMuch || !enqueue(list)) {
      waitingSize.addAndGet(-list.size());
      throw new QueueUnavailable("Too many messages wait for the broker, or it is stopping; none of the "
          + list.messages().size() + " for " + list.queue() + " was queued", false, null);
    }
  }

  private boolean enqueue(PendingList list) {
    synchronized (lock) {
      if (stopped) {
        return false;
      }
      if (writer == null) {
        writer = new Thread(this::run, "jms-batch-writer");
        writer.start();
      }
      return waiting.offer(list);
    }
  }

  /** The caller has left: if the writer hangs in this list, others must not hang with it. */
  private void callOff(PendingList list) {
    if (waiting.remove(list)) {
      waitingSize.addAndGet(-list.size());
    }
    synchronized (lock) {
      if (phase == Phase.SENDING && current.contains(list)) {
        writer.interrupt();
      }
    }
  }

  private void run() {
    try {
      while (!isStopped()) {
        write(nextLists());
      }
    } catch (InterruptedException stopping) {
      LOG.debug("The writer ends");
    } finally {
      drop();
      synchronized (lock) {
        writer = null;
      }
    }
  }

  private List<PendingList> nextLists() throws InterruptedException {
    List<PendingList> lists = new ArrayList<>();
    PendingList next = waiting.take();
    long size = 0;
    while (next != null) {
      lists.add(next);
      size += next.size();
      next = size < MAX_TRANSACTION_SIZE && lists.size() < MAX_TRANSACTION_LISTS ? waiting.poll() : null;
    }
    waitingSize.addAndGet(-size);
    return lists;
  }

  private void write(List<PendingList> lists) {
    boolean newLink = link == null;
    List<PendingList> open = startable(lists);
    Failure failure = transact(open);
    while (failure != null && failure.outcome() == Outcome.CALLER_LEFT) {
      open = startable(open);
      failure = transact(open);
    }
    if (failure == null) {
      return;
    }
    boolean again = failure.outcome() == Outcome.KNOWN && !(newLink && open.size() == 1);
    if (again && !isStopped()) {
      writeAlone(open);
    } else {
      fail(open, failure);
    }
  }

  /** Each in a transaction of its own, so that one that can't be sent doesn't take the others with it. */
  private void writeAlone(List<PendingList> lists) {
    for (PendingList list : lists) {
      List<PendingList> alone = startable(List.of(list));
      Failure failure = transact(alone);
      if (failure != null) {
        fail(alone, failure);
      }
    }
  }

  private static List<PendingList> startable(List<PendingList> lists) {
    return lists.stream().filter(PendingList::startSending).toList();
  }

  private void fail(List<PendingList> lists, Failure failure) {
    if (!refusing && !lists.isEmpty()) {
      refusing = true;
      LOG.warn("The queues take no messages ({}); senders are told to repeat theirs", component.reason(failure.cause()));
    }
    lists.forEach(list -> list.failed(failure.cause(), failure.outcome() == Outcome.UNKNOWN));
  }

  /** Null: all are queued. */
  private Failure transact(List<PendingList> lists) {
    if (lists.isEmpty()) {
      return null;
    }
    boolean committing = false;
    enter(Phase.SENDING, lists);
    try {
      if (link == null) {
        link = BrokerLink.open(component.requireConnectionFactory());
      }
      for (PendingList list : lists) {
        list.sendOn(link);
      }
      enter(Phase.COMMITTING, lists);
      committing = startCommit(lists);
      if (!committing) {
        link.rollback();
        return new Failure(Outcome.CALLER_LEFT, null);
      }
      link.commit();
      lists.forEach(PendingList::queued);
      if (refusing) {
        refusing = false;
        LOG.info("The queues take messages again");
      }
      return null;
    } catch (JMSException | RuntimeException e) {
      enter(Phase.COMMITTING, lists);
      return failure(lists, committing, e);
    } finally {
      enter(Phase.IDLE, List.of());
    }
  }

  private Failure failure(List<PendingList> lists, boolean committing, Exception e) {
    if (link == null) {
      return new Failure(Outcome.NOT_CONNECTED, e);
    }
    drop();
    if (committing && !component.isRolledBack(e)) {
      return new Failure(Outcome.UNKNOWN, e);
    }
    lists.forEach(PendingList::backToSending);
    return new Failure(lists.stream().anyMatch(PendingList::givenUp) ? Outcome.CALLER_LEFT : Outcome.KNOWN, e);
  }

  private static boolean startCommit(List<PendingList> lists) {
    for (PendingList list : lists) {
      if (!list.startCommit()) {
        lists.forEach(PendingList::backToSending);
        return false;
      }
    }
    return true;
  }

  /** Callers interrupt the writer while it sends, and then only; an interrupt that came is spent when it has sent. */
  private void enter(Phase next, List<PendingList> lists) {
    synchronized (lock) {
      phase = next;
      current = lists;
      if (next == Phase.COMMITTING) {
        Thread.interrupted();
      }
    }
  }

  private void drop() {
    if (link != null) {
      link.close();
      link = null;
    }
  }

  private boolean isStopped() {
    synchronized (lock) {
      return stopped;
    }
  }
}
