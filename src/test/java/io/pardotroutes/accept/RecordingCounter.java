package io.pardotroutes.accept;

import java.util.Map;
import java.util.TreeMap;

/** Adds up outcomes under {@code destination/outcome/reason}. */
public final class RecordingCounter implements OutcomeCounter {

  private final Map<String, Long> counts = new TreeMap<>();

  @Override
  public synchronized void count(String destination, String outcome, String reason, long events) {
    counts.merge(destination + "/" + outcome + "/" + reason, events, Long::sum);
  }

  public synchronized Map<String, Long> counts() {
    return new TreeMap<>(counts);
  }
}
