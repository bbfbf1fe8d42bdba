package io.pardotroutes.jms;

/**
 * The broker did not take the messages in time, or at all. Its text names the queue and the cause, says whether messages may be queued
 * all the same, because the time ran out or the connection broke while the commit was under way, and holds nothing of them.
 */
public final class QueueUnavailable extends RuntimeException {

  QueueUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
