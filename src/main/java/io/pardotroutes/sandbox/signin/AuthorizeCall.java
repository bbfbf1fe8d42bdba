package io.pardotroutes.sandbox.signin;

import io.pardotroutes.sandbox.data.Organisation;
import io.pardotroutes.sandbox.data.SalesforceOrg;
import io.pardotroutes.sandbox.data.SignInError;
import io.pardotroutes.sandbox.data.SignInSettings;
import io.pardotroutes.sandbox.data.SignInSettings.Decision;
import io.pardotroutes.sandbox.wire.Form;
import io.pardotroutes.sandbox.wire.Wire;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;

/**
 * A browser at {@code /services/oauth2/authorize}: asked by GET, decided by the page's POST to the same address, or at once by the
 * settings. A wrong client or redirect is told to the person and never redirected (RFC 6749, section 4.1.2.1).
 */
record AuthorizeCall(Organisation organisation, AuthorizationCodes codes) {
  private static final SignInError DENIED = new SignInError("access_denied", "end-user denied authorization");

  void answer(HttpServerRequest http, String body) {
    var page = new AuthorizePage(http);
    var request = new AuthorizeRequest(http.query() == null ? Map.of() : Form.parameters(http.query()));
    SignInSettings settings = organisation.settings().signIn();
    String method = http.method().name();
    if (!method.equals("GET") && !method.equals("POST")) {
      page.refuse(405, new SignInError("invalid_request", "must use HTTP GET"), "Open this address in a browser.");
    } else if (!request.clientId().equals(SalesforceOrg.CLIENT_ID)) {
      page.refuse(400, new SignInError("invalid_client_id", "client identifier invalid"),
          "The sandbox knows one app: client_id has to be " + SalesforceOrg.CLIENT_ID + ".");
    } else if (!settings.callbackUrls().allow(request.redirectUri())) {
      page.refuse(400, new SignInError("redirect_uri_mismatch", "redirect_uri must match configuration"),
          "redirect_uri has to be exactly one of the app's callback URLs: the sandbox's setting callbackUrls, or any http URL of "
              + "localhost or 127.0.0.1 while that is empty.");
    } else if (request.fault() != null) {
      redirect(http, request.refusedWith(request.fault()));
    } else {
      switch (decision(settings, method.equals("POST") ? Form.parameters(body).get("decision") : null)) {
        case ALLOW -> redirect(http, request.approvedWith(codes.issue(request)));
        case DENY -> redirect(http, request.refusedWith(DENIED));
        case ASK -> page.ask(request);
      }
    }
  }

  /** @param pressed the page's button; null for none */
  private static Decision decision(SignInSettings settings, String pressed) {
    if ("allow".equals(pressed)) {
      return Decision.ALLOW;
    }
    return "deny".equals(pressed) ? Decision.DENY : settings.decision();
  }

  private static void redirect(HttpServerRequest http, String url) {
    http.response().putHeader("Location", url).putHeader("Cache-Control", "no-store").putHeader("Referrer-Policy", "no-referrer");
    Wire.send(http, 302, null, (Buffer) null);
  }
}
