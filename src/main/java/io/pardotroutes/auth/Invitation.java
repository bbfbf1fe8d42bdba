package io.pardotroutes.auth;

import java.time.Instant;

/**
 * A link that lets its holder sign in for one destination, once.
 *
 * @param id names it in lists and in the log
 * @param digest SHA-256 of the link's secret part, in hex
 * @param expires when it ends unused
 * @param used when somebody connected with it; null before
 */
public record Invitation(String id, String destination, String digest, Instant created, Instant expires, Instant used) {

  /** Whether it still lets somebody in. */
  public boolean isOpen(Instant now) {
    return used == null && now.isBefore(expires);
  }
}
