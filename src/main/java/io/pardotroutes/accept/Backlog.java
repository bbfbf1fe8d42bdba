package io.pardotroutes.accept;

import java.util.function.LongSupplier;

/** Keeps senders out while too many events wait. */
public final class Backlog {

  private final long limit;
  private final LongSupplier waiting;

  /**
   * @param limit events that may wait, all destinations together; 0 = no limit
   * @param waiting how many wait now; asked for each request, so it has to be cheap
   */
  public Backlog(long limit, LongSupplier waiting) {
    this.limit = limit;
    this.waiting = waiting;
  }

  /** @throws BacklogFull where the limit is reached */
  public void check() {
    if (limit > 0) {
      long now = waiting.getAsLong();
      if (now >= limit) {
        throw new BacklogFull(now, limit);
      }
    }
  }
}
