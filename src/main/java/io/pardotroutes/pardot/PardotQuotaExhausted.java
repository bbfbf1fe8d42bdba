package io.pardotroutes.pardot;

/** The calls of the day are used up until midnight in the account's time zone. Nothing was done. */
public final class PardotQuotaExhausted extends PardotException {
  PardotQuotaExhausted(String text, int code, int status) {
    super(text, code, status, false, null);
  }
}
