package io.pardotroutes.ingest.http;

import io.pardotroutes.ingest.keys.WriteKey;
import io.pardotroutes.ingest.keys.WriteKeyFile;
import io.pardotroutes.ingest.keys.WriteKeys;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets requests in by their write key, no more of one key than its rate. */
public final class KeyCheck {

  private static final Logger LOG = LoggerFactory.getLogger(KeyCheck.class);
  private static final long LOG_EVERY_NANOS = 60_000_000_000L;

  private final WriteKeys keys;
  private final RateLimits rates;
  private final AtomicLong lastUnknownKey = new AtomicLong(System.nanoTime() - LOG_EVERY_NANOS);

  /** @param perSecond requests that each key may make; 0: any number */
  public KeyCheck(WriteKeys keys, long perSecond) {
    this.keys = keys;
    this.rates = new RateLimits(perSecond);
  }

  /**
   * Finds the key and counts a request of it.
   *
   * @throws HttpRefusal 401 where the key is unknown, 429 where there have been too many requests with it
   */
  public WriteKey admit(String key) {
    WriteKey known = require(key);
    rates.take(known.name());
    return known;
  }

  /**
   * Finds the key of a request that has been counted.
   *
   * @throws HttpRefusal 401 where it is unknown
   */
  WriteKey require(String key) {
    WriteKey known = keys.find(key);
    if (known != null) {
      return known;
    }
    long now = System.nanoTime();
    long last = lastUnknownKey.get();
    if (now - last >= LOG_EVERY_NANOS && lastUnknownKey.compareAndSet(last, now)) {
      LOG.warn("A sender was turned away because its write key is unknown, disabled or missing: its events are lost unless it has one"
          + " of pardot.http.writeKeys or of {} (said at most once a minute)", WriteKeyFile.FILE);
    }
    throw HttpRefusal.unauthorized("Unknown or missing write key; send it as the user name of Basic authorization");
  }
}
