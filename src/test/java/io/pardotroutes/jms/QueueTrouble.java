package io.pardotroutes.jms;

/** Makes the error that a full or lost broker causes, for tests of those who have to live with it. */
public final class QueueTrouble {

  private QueueTrouble() {}

  /** The broker did not take the messages: none is on a queue. */
  public static QueueUnavailable refused() {
    return new QueueUnavailable("refused by a test", null);
  }
}
