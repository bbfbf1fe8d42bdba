package io.pardotroutes.jms;

/**
 * Which worker of a consumer a group belongs to. Groups are spread over partitions, and each worker takes a share of these and no
 * others: so one group is never in two hands, its order is kept whatever is given back, and a slow group holds up only its worker.
 *
 * <p>JMSXGroupID alone does not do that on Artemis: the broker stops at the first message whose group is in hand, however many
 * could be handed out behind it.
 */
final class Partition {

  /** The property of a message, for the selectors. */
  static final String PROPERTY = "JmsBatchPartition";

  /** Divisible by the usual numbers of workers. */
  private static final int COUNT = 60;

  private Partition() {}

  static int of(String group) {
    // The hash of a text is little more than the sum of its characters, as far as a remainder by 60 goes: mixed first.
    long mixed = group.hashCode() * 0x9E3779B97F4A7C15L;
    return (int) ((mixed >>> 33) % COUNT);
  }

  /**
   * JMS selector for one of several workers; null where there is but one. Messages without a group are for any of them.
   *
   * @param worker 0 to workers - 1
   */
  static String selector(int worker, int workers) {
    if (workers == 1) {
      return null;
    }
    int first = worker * COUNT / workers;
    int end = (worker + 1) * COUNT / workers;
    return PROPERTY + " IS NULL OR (" + PROPERTY + " >= " + first + " AND " + PROPERTY + " < " + end + ")";
  }
}
