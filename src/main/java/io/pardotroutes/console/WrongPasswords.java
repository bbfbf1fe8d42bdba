package io.pardotroutes.console;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Those of one sender, or of all together. From a certain one on the next try has to wait: a second, then twice as long after each, a
 * minute at the longest. Each minute one is forgiven.
 */
final class WrongPasswords {

  private static final int DOUBLINGS = 6;
  private static final long LONGEST_SECONDS = 60;
  private static final Duration FORGIVEN_AFTER = Duration.ofMinutes(1);

  private final TimeMeter time;
  private final Bucket left;
  private long end;

  WrongPasswords(int firstThatWaits, TimeMeter time) {
    this.time = time;
    this.left = Bucket.builder().addLimit(limit -> limit.capacity(firstThatWaits + DOUBLINGS).refillGreedy(1, FORGIVEN_AFTER))
        .withCustomTimePrecision(time).build();
    this.end = time.currentTimeNanos();
  }

  /** Seconds until the next try; 0 where it need not wait. */
  long secondsToWait() {
    return Math.max(0, -Math.floorDiv(time.currentTimeNanos() - end, TimeUnit.SECONDS.toNanos(1)));
  }

  /** One more. */
  void add() {
    left.tryConsume(1);
    long doublings = DOUBLINGS - left.getAvailableTokens();
    if (doublings >= 0) {
      end = time.currentTimeNanos() + TimeUnit.SECONDS.toNanos(Math.min(LONGEST_SECONDS, 1L << doublings));
    }
  }
}
