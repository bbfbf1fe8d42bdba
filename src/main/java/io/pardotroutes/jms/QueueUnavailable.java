package io.pardotroutes.jms;

/**
 * The broker did not take the messages in time, or at all. Its text names the queue and the cause and holds nothing of the
 * messages.
 */
public final class QueueUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean mayBeQueued;

  QueueUnavailable(String message, boolean mayBeQueued, Throwable cause) {
    super(message, cause);
    this.mayBeQueued = mayBeQueued;
  }

  /**
   * False: none of the messages is on a queue, nor will be. True: the time ran out, or the connection broke, while the commit
   * was under way; all of them may be there, or none.
   */
  public boolean mayBeQueued() {
    return mayBeQueued;
  }
}
