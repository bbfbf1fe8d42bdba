package io.pardotroutes.sandbox.signin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pardotroutes.sandbox.wire.Fault;
import io.pardotroutes.sandbox.wire.FaultyWire;
import io.pardotroutes.sandbox.wire.Wire;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;

/** One call of the token endpoint, with the sandbox's latency and faults. Nothing of it is logged. */
record TokenExchange(Vertx vertx, TokenEndpoint endpoint, HttpServerRequest http, Map<String, String> form) {

  /**
   * @param latency milliseconds
   * @param fault null for none; of its kinds those fit that need no Pardot answer, the others are an empty answer
   */
  void run(int latency, Fault fault) {
    if (fault != null && !fault.after()) {
      Wire.later(vertx, latency, () -> fail(fault));
      return;
    }
    try {
      TokenEndpoint.Grant grant = endpoint.begin(http.method().name(), origin(), form);
      Wire.later(vertx, latency, () -> end(grant, fault));
    } catch (TokenRefused refused) {
      finish(400, refused.error().json(), fault);
    }
  }

  private void end(TokenEndpoint.Grant grant, Fault fault) {
    try {
      finish(200, endpoint.end(grant), fault);
    } catch (TokenRefused refused) {
      finish(400, refused.error().json(), fault);
    }
  }

  private String origin() {
    return http.scheme() + "://" + http.getHeader("Host");
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
}
