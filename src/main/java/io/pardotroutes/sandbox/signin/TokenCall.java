package io.pardotroutes.sandbox.signin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pardotroutes.sandbox.data.Organisation;
import io.pardotroutes.sandbox.data.SalesforceOrg;
import io.pardotroutes.sandbox.data.Settings;
import io.pardotroutes.sandbox.data.SignInError;
import io.pardotroutes.sandbox.signin.RefreshTokens.Approval;
import io.pardotroutes.sandbox.wire.Fault;
import io.pardotroutes.sandbox.wire.FaultyWire;
import io.pardotroutes.sandbox.wire.RandomText;
import io.pardotroutes.sandbox.wire.Wire;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;

/**
 * One call of Salesforce's token endpoint (Salesforce, "OAuth Authorization Flows"; RFC 6749): client id {@code sandbox}, any secret. It
 * comes in two halves, with the latency between them. Nothing of it is logged.
 */
record TokenCall(Vertx vertx, Organisation organisation, AuthorizationCodes codes, RefreshTokens refreshTokens, AccessTokens accessTokens,
    HttpServerRequest http, Map<String, String> form) {

  /**
   * What a call that may go on gets.
   *
   * @param scope what was asked for
   * @param approval null unless it refreshes
   */
  private record Grant(String type, String username, String scope, Approval approval) {}

  /** @param fault null for none; of its kinds those fit that need no Pardot answer, the others are an empty answer */
  void answer(Fault fault) {
    long latency = organisation.settings().latency();
    if (fault != null && !fault.after()) {
      Wire.later(vertx, latency, () -> fail(fault));
      return;
    }
    try {
      Grant grant = begin();
      Wire.later(vertx, latency, () -> end(grant, fault));
    } catch (TokenRefused refused) {
      finish(400, refused.error().json(), fault);
    }
  }

  private void end(Grant grant, Fault fault) {
    try {
      finish(200, issue(grant), fault);
    } catch (TokenRefused refused) {
      finish(400, refused.error().json(), fault);
    }
  }

  private void finish(int status, ObjectNode answer, Fault fault) {
    if (fault == null) {
      http.response().putHeader("Cache-Control", "no-store");
      Wire.send(http, status, Wire.JSON, answer.toString());
    } else {
      fail(fault);
    }
  }

  private void fail(Fault fault) {
    new FaultyWire(vertx, http, fault).send(null, true, () -> {
    });
  }

  /** A refresh while another one of the same token is under way is refused, as Salesforce does; so {@link #issue} has to follow. */
  private Grant begin() {
    Settings settings = organisation.settings();
    TokenRefused.when(settings.tokenError() != null, settings.tokenError());
    TokenRefused.when(!http.method().name().equals("POST"), "invalid_request", "must use HTTP POST");
    String type = required("grant_type");
    TokenRefused.when(!AccessTokens.GRANTS.contains(type), "unsupported_grant_type", "grant type not supported");
    if (type.equals(AccessTokens.JWT_BEARER)) {
      String origin = http.scheme() + "://" + http.getHeader("Host");
      String user = Assertion.username(required("assertion"), origin, organisation.now(), settings.certificate());
      return new Grant(type, user, "pardot_api", null);
    }
    TokenRefused.when(!SalesforceOrg.CLIENT_ID.equals(form.get("client_id")), "invalid_client_id", "client identifier invalid");
    Approval refreshed = null;
    String scope = "pardot_api";
    switch (type) {
      case "authorization_code" -> scope = codes.redeem(form).scope();
      case "refresh_token" -> {
        refreshed = refresh();
        scope = refreshed.scope;
      }
      default -> TokenRefused.when(form.getOrDefault("client_secret", "").isEmpty(), "invalid_client", "invalid client credentials");
    }
    return new Grant(type, SalesforceOrg.USERNAME, scope, refreshed);
  }

  private Approval refresh() {
    Approval approval = refreshTokens.of(form.get("refresh_token"));
    TokenRefused.when(approval == null, SignInError.EXPIRED_TOKEN);
    TokenRefused.when(approval.refreshing, "invalid_grant", "token request is already being processed");
    approval.refreshing = true;
    return approval;
  }

  /** Issues what was granted, with the life and the scopes that the settings say now; refuses a refresh token that was ended meanwhile. */
  private ObjectNode issue(Grant grant) {
    Settings settings = organisation.settings();
    String scope = settings.granted(grant.scope());
    Approval approval = grant.approval();
    boolean tellRefreshToken = false;
    if (approval != null) {
      approval.refreshing = false;
      TokenRefused.when(!refreshTokens.holds(approval), SignInError.EXPIRED_TOKEN);
      if (settings.rotateRefreshTokens()) {
        refreshTokens.rotate(approval);
        tellRefreshToken = true;
      }
    } else if (grant.type().equals("authorization_code") && Settings.hasScope(scope, "refresh_token", "offline_access")) {
      approval = refreshTokens.approve(grant.scope());
      tellRefreshToken = true;
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode()
        .put("access_token", accessTokens.issue(grant.type(), grant.username(), scope, approval));
    if (tellRefreshToken) {
      answer.put("refresh_token", approval.refreshToken);
    }
    return answer.put("signature", RandomText.base64(32))
        .put("scope", scope)
        .put("instance_url", "https://sandbox.my.salesforce.com")
        .put("id", SalesforceOrg.IDENTITY_URL)
        .put("token_type", "Bearer")
        .put("issued_at", Long.toString(organisation.clock().millis()));
  }

  private String required(String parameter) {
    String value = form.getOrDefault(parameter, "");
    TokenRefused.when(value.isEmpty(), SignInError.missing(parameter));
    return value;
  }
}
