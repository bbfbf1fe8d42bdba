package io.pardotroutes.sandbox;

import io.pardotroutes.sandbox.Tokens.TokenAnswer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;

/** One call of the token endpoint, with the sandbox's latency and faults. Nothing of it is logged. */
final class TokenExchange {
  private final Vertx vertx;
  private final Tokens tokens;
  private final HttpServerRequest http;
  private final Map<String, String> form;

  TokenExchange(Vertx vertx, Tokens tokens, HttpServerRequest http, String body) {
    this.vertx = vertx;
    this.tokens = tokens;
    this.http = http;
    this.form = Form.parameters(body);
  }

  /**
   * @param latency milliseconds
   * @param fault null for none; of its kinds those fit that need no Pardot answer, the others are an empty answer
   */
  void run(int latency, Fault fault) {
    if (fault != null && !fault.after()) {
      later(latency, () -> finish(null, fault));
      return;
    }
    TokenAnswer refusal = tokens.begin(http.method().name(), form);
    if (refusal != null) {
      finish(refusal, fault);
    } else {
      later(latency, () -> finish(tokens.end(form), fault));
    }
  }

  private void later(int latency, Runnable work) {
    if (latency == 0) {
      work.run();
    } else {
      vertx.setTimer(latency, id -> work.run());
    }
  }

  private void finish(TokenAnswer answer, Fault fault) {
    if (fault == null) {
      http.response().putHeader("Cache-Control", "no-store");
      Wire.send(http, answer.status(), Wire.JSON, answer.body().toString());
    } else {
      new FaultyWire(vertx, http, fault).send(null, true, () -> {
      });
    }
  }
}
