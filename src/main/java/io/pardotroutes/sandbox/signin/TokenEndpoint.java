package io.pardotroutes.sandbox.signin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pardotroutes.sandbox.data.GrantType;
import io.pardotroutes.sandbox.data.Organisation;
import io.pardotroutes.sandbox.data.SalesforceOrg;
import io.pardotroutes.sandbox.data.SignInError;
import io.pardotroutes.sandbox.data.SignInSettings;
import io.pardotroutes.sandbox.wire.RandomText;
import java.util.Map;

/**
 * Salesforce's token endpoint (Salesforce, "OAuth Authorization Flows"; RFC 6749): client id {@code sandbox}, any secret. A call
 * comes in two halves, with the latency between them.
 */
record TokenEndpoint(Organisation organisation, AuthorizationCodes codes, RefreshTokens refreshTokens, AccessTokens accessTokens) {

  /**
   * What a call that may go on gets.
   *
   * @param scope what was asked for
   * @param approval null unless it refreshes
   */
  record Grant(GrantType type, String username, String scope, Approval approval) {}

  /**
   * Begins a call. A refresh while another one of the same token is under way is refused, as Salesforce does; so {@link #end}
   * has to follow.
   *
   * @param method HTTP method
   * @param origin of the sandbox, as it was called
   * @throws TokenRefused if it can't go on
   */
  Grant begin(String method, String origin, Map<String, String> form) {
    TokenRefused.when(organisation.settings().signIn().tokenError() != null, organisation.settings().signIn().tokenError());
    TokenRefused.when(!method.equals("POST"), "invalid_request", "must use HTTP POST");
    String name = required(form, "grant_type");
    GrantType type = GrantType.of(name).orElseThrow(() -> new TokenRefused("unsupported_grant_type", "grant type not supported"));
    if (type != GrantType.JWT_BEARER && !SalesforceOrg.CLIENT_ID.equals(form.get("client_id"))) {
      throw new TokenRefused("invalid_client_id", "client identifier invalid");
    }
    return switch (type) {
      case AUTHORIZATION_CODE -> new Grant(type, SalesforceOrg.USERNAME, codes.redeem(form).scope(), null);
      case REFRESH_TOKEN -> refresh(form);
      case CLIENT_CREDENTIALS -> clientCredentials(form);
      case JWT_BEARER -> new Grant(type, Assertion.read(required(form, "assertion"))
          .username(origin, organisation.now(), organisation.settings().signIn().certificate()), "pardot_api", null);
    };
  }

  /**
   * Issues what was granted, with the life and the scopes that the settings say now.
   *
   * @throws TokenRefused if the refresh token was ended meanwhile
   */
  ObjectNode end(Grant grant) {
    SignInSettings settings = organisation.settings().signIn();
    String scope = settings.granted(grant.scope());
    Approval approval = grant.approval();
    boolean tellRefreshToken = false;
    if (grant.type() == GrantType.REFRESH_TOKEN) {
      approval.refreshing(false);
      TokenRefused.when(!refreshTokens.holds(approval), SignInError.EXPIRED_TOKEN);
      if (settings.rotateRefreshTokens()) {
        refreshTokens.rotate(approval);
        tellRefreshToken = true;
      }
    } else if (grant.type() == GrantType.AUTHORIZATION_CODE && SignInSettings.hasScope(scope, "refresh_token", "offline_access")) {
      approval = refreshTokens.approve(grant.scope());
      tellRefreshToken = true;
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode()
        .put("access_token", accessTokens.issue(grant.type(), grant.username(), scope, approval));
    if (tellRefreshToken) {
      answer.put("refresh_token", approval.refreshToken());
    }
    return answer.put("signature", RandomText.base64(32))
        .put("scope", scope)
        .put("instance_url", "https://sandbox.my.salesforce.com")
        .put("id", SalesforceOrg.IDENTITY_URL)
        .put("token_type", "Bearer")
        .put("issued_at", Long.toString(organisation.clock().millis()));
  }

  private Grant refresh(Map<String, String> form) {
    Approval approval = refreshTokens.of(form.get("refresh_token"));
    TokenRefused.when(approval == null, SignInError.EXPIRED_TOKEN);
    TokenRefused.when(approval.refreshing(), "invalid_grant", "token request is already being processed");
    approval.refreshing(true);
    return new Grant(GrantType.REFRESH_TOKEN, SalesforceOrg.USERNAME, approval.scope(), approval);
  }

  private static Grant clientCredentials(Map<String, String> form) {
    TokenRefused.when(form.getOrDefault("client_secret", "").isEmpty(), "invalid_client", "invalid client credentials");
    return new Grant(GrantType.CLIENT_CREDENTIALS, SalesforceOrg.USERNAME, "pardot_api", null);
  }

  private static String required(Map<String, String> form, String parameter) {
    String value = form.getOrDefault(parameter, "");
    TokenRefused.when(value.isEmpty(), SignInError.missing(parameter));
    return value;
  }
}
