package io.pardotroutes.sandbox.signin;

import io.pardotroutes.sandbox.data.Organisation;
import io.pardotroutes.sandbox.data.SalesforceOrg;
import io.pardotroutes.sandbox.signin.RefreshTokens.Approval;
import io.pardotroutes.sandbox.wire.RandomText;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The access tokens issued: opaque, with a {@code !}, good for the life that the settings had then. */
public final class AccessTokens {
  static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  /** The ways to a token that the sandbox knows, as {@code grant_type} has them (RFC 6749, RFC 7523). */
  static final List<String> GRANTS = List.of("authorization_code", "refresh_token", "client_credentials", JWT_BEARER);
  private static final int MOST_KEPT = 10_000;

  private final Organisation organisation;
  private final Map<String, Access> accessByToken = new HashMap<>();
  private final Map<String, Long> issued = new LinkedHashMap<>();

  /**
   * What a token opens.
   *
   * @param scope its scopes, separated by spaces
   * @param approval whose refresh token it came with or from; null for none
   * @param expiry milliseconds since 1970
   */
  public record Access(String username, String scope, Approval approval, long expiry) {}

  AccessTokens(Organisation organisation) {
    this.organisation = organisation;
    GRANTS.forEach(type -> issued.put(type, 0L));
  }

  /** @param approval null for none */
  String issue(String type, String username, String scope, Approval approval) {
    long now = organisation.clock().millis();
    if (accessByToken.size() >= MOST_KEPT) {
      accessByToken.values().removeIf(access -> access.expiry() <= now);
    }
    String token = SalesforceOrg.ID.substring(0, 15) + "!AQ8A" + RandomText.of(66);
    accessByToken.put(token, new Access(username, scope, approval, now + organisation.settings().tokenLife() * 1000));
    issued.merge(type, 1L, Long::sum);
    return token;
  }

  /** What the value of an Authorization header opens; null unless it is {@code Bearer} and a token that is good now. */
  public Access of(String authorization) {
    if (!authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return null;
    }
    Access access = accessByToken.get(authorization.substring(7).strip());
    return access != null && organisation.clock().millis() < access.expiry() ? access : null;
  }

  /** Ends one; false if there is none of that text that is good now. */
  boolean revoke(String token) {
    Access access = accessByToken.remove(token);
    return access != null && organisation.clock().millis() < access.expiry();
  }

  void revokeOf(Approval approval) {
    accessByToken.values().removeIf(access -> access.approval() == approval);
  }

  /** Ends every token issued so far. */
  public void revokeAll() {
    accessByToken.clear();
  }

  /** How many were issued since the start, by {@code grant_type}. */
  public Map<String, Long> issued() {
    return issued;
  }
}
