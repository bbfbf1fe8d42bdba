package io.pardotroutes.auth;

/** No access token is to be had at the moment; it will be tried again. The events wait; the message holds no secret. */
public final class TokenUnavailable extends RuntimeException {

  /** {@code cause} may be null. */
  public TokenUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
