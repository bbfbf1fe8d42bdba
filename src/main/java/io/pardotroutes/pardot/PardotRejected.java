package io.pardotroutes.pardot;

/** This record can't be written, others can. */
public final class PardotRejected extends PardotException {
  /** Reason: the identifier leads to no prospect that can be written; an id that was remembered is to be forgotten. */
  public static final String NOT_FOUND = "not-found";
  /** Reason: a value that its field doesn't take. */
  public static final String FIELD_INVALID = "field-invalid";
  /** Reason: the e-mail is malformed. */
  public static final String INVALID_EMAIL = "invalid-email";
  /** Reason: anything else; the message says what. */
  public static final String REFUSED = "refused";

  private final String reason;

  PardotRejected(String reason, String text, int code, int status) {
    super(text, code, status, true, null);
    this.reason = reason;
  }

  /** One of the words above, as outcomes are counted by. */
  public String reason() {
    return reason;
  }
}
