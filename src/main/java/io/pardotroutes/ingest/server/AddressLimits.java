package io.pardotroutes.ingest.server;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.EstimationProbe;
import io.pardotroutes.ingest.http.HttpRefusal;
import io.pardotroutes.ingest.http.RateLimits;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * How much one address may ask for. One that shows {@value #MOST_FAILURES} wrong keys, signatures or names of sources within a minute waits until that
 * minute is over. IPv6 addresses count by their first 64 bits: one household has as many as it likes (RFC 6177). Loopback addresses
 * are free of all this: they are this machine's own senders, or a proxy that everybody comes through.
 */
public final class AddressLimits {

  private static final int MOST_FAILURES = 20;
  private static final Duration FAILURES_FOR = Duration.ofMinutes(1);
  private static final int MOST_ADDRESSES = 10_000;
  private static final int NETWORK_BYTES = 8;

  private final RateLimits rates;
  private final Cache<ByteBuffer, Bucket> failures = Caffeine.newBuilder()
      .maximumSize(MOST_ADDRESSES)
      .expireAfterAccess(FAILURES_FOR)
      .build();

  /** @param perSecond requests that an address may make; 0: any number, wrong keys aside */
  public AddressLimits(long perSecond) {
    this.rates = new RateLimits(perSecond);
  }

  /** @throws HttpRefusal 429 where the address has to wait */
  void admit(InetAddress address) {
    Bucket left = failures.getIfPresent(network(address));
    if (left != null) {
      EstimationProbe probe = left.estimateAbilityToConsume(1);
      if (!probe.canBeConsumed()) {
        throw HttpRefusal.rateLimited("Too many wrong write keys or signatures from this address", probe.getNanosToWaitForRefill());
      }
    }
    rates.take(network(address));
  }

  /** The address has shown a wrong key or signature. */
  void failed(InetAddress address) {
    failures.get(network(address), first -> Bucket.builder()
        .addLimit(limit -> limit.capacity(MOST_FAILURES).refillIntervally(MOST_FAILURES, FAILURES_FOR)).build()).tryConsume(1);
  }

  private static ByteBuffer network(InetAddress address) {
    byte[] bytes = address.getAddress();
    return ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, NETWORK_BYTES));
  }
}
