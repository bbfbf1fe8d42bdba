package io.pardotroutes.ingest.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One rate for each of some known senders, so that none takes from another. */
final class RateLimits {

  private final long perSecond;
  private final Map<String, RateLimit> rates = new ConcurrentHashMap<>();

  /** @param perSecond requests that each may make; 0: any number */
  RateLimits(long perSecond) {
    this.perSecond = perSecond;
  }

  /**
   * Counts a request of one of them.
   *
   * @param name one of ours: of senders' own words there would be no end
   * @throws HttpRefusal 429 where there have been too many
   */
  void take(String name) {
    if (perSecond > 0) {
      rates.computeIfAbsent(name, first -> new RateLimit(perSecond)).take();
    }
  }
}
