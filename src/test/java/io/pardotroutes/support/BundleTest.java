package io.pardotroutes.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pardotroutes.bundle.Bundle;
import io.pardotroutes.settings.InvalidConfiguration;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test of the whole bundle: real broker, real HTTP, real files, against the sandbox. Events in, prospects out. */
public abstract class BundleTest {

  public static final ObjectMapper JSON = new ObjectMapper();
  static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  public static final String WRITE_KEY = basic("sample-write-key");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  public @TempDir Path folder;
  public Home home;
  private Bundle bundle;

  @BeforeEach
  void makeHome() {
    home = new Home(folder);
  }

  @AfterEach
  public void stop() {
    if (bundle != null) {
      bundle.close();
      bundle = null;
    }
  }

  public void start() {
    try {
      bundle = Bundle.start(home.folder(), why -> {});
    } catch (InvalidConfiguration e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  public void restart() {
    stop();
    start();
  }

  public Bundle bundle() {
    return bundle;
  }

  // ---- events

  /** An identify with this address, and this title to recognise it by. */
  public static String identify(String email, String title) {
    return "{\"type\":\"identify\",\"userId\":\"" + email + "\",\"traits\":{\"email\":\"" + email + "\",\"title\":\"" + title + "\"}}";
  }

  /** The same for the person of this {@code org_id}. */
  public static String identify(String orgId, String email, String title) {
    return "{\"type\":\"identify\",\"userId\":\"" + orgId + "\",\"traits\":{\"email\":\"" + email + "\",\"title\":\"" + title + "\",\"org_id\":\"" + orgId + "\"}}";
  }

  public static String batch(String... events) {
    return "{\"batch\":[" + String.join(",", events) + "]}";
  }

  // ---- senders

  public HttpResponse<String> post(String path, String body) {
    return post(path, body.getBytes(StandardCharsets.UTF_8), "Authorization", WRITE_KEY, "Content-Type", "application/json");
  }

  /** To one destination alone, with the key that {@link Home#keys} has given it. */
  public HttpResponse<String> postTo(String destination, String path, String body) {
    return post(path, body.getBytes(StandardCharsets.UTF_8), "Authorization", basic(destination + "-key"), "Content-Type", "application/json");
  }

  /** What a sender with this write key says. */
  public static String basic(String key) {
    return "Basic " + Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
  }

  public HttpResponse<String> post(String path, byte[] body, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + home.httpPort + path)).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  public HttpResponse<String> get(int port, String path) {
    return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build());
  }

  public static HttpResponse<String> send(HttpRequest request) {
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("no answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  public void sendJms(String queue, String body) {
    jms(context -> context.createProducer().send(context.createQueue(queue), body));
  }

  public void jms(Consumer<JMSContext> work) {
    ConnectionFactory factory = bundle.context().getRegistry().findSingleByType(ConnectionFactory.class);
    try (JMSContext context = factory.createContext()) {
      work.accept(context);
    }
  }

  /** What waits on a queue, without taking it. */
  public List<Message> queued(String queue) {
    List<Message> messages = new ArrayList<>();
    jms(context -> {
      try (QueueBrowser browser = context.createBrowser(context.createQueue(queue))) {
        messages.addAll(Collections.<Message>list(browser.getEnumeration()));
      } catch (JMSException | InvalidDestinationRuntimeException e) {
        // The bundle may be making the queue just now; whoever waits asks again.
        throw new AssertionError(e);
      }
    });
    return messages;
  }

  /** The destination's dead letters with this text in their event. */
  public List<Message> dead(String destination, String text) {
    return queued("pardot.dead." + destination).stream().filter(message -> text(message).contains(text)).toList();
  }

  public static String text(Message message) {
    try {
      return message.getBody(String.class);
    } catch (JMSException e) {
      throw new AssertionError(e);
    }
  }

  // ---- the sandbox

  public List<JsonNode> prospects() {
    return prospects("");
  }

  public List<JsonNode> prospects(String query) {
    return list(sandbox("GET", "/sandbox/prospects" + query, null));
  }

  /** The one prospect with this address, once there is one. */
  public JsonNode prospect(String email) {
    return eventually(() -> {
      List<JsonNode> found = prospects().stream().filter(prospect -> email.equals(prospect.path("email").asText())).toList();
      assertThat(found).hasSize(1);
      return found.get(0);
    });
  }

  /** Prospects of this address. */
  public List<JsonNode> prospectsOf(String email) {
    return prospects().stream().filter(prospect -> email.equals(prospect.path("email").asText())).toList();
  }

  /** The names of the API calls so far, such as {@code batchCreate}. */
  public List<String> operations() {
    return requestPaths().map(path -> path.substring(path.indexOf("/do/") + 4)).toList();
  }

  public void fault(String json) {
    sandbox("POST", "/sandbox/faults", json);
  }

  public void endFaults() {
    sandbox("DELETE", "/sandbox/faults", null);
  }

  public List<JsonNode> requests() {
    return list(sandbox("GET", "/sandbox/requests", null));
  }

  Stream<String> requestPaths() {
    return requests().stream().map(request -> request.path("path").asText());
  }

  public String sandbox(String method, String path, String body) {
    HttpRequest.BodyPublisher content = body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
    HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create("http://localhost:" + home.sandboxPort + path)).method(method, content).build());
    if (response.statusCode() >= 300) {
      throw new AssertionError("the sandbox refused " + method + " " + path + ": " + response.body());
    }
    return response.body();
  }

  // ---- seen from outside

  /** A sample of /observe/metrics, 0 where there is none. */
  public double metric(String nameAndLabels) {
    return get(home.consolePort, "/observe/metrics").body().lines()
        .filter(line -> line.startsWith(nameAndLabels + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst().orElse(0);
  }

  public double events(String destination, String outcome, String reason) {
    return metric("pardot_events_total{destination=\"" + destination + "\",outcome=\"" + outcome + "\",reason=\"" + reason + "\"}");
  }

  public boolean hasMetric(String nameAndLabels) {
    return get(home.consolePort, "/observe/metrics").body().lines().anyMatch(line -> line.startsWith(nameAndLabels + " "));
  }

  /** Waits until nothing waits for the destination any more. What was answered with 200 has been counted as waiting before. */
  public void settled(String destination) {
    String backlog = "pardot_backlog{destination=\"" + destination + "\"}";
    HttpResponse<String> metrics = get(home.consolePort, "/observe/metrics");
    assertThat(metrics.body()).as("metrics, answered with " + metrics.statusCode()).contains(backlog + " ");
    eventuallyHolds(() -> assertThat(metric(backlog)).isZero());
  }

  public boolean waits(String destination, String reason) {
    return metric("pardot_waiting{destination=\"" + destination + "\",reason=\"" + reason + "\"}") == 1;
  }

  public static <T> T eventually(Callable<T> assertion) {
    List<T> result = new ArrayList<>();
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
      result.clear();
      result.add(assertion.call());
    });
    return result.get(0);
  }

  public static void eventuallyHolds(ThrowingRunnable assertion) {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).untilAsserted(assertion);
  }

  private static List<JsonNode> list(String array) {
    try {
      return StreamSupport.stream(JSON.readTree(array).spliterator(), false).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
