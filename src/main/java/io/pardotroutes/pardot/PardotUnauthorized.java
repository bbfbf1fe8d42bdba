package io.pardotroutes.pardot;

/** The access token was refused: get another one, once, and repeat. Nothing was done. */
public final class PardotUnauthorized extends PardotException {
  PardotUnauthorized(String text, int code, int status) {
    super(text, code, status, false, null);
  }
}
