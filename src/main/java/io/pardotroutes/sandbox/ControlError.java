package io.pardotroutes.sandbox;

/** A control call that can't be carried out; the message says what is wrong and what to send instead. */
final class ControlError extends RuntimeException {
  private final int status;

  ControlError(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  static ControlError invalid(String message) {
    return new ControlError(400, message);
  }

  /** HTTP status. */
  int status() {
    return status;
  }
}
