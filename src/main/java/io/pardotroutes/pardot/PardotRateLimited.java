package io.pardotroutes.pardot;

import java.time.Duration;
import java.util.Optional;

/** Too many calls at once or in a minute: pause and repeat. Nothing was done. */
public final class PardotRateLimited extends PardotException {
  private final Duration retryAfter;

  PardotRateLimited(String text, int code, int status, Duration retryAfter) {
    super(text, code, status, false, null);
    this.retryAfter = retryAfter;
  }

  /** The pause that the answer asks for, as it asks: it may be a day. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
