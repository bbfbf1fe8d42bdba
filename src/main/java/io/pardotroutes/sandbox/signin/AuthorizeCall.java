package io.pardotroutes.sandbox.signin;

import io.pardotroutes.sandbox.data.CallbackUrls;
import io.pardotroutes.sandbox.data.Organisation;
import io.pardotroutes.sandbox.data.SalesforceOrg;
import io.pardotroutes.sandbox.data.Settings;
import io.pardotroutes.sandbox.data.Settings.Decision;
import io.pardotroutes.sandbox.data.SignInError;
import io.pardotroutes.sandbox.wire.Form;
import io.pardotroutes.sandbox.wire.RandomText;
import io.pardotroutes.sandbox.wire.Wire;
import io.pardotroutes.sandbox.wire.Xml;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;

/**
 * A browser at {@code /services/oauth2/authorize}: asked by GET, decided by the page's POST to the same address, or at once by the
 * settings. A wrong client or redirect is told to the person and never redirected (RFC 6749, section 4.1.2.1). The page is plain HTML, no
 * script, nothing loaded.
 */
record AuthorizeCall(Organisation organisation, AuthorizationCodes codes) {
  private static final String STYLE = """
      :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
      body { margin: 0; padding: 1.5rem; }
      main { max-width: 32rem; margin: 0 auto; overflow-wrap: anywhere; }
      h1 { font-size: 1.25rem; }
      button { font: inherit; padding: .6rem 1.5rem; margin: .5rem .5rem 0 0; }
      """;
  private static final String PAGE = """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/>
      <title>%s</title><style nonce="%s">%s</style></head>
      <body><main><h1>%s</h1>
      %s
      </main></body></html>
      """;
  private static final String QUESTION = """
      <p>This is the sandbox's sign-in, not Salesforce's. It asks for: %s.</p>
      <form method="post" action="?%s"><button name="decision" value="allow">Allow</button>\
      <button name="decision" value="deny">Deny</button></form>""";
  private static final SignInError DENIED = new SignInError("access_denied", "end-user denied authorization");

  void answer(HttpServerRequest http, String body) {
    var request = new AuthorizeRequest(http.query() == null ? Map.of() : Form.parameters(http.query()));
    Settings settings = organisation.settings();
    String method = http.method().name();
    if (!method.equals("GET") && !method.equals("POST")) {
      refuse(http, 405, new SignInError("invalid_request", "must use HTTP GET"), "Open this address in a browser.");
    } else if (!request.clientId().equals(SalesforceOrg.CLIENT_ID)) {
      refuse(http, 400, new SignInError("invalid_client_id", "client identifier invalid"),
          "The sandbox knows one app: client_id has to be " + SalesforceOrg.CLIENT_ID + ".");
    } else if (!CallbackUrls.allow(settings.callbackUrls(), request.redirectUri())) {
      refuse(http, 400, new SignInError("redirect_uri_mismatch", "redirect_uri must match configuration"),
          "redirect_uri has to be exactly one of the app's callback URLs: the sandbox's setting callbackUrls, or any http URL of "
              + "localhost or 127.0.0.1 while that is empty.");
    } else if (request.fault() != null) {
      redirect(http, request.refusedWith(request.fault()));
    } else {
      switch (decision(settings, method.equals("POST") ? Form.parameters(body).get("decision") : null)) {
        case ALLOW -> redirect(http, request.approvedWith(codes.issue(request)));
        case DENY -> redirect(http, request.refusedWith(DENIED));
        case ASK -> ask(http, request);
      }
    }
  }

  /** @param pressed the page's button; null for none */
  private static Decision decision(Settings settings, String pressed) {
    if ("allow".equals(pressed)) {
      return Decision.ALLOW;
    }
    return "deny".equals(pressed) ? Decision.DENY : settings.signIn();
  }

  private static void redirect(HttpServerRequest http, String url) {
    http.response().putHeader("Location", url).putHeader("Cache-Control", "no-store").putHeader("Referrer-Policy", "no-referrer");
    Wire.send(http, 302, null, (Buffer) null);
  }

  private static void ask(HttpServerRequest http, AuthorizeRequest request) {
    // A browser applies form-action to the redirect after a form too, so the app's own place is in it.
    send(http, 200, " 'self' " + CallbackUrls.origin(request.redirectUri()),
        "pardot-routes wants to use Pardot as " + SalesforceOrg.USERNAME,
        QUESTION.formatted(Xml.text(request.scope()), Xml.text(http.query())));
  }

  /** @param text what is wrong and what to do */
  private static void refuse(HttpServerRequest http, int status, SignInError error, String text) {
    send(http, status, " 'none'", error.error() + ": " + error.description(), "<p>" + Xml.text(text) + "</p>");
  }

  private static void send(HttpServerRequest http, int status, String formAction, String title, String content) {
    String nonce = RandomText.of(16);
    http.response()
        .putHeader("Content-Security-Policy", "default-src 'none'; style-src 'nonce-" + nonce + "'; form-action" + formAction
            + "; base-uri 'none'; frame-ancestors 'none'")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cache-Control", "no-store");
    Wire.send(http, status, Wire.HTML, PAGE.formatted(Xml.text(title), nonce, STYLE, Xml.text(title), content));
  }
}
