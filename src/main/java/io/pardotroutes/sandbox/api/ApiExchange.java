package io.pardotroutes.sandbox.api;

import io.pardotroutes.sandbox.data.BusinessUnit;
import io.pardotroutes.sandbox.data.Organisation;
import io.pardotroutes.sandbox.wire.Answer;
import io.pardotroutes.sandbox.wire.Fault;
import io.pardotroutes.sandbox.wire.FaultyWire;
import io.pardotroutes.sandbox.wire.Refused;
import io.pardotroutes.sandbox.wire.RequestLog;
import io.pardotroutes.sandbox.wire.Wire;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;

/**
 * One API call, from its arrival to its answer: fault "before", admission, latency, the work, fault "after", and a line in the
 * log. The latency is a timer, so that a slow call holds one of the unit's concurrent requests but no thread.
 */
public final class ApiExchange {
  private final Vertx vertx;
  private final Organisation organisation;
  private final PardotApi api;
  private final RequestLog log;
  private final HttpServerRequest http;
  private final String body;
  private final ApiRequest request;
  private final Instant arrived;
  private final long started = System.nanoTime();
  private BusinessUnit unit;

  /** @param body of the call, all of it */
  public ApiExchange(Vertx vertx, Organisation organisation, PardotApi api, RequestLog log, HttpServerRequest http, String body) {
    this.vertx = vertx;
    this.organisation = organisation;
    this.api = api;
    this.log = log;
    this.http = http;
    this.body = body;
    this.request =
        ApiRequest.of(http.method().name(), http.path(), http.query(), http.getHeader("Content-Type"), body);
    this.arrived = organisation.clock().instant();
  }

  /** @param fault null for none */
  public void run(Fault fault) {
    if (fault != null && !fault.after()) {
      later(() -> finish(null, fault));
      return;
    }
    try {
      unit = api.admit(http.getHeader("Authorization"), http.getHeader("Pardot-Business-Unit-Id"), request);
    } catch (Refused refused) {
      finish(Answer.Failed.because(refused), null);
      return;
    }
    later(() -> finish(api.answer(request, unit), fault));
  }

  private void later(Runnable work) {
    Wire.later(vertx, organisation.settings().latency(), work);
  }

  private void finish(Answer answer, Fault fault) {
    if (fault != null) {
      var sent = new FaultyWire(vertx, http, fault).send(answer, request.json(), this::leave);
      record(sent.status(), sent.code(), fault.kind());
      return;
    }
    leave();
    record(answer.status(), answer.code(), null);
    Wire.send(http, answer, request.json());
  }

  private void leave() {
    if (unit != null) {
      unit.leave();
      unit = null;
    }
  }

  private void record(int status, int code, String fault) {
    log.add(new RequestLog.Call(arrived, request.method(), http.path(), http.query(), body, !request.foreignBody(),
        http.getHeader("Pardot-Business-Unit-Id"), status, code, (System.nanoTime() - started) / 1e6, fault));
  }
}
