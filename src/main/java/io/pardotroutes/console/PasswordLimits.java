package io.pardotroutes.console;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long an address has to wait after wrong passwords: its own, and from {@value #MOST_OF_ALL} on those of all addresses together. The
 * latter don't hold up an address that has shown the right one lately, or whoever can guess could keep the operators out. IPv6 addresses
 * count by their first 64 bits: one household has as many as it likes (RFC 6177).
 */
final class PasswordLimits {

  private static final Logger LOG = LoggerFactory.getLogger(PasswordLimits.class);
  private static final int MOST = 5;
  private static final int MOST_OF_ALL = 50;
  private static final int MOST_ADDRESSES = 10_000;
  private static final int MOST_KNOWN = 1_000;
  /** By then all are forgiven. */
  private static final Duration REMEMBERED = Duration.ofMinutes(15);
  private static final Duration KNOWN = Duration.ofDays(1);
  private static final int NETWORK_BYTES = 8;

  private final TimeMeter time;
  private final WrongPasswords ofAll;
  private final Cache<ByteBuffer, WrongPasswords> byAddress = Caffeine.newBuilder().expireAfterAccess(REMEMBERED).maximumSize(MOST_ADDRESSES).build();
  private final Cache<ByteBuffer, Boolean> known = Caffeine.newBuilder().expireAfterAccess(KNOWN).maximumSize(MOST_KNOWN).build();

  PasswordLimits(TimeMeter time) {
    this.time = time;
    this.ofAll = new WrongPasswords(MOST_OF_ALL, time);
  }

  /** Seconds until the address may try again; 0 where it need not wait. */
  synchronized long secondsToWait(String address) {
    ByteBuffer network = network(address);
    WrongPasswords own = byAddress.getIfPresent(network);
    return Math.max(own == null ? 0 : own.secondsToWait(), known.getIfPresent(network) == null ? ofAll.secondsToWait() : 0);
  }

  /** The address, which need not wait, has shown a wrong one. */
  synchronized void wrong(String address) {
    WrongPasswords own = byAddress.get(network(address), first -> new WrongPasswords(MOST, time));
    own.add();
    ofAll.add();
    if (ofAll.secondsToWait() > 0) {
      LOG.warn("wrong passwords for the console from many addresses, the last is {}: all have to wait {} s now, but for those that have shown the right one",
          address, ofAll.secondsToWait());
    } else if (own.secondsToWait() > 0) {
      LOG.warn("wrong passwords for the console from {}, which has to wait {} s now", address, own.secondsToWait());
    }
  }

  /** The address has shown the right one. */
  synchronized void right(String address) {
    known.put(network(address), true);
  }

  private static ByteBuffer network(String address) {
    InetAddress parsed = NetUtil.createInetAddressFromIpAddressString(address);
    byte[] bytes = parsed.getAddress();
    return ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, NETWORK_BYTES));
  }

  /**
   * Those of one sender, or of all together. From a certain one on the next try has to wait: a second, then twice as long after each, a
   * minute at the longest. Each minute one is forgiven.
   */
  private static final class WrongPasswords {

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
}
