package io.pardotroutes.sandbox.signin;

import io.pardotroutes.sandbox.data.CallbackUrls;
import io.pardotroutes.sandbox.data.SalesforceOrg;
import io.pardotroutes.sandbox.data.SignInError;
import io.pardotroutes.sandbox.wire.Sha256;
import io.pardotroutes.sandbox.wire.Wire;
import io.pardotroutes.sandbox.wire.Xml;
import io.vertx.core.http.HttpServerRequest;
import java.util.Base64;

/** What a person sees of the sign-in: the question, or why there is none. Plain HTML, no script, nothing loaded. */
record AuthorizePage(HttpServerRequest http) {
  private static final String STYLE = """
      :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
      body { margin: 0; padding: 1.5rem; }
      main { max-width: 32rem; margin: 0 auto; overflow-wrap: anywhere; }
      h1 { font-size: 1.25rem; }
      button { font: inherit; padding: .6rem 1.5rem; margin: .5rem .5rem 0 0; }
      """;
  private static final String STYLE_HASH = Base64.getEncoder().encodeToString(Sha256.of(STYLE));
  private static final String PAGE = """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/>
      <title>%s</title><style>%s</style></head>
      <body><main><h1>%s</h1>
      %s
      </main></body></html>
      """;
  private static final String QUESTION = """
      <p>This is the sandbox's sign-in, not Salesforce's. It asks for: %s.</p>
      <form method="post" action="?%s"><button name="decision" value="allow">Allow</button>\
      <button name="decision" value="deny">Deny</button></form>""";

  void ask(AuthorizeRequest request) {
    // A browser applies form-action to the redirect after a form too, so the app's own place is in it.
    send(200, " 'self' " + CallbackUrls.origin(request.redirectUri()), "pardot-routes wants to use Pardot as " + SalesforceOrg.USERNAME,
        QUESTION.formatted(Xml.text(request.scope()), Xml.text(http.query())));
  }

  /** @param text what is wrong and what to do */
  void refuse(int status, SignInError error, String text) {
    send(status, " 'none'", error.error() + ": " + error.description(), "<p>" + Xml.text(text) + "</p>");
  }

  private void send(int status, String formAction, String title, String content) {
    http.response()
        .putHeader("Content-Security-Policy", "default-src 'none'; style-src 'sha256-" + STYLE_HASH + "'; form-action" + formAction
            + "; base-uri 'none'; frame-ancestors 'none'")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cache-Control", "no-store");
    Wire.send(http, status, Wire.HTML, PAGE.formatted(Xml.text(title), STYLE, Xml.text(title), content));
  }
}
