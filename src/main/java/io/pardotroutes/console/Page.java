package io.pardotroutes.console;

import io.vertx.ext.web.RoutingContext;

/** A page of a heading, a sentence and perhaps a button. No script, nothing from elsewhere. */
final class Page {

  static final String STYLE = "/connect/style.css";

  private static final String CSS = """
      :root { color-scheme: light dark; }
      body { font: 1rem/1.5 system-ui, sans-serif; margin: 0; display: grid; place-items: center; min-height: 100vh; }
      main { max-width: 32rem; padding: 1.5rem; }
      h1 { font-size: 1.4rem; line-height: 1.25; margin: 0 0 .75rem; }
      button { font: inherit; padding: .6rem 1.2rem; margin-top: .75rem; border: 0; border-radius: .4rem; background: #0b5cab; color: #fff; cursor: pointer; }
      button:focus-visible { outline: 3px solid #f2a900; outline-offset: 2px; }
      """;

  private Page() {}

  static void send(RoutingContext call, int status, String heading, String text) {
    html(call, status, heading, text, "");
  }

  /**
   * With a button that posts.
   *
   * @param leadsTo the origin that the answer to the post sends the browser on to
   */
  static void ask(RoutingContext call, String heading, String text, String action, String leadsTo) {
    SecurityHeaders.allowForm(call.response(), leadsTo);
    html(call, 200, heading, text, "<form method=\"post\" action=\"" + escape(action) + "\"><button>Sign in to Salesforce</button></form>");
  }

  static void redirect(RoutingContext call, String location) {
    call.response().setStatusCode(303).putHeader("Location", location).end();
  }

  static void style(RoutingContext call) {
    call.response().putHeader("Content-Type", "text/css; charset=utf-8").end(CSS);
  }

  private static void html(RoutingContext call, int status, String heading, String text, String form) {
    call.response().setStatusCode(status).putHeader("Content-Type", "text/html; charset=utf-8").end("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
        + "<meta name=\"viewport\" content=\"width=device-width\"><title>" + escape(heading) + "</title><link rel=\"stylesheet\" href=\"" + STYLE + "\"></head>"
        + "<body><main><h1>" + escape(heading) + "</h1><p>" + escape(text) + "</p>" + form + "</main></body></html>");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }
}
