package io.pardotroutes;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test of the whole bundle: real broker, real HTTP, real files, against the sandbox. Events in, prospects out. */
abstract class BundleTest {

  static final ObjectMapper JSON = new ObjectMapper();
  static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;
  Home home;
  private Bundle bundle;

  @BeforeEach
  void makeHome() {
    home = new Home(folder);
  }

  @AfterEach
  void stop() {
    if (bundle != null) {
      bundle.close();
      bundle = null;
    }
  }

  void start() {
    try {
      bundle = Bundle.start(home.folder(), why -> {});
    } catch (CannotStart e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  void restart() {
    stop();
    start();
  }

  Bundle bundle() {
    return bundle;
  }

  // ---- senders

  HttpResponse<String> post(String path, String body) {
    return post(path, body.getBytes(java.nio.charset.StandardCharsets.UTF_8), "Authorization", "Basic " + Base64.getEncoder().encodeToString("sample-write-key:".getBytes()), "Content-Type", "application/json");
  }

  HttpResponse<String> post(String path, byte[] body, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + home.httpPort + path)).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  HttpResponse<String> get(int port, String path) {
    return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build());
  }

  static HttpResponse<String> send(HttpRequest request) {
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("no answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  void sendJms(String queue, String body) {
    jms(context -> context.createProducer().send(context.createQueue(queue), body));
  }

  void jms(java.util.function.Consumer<JMSContext> work) {
    ConnectionFactory factory = bundle.context().getRegistry().findSingleByType(ConnectionFactory.class);
    try (JMSContext context = factory.createContext()) {
      work.accept(context);
    }
  }

  /** What waits on a queue, without taking it. */
  List<Message> queued(String queue) {
    List<Message> messages = new ArrayList<>();
    jms(context -> {
      try (QueueBrowser browser = context.createBrowser(context.createQueue(queue))) {
        messages.addAll(Collections.<Message>list(browser.getEnumeration()));
      } catch (jakarta.jms.JMSException e) {
        throw new AssertionError(e);
      }
    });
    return messages;
  }

  // ---- the sandbox

  List<JsonNode> prospects() {
    return prospects("");
  }

  List<JsonNode> prospects(String query) {
    return list(sandbox("GET", "/sandbox/prospects" + query, null));
  }

  /** The one prospect with this address, once there is one. */
  JsonNode prospect(String email) {
    return eventually(() -> {
      List<JsonNode> found = prospects().stream().filter(prospect -> email.equals(prospect.path("email").asText())).toList();
      org.assertj.core.api.Assertions.assertThat(found).hasSize(1);
      return found.get(0);
    });
  }

  List<JsonNode> requests() {
    return list(sandbox("GET", "/sandbox/requests", null));
  }

  Stream<String> requestPaths() {
    return requests().stream().map(request -> request.path("path").asText());
  }

  String sandbox(String method, String path, String body) {
    HttpRequest.BodyPublisher content = body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
    HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create("http://localhost:" + home.sandboxPort + path)).method(method, content).build());
    if (response.statusCode() >= 300) {
      throw new AssertionError("the sandbox refused " + method + " " + path + ": " + response.body());
    }
    return response.body();
  }

  // ---- seen from outside

  /** A sample of /observe/metrics, 0 where there is none. */
  double metric(String nameAndLabels) {
    return get(home.consolePort, "/observe/metrics").body().lines()
        .filter(line -> line.startsWith(nameAndLabels + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst().orElse(0);
  }

  double events(String destination, String outcome, String reason) {
    return metric("pardot_events_total{destination=\"" + destination + "\",outcome=\"" + outcome + "\",reason=\"" + reason + "\"}");
  }

  static <T> T eventually(java.util.concurrent.Callable<T> assertion) {
    List<T> result = new ArrayList<>();
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
      result.clear();
      result.add(assertion.call());
    });
    return result.get(0);
  }

  static void eventuallyHolds(org.awaitility.core.ThrowingRunnable assertion) {
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
