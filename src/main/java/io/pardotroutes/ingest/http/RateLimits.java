package io.pardotroutes.ingest.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/** Requests a second that each sender may make, for a moment twice as many: a token bucket for each, so that none takes from another. */
public final class RateLimits {

  private static final int BURST_SECONDS = 2;
  private static final int MOST_SENDERS = 10_000;

  private final long perSecond;

  /** By then a bucket is full, as a new one is. */
  private final Cache<Object, Bucket> buckets = Caffeine.newBuilder().maximumSize(MOST_SENDERS).expireAfterAccess(Duration.ofMinutes(1)).build();

  /** @param perSecond requests that each may make; 0: any number */
  public RateLimits(long perSecond) {
    this.perSecond = perSecond;
  }

  /**
   * Counts a request of one of them.
   *
   * @throws HttpRefusal 429 where there have been too many
   */
  public void take(Object sender) {
    if (perSecond > 0) {
      ConsumptionProbe probe = buckets.get(sender, first -> bucket()).tryConsumeAndReturnRemaining(1);
      if (!probe.isConsumed()) {
        throw HttpRefusal.rateLimited("Too many requests; send fewer, with more events in each", probe.getNanosToWaitForRefill());
      }
    }
  }

  private Bucket bucket() {
    return Bucket.builder().addLimit(limit -> limit.capacity(BURST_SECONDS * perSecond).refillGreedy(perSecond, Duration.ofSeconds(1))).build();
  }
}
