package io.pardotroutes.pardot;

/** Every write would fail like this until somebody changes a setting, here or in Pardot: stop and say so. */
public final class PardotMisconfigured extends PardotException {
  PardotMisconfigured(String text, int code, int status, boolean mayBeOneRecord) {
    super(text, code, status, mayBeOneRecord, null);
  }
}
