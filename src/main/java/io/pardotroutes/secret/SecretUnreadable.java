package io.pardotroutes.secret;

/** A secret or the key to it can't be had. The message says which and what to do; it holds no secret. */
public final class SecretUnreadable extends RuntimeException {

  SecretUnreadable(String message) {
    super(message);
  }

  SecretUnreadable(String message, Throwable cause) {
    super(message, cause);
  }
}
