package io.pardotroutes.accept;

import java.util.LinkedHashMap;
import java.util.Map;

/** Outcomes that are counted for good only once the queue has their events. */
final class Tally {

  private record Key(String destination, String outcome, String reason) {}

  private final Map<Key, Long> counts = new LinkedHashMap<>();

  void add(String destination, String outcome, String reason, long events) {
    if (events > 0) {
      counts.merge(new Key(destination, outcome, reason), events, Long::sum);
    }
  }

  void report(OutcomeCounter counter) {
    counts.forEach((key, events) -> counter.count(key.destination(), key.outcome(), key.reason(), events));
  }
}
