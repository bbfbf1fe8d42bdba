package io.pardotroutes.sandbox.wire;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** Puts a fault in an answer's place. */
public record FaultyWire(Vertx vertx, HttpServerRequest request, Fault fault) {
  private static final String PAGE = "<!DOCTYPE html><html><head><title>%s</title></head><body><h1>%s</h1></body></html>";

  /** What went out: HTTP status and Pardot code, 0 for none. */
  public record Sent(int status, int code) {}

  /**
   * @param answer the true answer, null if the call wasn't carried out
   * @param gone is run once the client can't expect an answer any more
   */
  public Sent send(Answer answer, boolean json, Runnable gone) {
    if (fault.kind().equals("timeout")) {
      Wire.hold(vertx, request, gone);
      return new Sent(0, 0);
    }
    Sent sent = send(answer, json);
    gone.run();
    return sent;
  }

  private Sent send(Answer answer, boolean json) {
    if (fault.retryAfter() != null) {
      request.response().putHeader("Retry-After", fault.retryAfter().toString());
    }
    if (fault.code() != 0) {
      return plain(failed(fault.code()), json);
    }
    if (fault.status() != 0) {
      return page(fault.status());
    }
    Answer shown = answer != null ? answer : failed(183);
    switch (fault.kind()) {
      case "html" -> {
        return page(200);
      }
      case "empty" -> {
        Wire.send(request, 200, json ? Wire.JSON : Wire.XML, "");
        return new Sent(200, 0);
      }
      case "xml" -> {
        return plain(shown, false);
      }
      case "cut" -> {
        Wire.cut(request, shown.status(), json ? Wire.JSON : Wire.XML, json ? shown.json() : shown.xml());
        return new Sent(shown.status(), 0);
      }
      default -> {
        Wire.reset(request);
        return new Sent(0, 0);
      }
    }
  }

  private Sent plain(Answer answer, boolean json) {
    Wire.send(request, answer, json);
    return new Sent(answer.status(), answer.code());
  }

  private Sent page(int status) {
    String title = status == 200 ? "Login | Salesforce" : "HTTP " + status;
    boolean bodiless = status == 202 || status == 204 || status == 304;
    Wire.send(request, status, Wire.HTML, bodiless ? null : PAGE.formatted(title, title));
    return new Sent(status, 0);
  }

  private static Answer failed(int code) {
    return new Answer.Failed(code, Codes.text(code), List.of());
  }
}
