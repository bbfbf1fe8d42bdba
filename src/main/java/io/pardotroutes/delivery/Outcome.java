package io.pardotroutes.delivery;

/**
 * How one event ended for one destination.
 *
 * @param kind delivered, discarded or dead
 * @param reason one word for metrics, logs and {@code PardotReason}, such as {@code updated} or {@code invalid-email}
 * @param code Pardot's error code, or 0 where Pardot gave none
 * @param text what a person should know about it, without a value of the event; null where the reason says all
 */
public record Outcome(Kind kind, String reason, int code, String text) {

  /** The three ends that an event can come to. */
  public enum Kind {
    DELIVERED,
    DISCARDED,
    DEAD
  }

  static Outcome delivered(String reason) {
    return new Outcome(Kind.DELIVERED, reason, 0, null);
  }

  static Outcome discarded(String reason) {
    return new Outcome(Kind.DISCARDED, reason, 0, null);
  }

  static Outcome dead(String reason, int code, String text) {
    return new Outcome(Kind.DEAD, reason, code, text);
  }
}
