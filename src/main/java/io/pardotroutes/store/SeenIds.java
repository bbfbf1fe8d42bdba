package io.pardotroutes.store;

import java.util.Collection;

/** The message ids that were queued lately, so that an event that is sent again is not queued again. Thread-safe. */
public interface SeenIds {

  /**
   * Sorts ids into those to queue and those to leave out. The fresh ones are in this caller's hands until it calls
   * {@link Claim#commit} or {@link Claim#release}.
   *
   * @param ids in the order of the request; of equal ones the first counts
   * @throws MessageIdsBusy where another caller has one of them in its hands; then nothing is claimed
   */
  Claim claim(Collection<String> ids);

  /** The ids of one request, sorted. The first of {@link #commit} and {@link #release} counts, later calls do nothing. */
  interface Claim {

    /** Whether the id at this place of the request is to be queued; false for one that was queued before. */
    boolean isFresh(int place);

    /** The queue has the fresh ids: from now on they are seen. */
    void commit();

    /** The queue does not have the fresh ids: forget them. */
    void release();
  }
}
