package io.pardotroutes.auth;

import io.pardotroutes.destination.Destination;
import java.util.HashMap;
import java.util.Map;

/** What one call to a destination's account is signed with. */
public final class Signature {

  private final AccessTokens tokens;
  private final Destination destination;
  private final String token;

  Signature(AccessTokens tokens, Destination destination, String token) {
    this.tokens = tokens;
    this.destination = destination;
    this.token = token;
  }

  /** The headers that say who calls and for which business unit, each only where the destination has it. */
  public Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>();
    if (token != null) {
      headers.put("Authorization", "Bearer " + token);
    }
    if (destination.businessUnitId() != null) {
      headers.put("Pardot-Business-Unit-Id", destination.businessUnitId());
    }
    return headers;
  }

  /**
   * What Pardot thought of it: a token that it has refused is not used again.
   *
   * @throws AccessEnded where the one before it was refused, too
   */
  public void taken(boolean taken) {
    if (taken) {
      tokens.accepted(destination);
    } else {
      tokens.refused(destination, token);
    }
  }
}
