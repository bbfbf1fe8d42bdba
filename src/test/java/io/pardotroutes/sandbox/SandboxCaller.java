package io.pardotroutes.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** A sandbox on a free port and a client that knows nothing of it but HTTP. */
final class SandboxCaller implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Sandbox sandbox;
  private final List<String> headers = new ArrayList<>();

  SandboxCaller() {
    this(Clock.systemDefaultZone());
  }

  SandboxCaller(Clock clock) {
    sandbox = Sandbox.start("127.0.0.1", 0, clock);
  }

  record Reply(int status, String body, HttpResponse<String> response) {
    JsonNode json() {
      return SandboxCaller.json(body);
    }

    JsonNode prospect() {
      return json().path("prospect");
    }

    int code() {
      return json().path("@attributes").path("err_code").asInt();
    }

    String stat() {
      return json().path("@attributes").path("stat").asText();
    }

    Document xml() {
      try {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(body)));
      } catch (Exception notXml) {
        throw new AssertionError("no XML: " + body, notXml);
      }
    }

    String xml(String element) {
      return xml().getElementsByTagName(element).item(0).getTextContent();
    }
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException notJson) {
      throw new AssertionError("no JSON: " + text, notJson);
    }
  }

  int port() {
    return sandbox.port();
  }

  /** Headers for every following call; replaces those of before. */
  SandboxCaller with(String... namesAndValues) {
    headers.clear();
    headers.addAll(List.of(namesAndValues));
    return this;
  }

  /** A POST with a form, answered in JSON. */
  Reply post(String path, String... form) {
    return send(form(path, form));
  }

  /** As {@link #post}, answered in Pardot's default format. */
  Reply postForXml(String path, String... form) {
    return send(request(path).header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(encode(form))));
  }

  CompletableFuture<HttpResponse<String>> postLater(String path, String... form) {
    return CLIENT.sendAsync(form(path, form).build(), BodyHandlers.ofString());
  }

  Reply prospect(int version, String operation, String... form) {
    return post("/api/prospect/version/" + version + "/do/" + operation, form);
  }

  Reply batch(int version, String operation, String prospects) {
    return prospect(version, operation, "prospects", prospects);
  }

  Reply get(String path) {
    return send(request(path).GET());
  }

  Reply control(String method, String path, String body) {
    return send(request(path).method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
  }

  JsonNode settings(String json) {
    return control("POST", "/sandbox/settings", json).json();
  }

  void fault(String json) {
    Reply reply = control("POST", "/sandbox/faults", json);
    if (reply.status() != 201) {
      throw new AssertionError(reply.body());
    }
  }

  JsonNode prospects() {
    return get("/sandbox/prospects").json();
  }

  JsonNode requests() {
    return get("/sandbox/requests").json();
  }

  /** Makes a custom field, by whichever version the unit takes. */
  Reply customField(int version, String fieldId, String type) {
    return post("/api/customField/version/" + version + "/do/create", "name", fieldId, "field_id", fieldId, "type", type);
  }

  Reply send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
      return new Reply(response.statusCode(), response.body(), response);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  HttpRequest.Builder request(String path) {
    var builder = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    if (!headers.isEmpty()) {
      builder.headers(headers.toArray(String[]::new));
    }
    return builder;
  }

  static String encode(String... form) {
    var encoded = new StringBuilder();
    for (int i = 0; i < form.length; i += 2) {
      encoded.append(i == 0 ? "" : "&").append(URLEncoder.encode(form[i], StandardCharsets.UTF_8)).append('=')
          .append(URLEncoder.encode(form[i + 1], StandardCharsets.UTF_8));
    }
    return encoded.toString();
  }

  @Override
  public void close() {
    sandbox.close();
  }

  private HttpRequest.Builder form(String path, String... form) {
    String body = "format=json" + (form.length == 0 ? "" : "&" + encode(form));
    return request(path).header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8").POST(BodyPublishers.ofString(body));
  }
}
