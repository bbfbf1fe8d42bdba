package io.pardotroutes.ingest.http;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/** Requests a second that one sender may make, for a moment twice as many: a token bucket. */
public final class RateLimit {

  private static final int BURST_SECONDS = 2;

  private final Bucket bucket;

  /** @param perSecond more than 0 */
  public RateLimit(long perSecond) {
    this.bucket = Bucket.builder()
        .addLimit(limit -> limit.capacity(BURST_SECONDS * perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
        .build();
  }

  /** @throws HttpRefusal 429 where there have been too many */
  public void take() {
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw HttpRefusal.rateLimited("Too many requests; send fewer, with more events in each", probe.getNanosToWaitForRefill());
    }
  }
}
