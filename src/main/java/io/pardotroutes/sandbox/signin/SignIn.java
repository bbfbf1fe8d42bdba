package io.pardotroutes.sandbox.signin;

import io.pardotroutes.sandbox.data.Organisation;
import io.pardotroutes.sandbox.wire.Faults;
import io.pardotroutes.sandbox.wire.Form;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

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
      case "/services/oauth2/token" -> new TokenExchange(vertx, new TokenEndpoint(organisation, codes, refreshTokens, accessTokens), http, Form.parameters(body))
          .run(organisation.settings().latency(), faults.ofToken(http.uri(), body));
      case "/services/oauth2/revoke" -> new RevokeCall(refreshTokens, accessTokens).answer(http, body);
      case "/services/oauth2/userinfo" -> new UserinfoCall(accessTokens).answer(http);
      default -> {
        return false;
      }
    }
    return true;
  }
}
