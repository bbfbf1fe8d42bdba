package io.pardotroutes.ingest.server;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.EstimationProbe;
import io.pardotroutes.ingest.http.HttpRefusal;
import io.pardotroutes.ingest.http.RateLimit;
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

  private final long perSecond;
  private final Cache<ByteBuffer, Sender> senders = Caffeine.newBuilder()
      .maximumSize(MOST_ADDRESSES)
      .expireAfterAccess(FAILURES_FOR)
      .build();

  /** @param perSecond requests that an address may make; 0: any number, wrong keys aside */
  public AddressLimits(long perSecond) {
    this.perSecond = perSecond;
  }

  /** @throws HttpRefusal 429 where the address has to wait */
  void admit(InetAddress address) {
    Sender sender = sender(address);
    Bucket failures = sender.failures;
    if (failures != null) {
      EstimationProbe probe = failures.estimateAbilityToConsume(1);
      if (!probe.canBeConsumed()) {
        throw HttpRefusal.rateLimited("Too many wrong write keys or signatures from this address", probe.getNanosToWaitForRefill());
      }
    }
    if (sender.rate != null) {
      sender.rate.take();
    }
  }

  /** The address has shown a wrong key or signature. */
  void failed(InetAddress address) {
    sender(address).failed();
  }

  private Sender sender(InetAddress address) {
    byte[] bytes = address.getAddress();
    return senders.get(ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, NETWORK_BYTES)), first -> new Sender(perSecond));
  }

  private static final class Sender {

    private final RateLimit rate;
    private volatile Bucket failures;

    Sender(long perSecond) {
      this.rate = perSecond == 0 ? null : new RateLimit(perSecond);
    }

    synchronized void failed() {
      if (failures == null) {
        failures = Bucket.builder().addLimit(limit -> limit.capacity(MOST_FAILURES).refillIntervally(MOST_FAILURES, FAILURES_FOR)).build();
      }
      failures.tryConsume(1);
    }
  }
}
