package io.pardotroutes.sandbox.wire;

/** A control call that can't be carried out; the message says what is wrong and what to send instead. */
public final class ControlError extends RuntimeException {
  private final int status;

  /** @param status HTTP status */
  public ControlError(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  /** 400. */
  public static ControlError invalid(String message) {
    return new ControlError(400, message);
  }

  /** Refuses a call with 400 if that is so. */
  public static void when(boolean refused, String message) {
    if (refused) {
      throw invalid(message);
    }
  }

  /** HTTP status. */
  public int status() {
    return status;
  }
}
