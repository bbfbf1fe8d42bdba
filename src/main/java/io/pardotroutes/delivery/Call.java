package io.pardotroutes.delivery;

import io.pardotroutes.pardot.PardotRequest;
import io.pardotroutes.pardot.SignedCall;
import java.time.Duration;
import java.util.Optional;

/** A request on its way: what failures and metrics are told by. Worked on by one thread at a time. */
public final class Call {

  private final PardotRequest request;
  private SignedCall signed;
  private Long sentAt;

  Call(PardotRequest request) {
    this.request = request;
  }

  PardotRequest request() {
    return request;
  }

  SignedCall signed() {
    return signed;
  }

  void sent(SignedCall call) {
    signed = call;
    sentAt = System.nanoTime();
  }

  /** How long it was under way, told once; empty where it never left. */
  Optional<Duration> ended() {
    Optional<Duration> taken = Optional.ofNullable(sentAt).map(start -> Duration.ofNanos(System.nanoTime() - start));
    sentAt = null;
    return taken;
  }
}
