package io.pardotroutes.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pardotroutes.sandbox.control.ProspectStream.Row;
import io.pardotroutes.sandbox.data.BusinessUnit;
import io.pardotroutes.sandbox.data.Organisation;
import io.pardotroutes.sandbox.data.Prospect;
import io.pardotroutes.sandbox.signin.SignIn;
import io.pardotroutes.sandbox.wire.ControlError;
import io.pardotroutes.sandbox.wire.ControlJson;
import io.pardotroutes.sandbox.wire.Fault;
import io.pardotroutes.sandbox.wire.Faults;
import io.pardotroutes.sandbox.wire.Form;
import io.pardotroutes.sandbox.wire.RequestLog;
import io.pardotroutes.sandbox.wire.Wire;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The calls under {@code /sandbox}, by which a test or a person looks into the sandbox and steers it. JSON in and out. */
public record ControlCalls(Organisation organisation, SignIn signIn, Faults faults, RequestLog log) {
  private static final List<String> PATHS = List.of("/sandbox", "/sandbox/prospects", "/sandbox/requests", "/sandbox/faults",
      "/sandbox/settings", "/sandbox/tokens", "/sandbox/refresh-tokens");

  /** Carries the call out and answers it; a call that can't be carried out is answered with what is wrong. */
  public void answer(HttpServerRequest request, String body) {
    try {
      carryOut(request, body);
    } catch (ControlError error) {
      send(request, error.status(), JsonNodeFactory.instance.objectNode().put("error", error.getMessage()));
    }
  }

  private void carryOut(HttpServerRequest request, String body) {
    var query = request.query() == null ? Map.<String, String>of() : Form.parameters(request.query());
    switch (request.method().name() + " " + request.path()) {
      case "GET /sandbox" -> send(request, 200, overview());
      case "DELETE /sandbox" -> {
        organisation.clear();
        signIn.refreshTokens().restoreFixed();
        faults.clear();
        log.clear();
        done(request);
      }
      case "GET /sandbox/prospects" -> new ProspectStream(organisation, request, prospects(query.get("email"))).start(200);
      case "POST /sandbox/prospects" ->
          new ProspectStream(organisation, request, new PlacedProspects(organisation).place(ControlJson.read(body))).start(201);
      case "GET /sandbox/requests" -> Wire.send(request, 200, Wire.JSON, log.since(since(query.get("since"))));
      case "GET /sandbox/faults" -> send(request, 200, faults.json());
      case "POST /sandbox/faults" -> {
        faults.add(ControlJson.read(ControlJson.object(body), Fault.class));
        send(request, 201, faults.json());
      }
      case "DELETE /sandbox/faults" -> {
        faults.clear();
        done(request);
      }
      case "GET /sandbox/settings" -> send(request, 200, new SettingsCall(organisation).show());
      case "POST /sandbox/settings" -> {
        new SettingsCall(organisation).change(ControlJson.object(body));
        send(request, 200, new SettingsCall(organisation).show());
      }
      case "DELETE /sandbox/tokens" -> {
        signIn.accessTokens().revokeAll();
        done(request);
      }
      case "DELETE /sandbox/refresh-tokens" -> {
        signIn.refreshTokens().revokeAll();
        done(request);
      }
      default -> throw unknown(request);
    }
  }

  private ObjectNode overview() {
    ObjectNode overview = JsonNodeFactory.instance.objectNode();
    Map<String, Long> issued = signIn.accessTokens().issued();
    int prospects = organisation.unclaimed().size();
    ArrayNode units = JsonNodeFactory.instance.arrayNode();
    for (BusinessUnit unit : organisation.units()) {
      prospects += unit.prospects().inIdOrder().size();
      units.addObject().put("id", unit.id()).put("multipleProspectsPerEmail", unit.severalPerEmail())
          .put("prospects", unit.prospects().inIdOrder().size()).put("callsToday", unit.callsToday())
          .put("inFlight", unit.inFlight()).put("mostInFlight", unit.mostInFlight());
    }
    overview.put("prospects", prospects).put("requests", log.count())
        .put("tokensIssued", issued.values().stream().mapToLong(Long::longValue).sum());
    issued.forEach(overview.putObject("tokensByGrant")::put);
    overview.set("businessUnits", units);
    return overview;
  }

  /** @param email null for all */
  private List<Row> prospects(String email) {
    var rows = new ArrayList<Row>();
    organisation.unclaimed().forEach(prospect -> rows.add(new Row(null, prospect)));
    organisation.units().forEach(unit -> unit.prospects().inIdOrder().forEach(prospect -> rows.add(new Row(unit.id(), prospect))));
    if (email != null) {
      String key = Prospect.key(email.strip());
      rows.removeIf(row -> !row.prospect().emailKey().equals(key));
    }
    return rows;
  }

  private static long since(String text) {
    ControlError.when(text != null && !text.matches("\\d{1,18}"), "\"since\" has to be the number of a request");
    return text == null ? 0 : Long.parseLong(text);
  }

  private static ControlError unknown(HttpServerRequest request) {
    if (PATHS.contains(request.path())) {
      return new ControlError(405, request.method() + " doesn't go with " + request.path());
    }
    return new ControlError(404, "there is no " + request.path() + "; there are " + String.join(", ", PATHS));
  }

  private static void done(HttpServerRequest request) {
    Wire.send(request, 204, null, (Buffer) null);
  }

  private static void send(HttpServerRequest request, int status, JsonNode json) {
    Wire.send(request, status, Wire.JSON, json.toString());
  }
}
