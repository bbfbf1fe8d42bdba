package io.pardotroutes.status;

import java.util.Locale;

/** Why a destination's events wait. Words as in metrics, health and logs. */
public enum WaitReason {
  RATE_LIMITED,
  QUOTA_EXHAUSTED,
  UNAUTHORIZED,
  UNAVAILABLE,
  MISCONFIGURED;

  /** The word shown to people. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
