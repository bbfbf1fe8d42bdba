package io.pardotroutes.accept;

/** Where the outcomes of events are counted. */
@FunctionalInterface
public interface OutcomeCounter {

  /**
   * Adds to the events with this outcome.
   *
   * @param destination the destination's name; empty for what is counted at the door ({@code accepted}, {@code rejected})
   * @param outcome {@code accepted}, {@code rejected} or {@code discarded}
   * @param reason why; empty where there is none
   * @param events how many events, at least 1
   */
  void count(String destination, String outcome, String reason, long events);
}
