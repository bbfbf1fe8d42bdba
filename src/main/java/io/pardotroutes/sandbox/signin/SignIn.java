package io.pardotroutes.sandbox.signin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.pardotroutes.sandbox.data.Organisation;
import io.pardotroutes.sandbox.data.SalesforceOrg;
import io.pardotroutes.sandbox.wire.Faults;
import io.pardotroutes.sandbox.wire.Form;
import io.pardotroutes.sandbox.wire.Wire;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;

/** Salesforce's sign-in: everything under {@code /services/oauth2/}, and what it has issued. */
public final class SignIn {
  private final Vertx vertx;
  private final Organisation organisation;
  private final Faults faults;
  private final AccessTokens accessTokens;
  private final RefreshTokens refreshTokens;
  private final AuthorizationCodes codes;

  /** @param faults those of them that name something in a token call strike it */
  public SignIn(Vertx vertx, Organisation organisation, Faults faults) {
    this.vertx = vertx;
    this.organisation = organisation;
    this.faults = faults;
    this.accessTokens = new AccessTokens(organisation);
    this.refreshTokens = new RefreshTokens(accessTokens);
    this.codes = new AuthorizationCodes(organisation);
  }

  /** Those that were issued. */
  public AccessTokens accessTokens() {
    return accessTokens;
  }

  /** Those that are good. */
  public RefreshTokens refreshTokens() {
    return refreshTokens;
  }

  /** Answers a call if its path is one of the sign-in's; else false. */
  public boolean answer(HttpServerRequest http, String body) {
    switch (http.path()) {
      case "/services/oauth2/authorize" -> new AuthorizeCall(organisation, codes).answer(http, body);
      case "/services/oauth2/token" -> new TokenCall(vertx, organisation, codes, refreshTokens, accessTokens, http, Form.parameters(body))
          .answer(faults.of(http.uri(), body, true));
      case "/services/oauth2/revoke" -> revoke(http, Form.parameters(body));
      case "/services/oauth2/userinfo" -> userinfo(http);
      default -> {
        return false;
      }
    }
    return true;
  }

  /**
   * RFC 7009; Salesforce, "Revoke OAuth Tokens". An access token leaves its refresh token alone; a refresh token takes its access
   * tokens with it.
   */
  private void revoke(HttpServerRequest http, Map<String, String> form) {
    try {
      TokenRefused.when(!http.method().name().equals("POST"), "invalid_request", "must use HTTP POST");
      TokenRefused.when(!List.of("access_token", "refresh_token").contains(form.getOrDefault("token_type_hint", "access_token")),
          "unsupported_token_type", "this token type is not supported");
      String token = form.getOrDefault("token", "");
      TokenRefused.when(!refreshTokens.revoke(token) && !accessTokens.revoke(token),
          "invalid_token", "invalid token: it is unknown, expired or revoked");
      Wire.send(http, 200, null, (Buffer) null);
    } catch (TokenRefused refused) {
      Wire.send(http, 400, Wire.JSON, refused.error().json().toString());
    }
  }

  /** Whose token it is (Salesforce, "User Info Endpoint"); 401 without a token, 403 for a bad one. */
  private void userinfo(HttpServerRequest http) {
    String authorization = http.getHeader("Authorization");
    AccessTokens.Access access = authorization == null ? null : accessTokens.of(authorization);
    if (access != null) {
      Wire.send(http, 200, Wire.JSON, JsonNodeFactory.instance.objectNode()
          .put("sub", SalesforceOrg.IDENTITY_URL)
          .put("user_id", SalesforceOrg.USER_ID)
          .put("organization_id", SalesforceOrg.ID)
          .put("preferred_username", access.username()).toString());
    } else if (authorization == null) {
      http.response().putHeader("WWW-Authenticate", "Bearer");
      Wire.send(http, 401, Wire.TEXT, "Missing_OAuth_Token");
    } else {
      Wire.send(http, 403, Wire.TEXT, "Bad_OAuth_Token");
    }
  }
}
