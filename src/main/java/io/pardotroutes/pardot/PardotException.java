package io.pardotroutes.pardot;

/**
 * An API call that failed, in one class per thing to do about it. The message is written here, by code and status; it never repeats
 * Pardot's answer, which may carry personal values.
 */
public abstract sealed class PardotException extends RuntimeException
    permits PardotUnavailable, PardotUnauthorized, PardotRateLimited, PardotQuotaExhausted, PardotMisconfigured, PardotRejected {
  private final int code;
  private final int status;
  private final boolean mayBeOneRecord;

  PardotException(String text, int code, int status, boolean mayBeOneRecord, Throwable cause) {
    super(text + place(code, status), cause, false, cause != null);
    this.code = code;
    this.status = status;
    this.mayBeOneRecord = mayBeOneRecord;
  }

  private static String place(int code, int status) {
    if (code == 0 && status == 0) {
      return "";
    }
    return " (" + (code == 0 ? "" : "code " + code) + (code == 0 || status == 0 ? "" : ", ") + (status == 0 ? "" : "HTTP " + status) + ")";
  }

  /** Pardot's error code, 0 where it gave none. */
  public int code() {
    return code;
  }

  /** The HTTP status, 0 where there was no answer or the error is that of one record in a batch. */
  public int status() {
    return status;
  }

  /**
   * Whether another record could go through where this one failed. A batch that fails so is to be split until the record is found; a
   * single write that fails so again and again concerns its record alone.
   */
  public boolean mayBeOneRecord() {
    return mayBeOneRecord;
  }
}
