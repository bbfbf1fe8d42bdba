package io.pardotroutes.sandbox.signin;

import io.pardotroutes.sandbox.data.SignInError;
import io.pardotroutes.sandbox.wire.Form;
import io.pardotroutes.sandbox.wire.Wire;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Set;

/**
 * A POST to {@code /services/oauth2/revoke} (RFC 7009; Salesforce, "Revoke OAuth Tokens"). An access token leaves its refresh token
 * alone; a refresh token takes its access tokens with it.
 */
record RevokeCall(RefreshTokens refreshTokens, AccessTokens accessTokens) {
  private static final Set<String> TYPES = Set.of("access_token", "refresh_token");

  void answer(HttpServerRequest http, String body) {
    Map<String, String> form = Form.parameters(body);
    if (!http.method().name().equals("POST")) {
      refuse(http, new SignInError("invalid_request", "must use HTTP POST"));
    } else if (!TYPES.contains(form.getOrDefault("token_type_hint", "access_token"))) {
      refuse(http, new SignInError("unsupported_token_type", "this token type is not supported"));
    } else if (revoke(form.getOrDefault("token", ""))) {
      Wire.send(http, 200, null, (Buffer) null);
    } else {
      refuse(http, new SignInError("invalid_token", "invalid token: it is unknown, expired or revoked"));
    }
  }

  private boolean revoke(String token) {
    return refreshTokens.revoke(token) || accessTokens.revoke(token);
  }

  private static void refuse(HttpServerRequest http, SignInError error) {
    Wire.send(http, 400, Wire.JSON, error.json().toString());
  }
}
