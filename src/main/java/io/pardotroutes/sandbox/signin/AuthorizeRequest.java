package io.pardotroutes.sandbox.signin;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.pardotroutes.sandbox.data.SignInError;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * An app's wish for a user's approval (Salesforce, "OAuth 2.0 Web Server Flow"; RFC 6749, section 4.1.1; RFC 7636).
 *
 * @param parameters of the query, decoded
 */
record AuthorizeRequest(Map<String, String> parameters) {
  private static final Set<String> SCOPES = Set.of("api", "web", "full", "id", "profile", "email", "address", "phone", "openid",
      "refresh_token", "offline_access", "pardot_api");
  private static final SignInError MISMATCH = new SignInError("invalid_request", "invalid code verifier");

  String clientId() {
    return parameters.getOrDefault("client_id", "");
  }

  String redirectUri() {
    return parameters.getOrDefault("redirect_uri", "");
  }

  /** Separated by spaces; those of the app where none are asked for. */
  String scope() {
    String scope = parameters.getOrDefault("scope", "").strip();
    return scope.isEmpty() ? RefreshTokens.FIXED_SCOPE : scope;
  }

  /** Null without PKCE, which Salesforce leaves to the app. */
  String codeChallenge() {
    return parameters.get("code_challenge");
  }

  /** What the app is told is wrong; null for nothing. That client and redirect are known is for the caller to see to before. */
  SignInError fault() {
    if (!"code".equals(parameters.get("response_type"))) {
      return parameters.containsKey("response_type")
          ? new SignInError("unsupported_response_type", "response type not supported")
          : SignInError.missing("response_type");
    }
    if (!SCOPES.containsAll(Arrays.asList(scope().split("\\s+")))) {
      return new SignInError("invalid_scope", "the requested scope is not allowed");
    }
    String method = parameters.get("code_challenge_method");
    if (codeChallenge() == null) {
      return method == null ? null : SignInError.missing("code_challenge");
    }
    if (method != null && !method.equals("S256")) {
      return new SignInError("invalid_request", "code challenge method not supported");
    }
    return codeChallenge().matches("[A-Za-z0-9_-]{43}") ? null : new SignInError("invalid_request", "invalid code challenge");
  }

  /**
   * Refuses a verifier that doesn't belong to the challenge ({@code invalid_request}) and none where there was a challenge
   * ({@code invalid_grant}): RFC 7636, method S256, the only one that Salesforce has.
   *
   * @param verifier null for none
   */
  void requireVerifier(String verifier) {
    TokenRefused.when(codeChallenge() != null && verifier == null, "invalid_grant", "code verifier missing");
    try {
      TokenRefused.when(verifier != null
          && !CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(verifier)).getValue().equals(codeChallenge()), MISMATCH);
    } catch (IllegalArgumentException malformed) {
      throw new TokenRefused(MISMATCH);
    }
  }

  String approvedWith(String code) {
    return redirect("code", code);
  }

  String refusedWith(SignInError error) {
    return redirect("error", error.error(), "error_description", error.description());
  }

  private String redirect(String... namesAndValues) {
    var url = new StringBuilder(redirectUri());
    char separator = redirectUri().indexOf('?') < 0 ? '?' : '&';
    for (int i = 0; i < namesAndValues.length; i += 2) {
      url.append(separator).append(namesAndValues[i]).append('=').append(encoded(namesAndValues[i + 1]));
      separator = '&';
    }
    if (parameters.containsKey("state")) {
      url.append("&state=").append(encoded(parameters.get("state")));
    }
    return url.toString();
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
