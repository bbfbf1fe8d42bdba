package io.pardotroutes.accept;

import java.util.function.LongSupplier;

/**
 * Keeps senders out while too many events wait.
 *
 * @param limit events that may wait, all destinations together; 0 = no limit
 * @param waiting how many wait now; asked for each request, so it has to be cheap
 */
public record Backlog(long limit, LongSupplier waiting) {

  /** @throws BacklogFull where the limit is reached */
  public void check() {
    if (limit > 0) {
      long now = waiting.getAsLong();
      if (now >= limit) {
        throw new BacklogFull(now, limit);
      }
    }
  }

  /** More events wait than the setting {@code pardot.backlog.limit} allows: the sender has to come back later. */
  public static final class BacklogFull extends RuntimeException {

    BacklogFull(long waiting, long limit) {
      super(waiting + " events are waiting, the limit is " + limit);
    }
  }
}
