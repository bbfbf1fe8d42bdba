package io.pardotroutes.auth;

/**
 * Salesforce or Pardot has said no in a way that trying again does not mend: the destination pauses and its events wait. The
 * message is a sentence for whoever looks after it, says what to do, and holds no secret.
 */
public final class AccessEnded extends RuntimeException {

  /** {@code message}: what was refused, and what to do. */
  public AccessEnded(String message) {
    super(message);
  }
}
