package io.pardotroutes.status;

/** Why a destination's events wait. Words as in metrics, health and logs. */
public enum WaitReason {
  RATE_LIMITED("rate-limited"),
  QUOTA_EXHAUSTED("quota-exhausted"),
  UNAUTHORIZED("unauthorized"),
  UNAVAILABLE("unavailable"),
  MISCONFIGURED("misconfigured");

  private final String word;

  WaitReason(String word) {
    this.word = word;
  }

  /** The word shown to people. */
  public String word() {
    return word;
  }
}
