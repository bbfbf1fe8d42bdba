package io.pardotroutes.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * Salesforce's token endpoint for the grants {@code refresh_token} and {@code client_credentials} (RFC 6749; Salesforce, "OAuth
 * Authorization Flows"): client id {@code sandbox}, any secret, refresh token {@code sandbox-refresh-token}.
 */
final class Tokens {
  static final String CLIENT_ID = "sandbox";
  static final String REFRESH_TOKEN = "sandbox-refresh-token";
  private static final String ORGANISATION_ID = "00D5e000000SbxAEAS";
  private static final String USER_ID = "0055e000001SbxUAAS";
  private static final int MOST_KEPT = 10_000;

  private final Organisation organisation;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Long> expiryByToken = new HashMap<>();
  private boolean refreshing;
  private long issued;

  /** A status and a JSON body. */
  record TokenAnswer(int status, ObjectNode body) {
  }

  Tokens(Organisation organisation) {
    this.organisation = organisation;
  }

  /** Whether the value of an Authorization header is {@code Bearer} and a token that was issued here and hasn't expired. */
  boolean accepts(String authorization) {
    if (!authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return false;
    }
    Long expiry = expiryByToken.get(authorization.substring(7).strip());
    return expiry != null && millis() < expiry;
  }

  /** How many tokens were issued since the start. */
  long issued() {
    return issued;
  }

  /** Ends every token issued so far. */
  void revokeAll() {
    expiryByToken.clear();
  }

  /**
   * Begins a call: null if it may go on, else its refusal. A refresh while another one is under way is refused, as
   * Salesforce does. {@link #end} has to follow if it may go on.
   */
  TokenAnswer begin(String method, Map<String, String> form) {
    if (!method.equals("POST")) {
      return refused("invalid_request", "must use HTTP POST");
    }
    String grant = form.getOrDefault("grant_type", "");
    if (!grant.equals("refresh_token") && !grant.equals("client_credentials")) {
      return grant.isEmpty()
          ? refused("invalid_request", "missing required parameter: grant_type")
          : refused("unsupported_grant_type", "grant type not supported");
    }
    if (!CLIENT_ID.equals(form.get("client_id"))) {
      return refused("invalid_client_id", "client identifier invalid");
    }
    if (form.getOrDefault("client_secret", "").isEmpty() && grant.equals("client_credentials")) {
      return refused("invalid_client", "invalid client credentials");
    }
    if (grant.equals("refresh_token")) {
      if (!REFRESH_TOKEN.equals(form.get("refresh_token"))) {
        return refused("invalid_grant", "expired access/refresh token");
      }
      if (refreshing) {
        return refused("invalid_grant", "token request is already being processed");
      }
      refreshing = true;
    }
    return null;
  }

  /** Issues a token, with the life that the settings say now. */
  TokenAnswer end(Map<String, String> form) {
    boolean refresh = "refresh_token".equals(form.get("grant_type"));
    if (refresh) {
      refreshing = false;
    }
    if (expiryByToken.size() >= MOST_KEPT) {
      expiryByToken.values().removeIf(expiry -> expiry <= millis());
    }
    String token = ORGANISATION_ID.substring(0, 15) + "!AQ8A" + randomText(66);
    issued++;
    expiryByToken.put(token, millis() + organisation.settings().tokenLife() * 1000);
    return new TokenAnswer(200, JsonNodeFactory.instance.objectNode()
        .put("access_token", token)
        .put("signature", Base64.getEncoder().encodeToString(randomBytes(32)))
        .put("scope", refresh ? "refresh_token pardot_api" : "pardot_api")
        .put("instance_url", "https://sandbox.my.salesforce.com")
        .put("id", "https://login.salesforce.com/id/" + ORGANISATION_ID + "/" + USER_ID)
        .put("token_type", "Bearer")
        .put("issued_at", Long.toString(millis())));
  }

  private static TokenAnswer refused(String error, String description) {
    return new TokenAnswer(400, JsonNodeFactory.instance.objectNode().put("error", error).put("error_description", description));
  }

  private long millis() {
    return organisation.clock().millis();
  }

  private String randomText(int bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes(bytes)).replace('-', '.');
  }

  private byte[] randomBytes(int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
