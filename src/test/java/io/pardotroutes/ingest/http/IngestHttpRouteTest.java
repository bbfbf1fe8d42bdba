package io.pardotroutes.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pardotroutes.accept.Acceptance;
import io.pardotroutes.accept.Backlog;
import io.pardotroutes.accept.RecordingCounter;
import io.pardotroutes.event.EventReader;
import io.pardotroutes.ingest.DefaultDestinations;
import io.pardotroutes.ingest.IngestPolicies;
import io.pardotroutes.ingest.RecordingQueue;
import io.pardotroutes.ingest.file.Inbox;
import io.pardotroutes.ingest.keys.WriteKeys;
import io.pardotroutes.jms.QueueMessage;
import io.pardotroutes.store.SeenIds;
import io.pardotroutes.store.file.SeenMessageIds;
import io.pardotroutes.support.RouteTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.component.platform.http.main.MainHttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IngestHttpRouteTest extends RouteTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEY = basic("secret-key:");
  private static final String EVENT = "{\"userId\":\"u1\",\"messageId\":\"m1\",\"traits\":{\"email\":\"Tom@Example.com\"}}";

  @TempDir Path data;
  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final RecordingQueue queue = new RecordingQueue();
  private final RecordingCounter counter = new RecordingCounter();
  private volatile long waiting;
  private SeenMessageIds seen;
  private int port;

  IngestHttpRouteTest() {
    super("ingest-http.camel.yaml", "accept.camel.yaml");
  }

  @Override
  protected List<RouteConfigurationsBuilder> policies() {
    return List.of(new IngestPolicies());
  }

  @BeforeEach
  void startDoor() throws Exception {
    port = freePort();
    seen = SeenMessageIds.open(data, Clock.systemUTC());
    Cors cors = Cors.parse("https://www.example.com");
    bind("queue", queue);
    bind("httpRequests", new HttpRequests(new EventReader(Clock.systemUTC()), new KeyCheck(WriteKeys.parse("web:secret-key, app:other-key"), 0), cors));
    bind("httpAnswers", new HttpAnswers(cors, counter));
    bind("inbox", new Inbox(data, new EventReader(Clock.systemUTC())));
    bind("backlog", new Backlog(1_000, () -> waiting));
    bind("acceptance", new Acceptance(seen, () -> List.of(DefaultDestinations.v4("emea"), DefaultDestinations.v3("apac")), counter));
    bind("allOrNone", queue);
    replace("put-deliveries", "bean:queue?method=put");
    replace("put-rejected", "bean:queue?method=reject");
    MainHttpServer server = new MainHttpServer();
    server.setHost("127.0.0.1");
    server.setPort(port);
    server.setMaxBodySize(4_194_304L);
    context.addService(server);
    start();
  }

  @AfterEach
  void closeStore() {
    seen.close();
  }

  @Test
  void anIdentifyIsQueuedForEachDestinationAndThenAnsweredWith200() throws Exception {
    HttpResponse<String> answer = post("/v1/identify", EVENT, KEY);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"success\":true}");
    assertThat(queue.transactions()).hasSize(1);
    assertThat(queue.messages()).extracting(QueueMessage::queue)
        .containsExactly("pardot.deliveries.emea", "pardot.deliveries.apac");
    assertThat(queue.messages()).extracting(QueueMessage::group).containsExactly("email:tom@example.com", "email:tom@example.com");
    assertThat(queue.messages()).allSatisfy(message -> {
      assertThat(message.properties()).isEmpty();
      assertThat(JSON.readTree(message.body()).get("type").asText()).isEqualTo("identify");
      assertThat(message.body()).doesNotContain("secret-key");
    });
    assertThat(counter.counts()).isEqualTo(Map.of("/accepted/", 1L));
  }

  @ParameterizedTest
  @CsvSource({"i,identify", "identify,identify", "t,track", "track,track", "p,page", "s,screen", "g,group", "a,alias"})
  void shortAndLongPathsAreUnderstoodAndThePathsTypeWins(String path, String type) throws Exception {
    String body = "{\"type\":\"page\",\"event\":\"E\",\"groupId\":\"g\",\"previousId\":\"p\",\"userId\":\"u\",\"messageId\":\"m\"}";

    HttpResponse<String> answer = post("/v1/" + path, body, KEY);

    assertThat(answer.statusCode()).isEqualTo(200);
    if (type.equals("identify")) {
      assertThat(queue.messages()).hasSize(2);
    } else {
      assertThat(queue.messages()).isEmpty();
      assertThat(counter.counts()).isEqualTo(Map.of("/accepted/", 1L,
          "emea/discarded/unsupported-type", 1L, "apac/discarded/unsupported-type", 1L));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"batch", "b", "import"})
  void theGoodEventsOfABatchAreQueuedInOneTransactionAndTheBadOnesKeptWithTheirReason(String path) throws Exception {
    String batch = "{\"batch\":[" + identify("a") + ",null," + identify("b") + ",{\"type\":\"identify\"}]}";

    HttpResponse<String> answer = post("/v1/" + path, batch, KEY);

    JsonNode body = JSON.readTree(answer.body());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(body.get("success").asBoolean()).isTrue();
    assertThat(body.get("errors")).hasSize(2);
    assertThat(body.get("errors").get(0).get("index").asInt()).isEqualTo(1);
    assertThat(body.get("errors").get(1).get("index").asInt()).isEqualTo(3);
    assertThat(queue.transactions()).hasSize(1);
    assertThat(queue.messages("pardot.deliveries.emea")).hasSize(2);
    assertThat(queue.rejected()).hasSize(2)
        .allSatisfy(message -> assertThat(message.properties()).containsOnlyKeys("PardotReason"));
    assertThat(queue.rejected().get(1).body()).isEqualTo("{\"type\":\"identify\"}");
    assertThat(counter.counts()).containsEntry("/accepted/", 2L).containsEntry("/rejected/", 2L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not json", "{\"userId\":\"u\"} trailing", "{\"traits\":{}}", "[]"})
  void whatHoldsNoValidEventIsAnsweredWith400AndQueuesNothing(String body) throws Exception {
    HttpResponse<String> answer = post("/v1/identify", body, KEY);

    assertFailure(answer, 400, "invalid_request");
    assertThat(JSON.readTree(answer.body()).get("errors")).isNotEmpty();
    assertThat(queue.transactions()).isEmpty();
  }

  @Test
  void aBatchWithoutOneGoodEventIsAnsweredWith400() throws Exception {
    assertFailure(post("/v1/batch", "{\"batch\":[{\"type\":\"identify\"},7]}", KEY), 400, "invalid_request");

    assertThat(queue.transactions()).isEmpty();
    assertThat(counter.counts()).isEqualTo(Map.of("/rejected/", 2L));
  }

  @Test
  void anEventThatWasQueuedBeforeIsNotQueuedAgain() throws Exception {
    post("/v1/identify", EVENT, KEY);
    HttpResponse<String> answer = post("/v1/batch", "{\"batch\":[" + identify("m1") + "," + identify("m2") + "," + identify("m2") + "]}", KEY);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(queue.transactions().get(1)).extracting(QueueMessage::queue)
        .containsExactly("pardot.deliveries.emea", "pardot.deliveries.apac");
    assertThat(counter.counts()).containsEntry("/accepted/", 4L)
        .containsEntry("emea/discarded/duplicate", 2L).containsEntry("apac/discarded/duplicate", 2L);
  }

  @Test
  void aWriteKeyIsTakenFromTheHeaderWithOrWithoutColonElseFromTheBody() throws Exception {
    String withKey = "{\"writeKey\":\"other-key\",\"userId\":\"u\"}";

    assertThat(post("/v1/identify", EVENT, basic("secret-key")).statusCode()).isEqualTo(200);
    assertThat(post("/v1/identify", withKey).statusCode()).isEqualTo(200);
    assertThat(post("/v1/identify", withKey, "Authorization", "Bearer abc").statusCode()).isEqualTo(200);
    assertThat(post("/v1/batch", "{\"batch\":[" + identify("z") + "],\"writeKey\":\"secret-key\"}").statusCode()).isEqualTo(200);
    assertThat(queue.messages()).noneMatch(message -> message.body().contains("-key"));
  }

  @Test
  void anUnknownOrMissingWriteKeyIsAnsweredWith401AndQueuesNothing() throws Exception {
    assertFailure(post("/v1/identify", EVENT), 401, "unauthorized");
    assertFailure(post("/v1/identify", EVENT, basic("secret-ke:")), 401, "unauthorized");
    assertFailure(post("/v1/identify", EVENT, basic(":")), 401, "unauthorized");
    assertFailure(post("/v1/identify", EVENT, "Authorization", "Basic %%%"), 401, "unauthorized");
    assertFailure(post("/v1/identify", "not json"), 401, "unauthorized");
    assertFailure(post("/v1/identify", "{\"writeKey\":\"secret-key\",\"userId\":\"u\"}", basic("wrong:")), 401, "unauthorized");
    assertFailure(post("/v1/identify", EVENT, "Authorization", KEY.split(" ", 2)[0] + " " + KEY.split(" ", 2)[1],
        "Authorization", "Basic eHg6"), 401, "unauthorized");

    assertThat(queue.transactions()).isEmpty();
  }

  @Test
  void headersOfASenderReachNeitherTheQueueNorTheAnswer() throws Exception {
    HttpResponse<String> answer = post("/v1/identify?JMSXGroupID=q&CamelBeanMethodName=q", EVENT, "Authorization", KEY,
        "_AMQ_DUPL_ID", "same", "JMSXGroupID", "mine", "CAmelBeanMethodName", "wait", "Set-Cookie", "a=b", "X-Anything", "x",
        "Retry-After", "9", "Access-Control-Allow-Origin", "*", "call", "batch");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(queue.headersSeen()).isZero();
    assertThat(queue.messages()).allSatisfy(message -> assertThat(message.properties()).isEmpty());
    assertThat(new TreeSet<>(answer.headers().map().keySet())).containsExactly("content-length", "content-type", "vary");
  }

  @Test
  void packedBodiesAreUnpackedUpToTheLimit() throws Exception {
    String batch = "{\"batch\":[" + IntStream.range(0, 500).mapToObj(i -> identify("g" + i)).collect(Collectors.joining(",")) + "]}";

    HttpResponse<String> answer = post("/v1/batch", gzip(batch), "Authorization", KEY, "Content-Encoding", "gzip");
    HttpResponse<String> bomb = post("/v1/batch", gzip(" ".repeat(50_000_000)), "Authorization", KEY, "Content-Encoding", "gzip");
    HttpResponse<String> damaged = post("/v1/batch", batch.getBytes(StandardCharsets.UTF_8), "Authorization", KEY, "Content-Encoding", "gzip");
    HttpResponse<String> brotli = post("/v1/batch", batch.getBytes(StandardCharsets.UTF_8), "Authorization", KEY, "Content-Encoding", "br");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(queue.messages("pardot.deliveries.emea")).hasSize(500);
    assertFailure(bomb, 413, "too_large");
    assertFailure(damaged, 400, "invalid_request");
    assertFailure(brotli, 415, "unsupported_media_type");
  }

  @Test
  void bodiesOverTheLimitsAreAnsweredWith413() throws Exception {
    String event = "{\"userId\":\"u\",\"traits\":{\"notes\":\"" + "x".repeat(32_768) + "\"}}";
    String batch = "{\"batch\":[" + identify("a") + "]," + " ".repeat(512_000) + "\"sentAt\":null}";

    assertFailure(post("/v1/identify", event, KEY), 413, "too_large");
    assertFailure(post("/v1/batch", batch, KEY), 413, "too_large");
    assertThat(queue.transactions()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"application/json,200", "application/json; charset=utf-8,200", "text/plain;charset=UTF-8,200", "TEXT/PLAIN,200", "'',200",
      "application/xml,415", "application/json; charset=latin1,415", "application/x-www-form-urlencoded,415",
      "multipart/form-data; boundary=x,415", ";;;,415"})
  void jsonIsTakenUnderTheNamesThatBrowsersAndLibrariesUse(String contentType, int status) throws Exception {
    HttpResponse<String> answer = contentType.isEmpty()
        ? post("/v1/identify", EVENT.getBytes(StandardCharsets.UTF_8), "Authorization", KEY)
        : post("/v1/identify", EVENT.getBytes(StandardCharsets.UTF_8), "Authorization", KEY, "Content-Type", contentType);

    assertThat(answer.statusCode()).isEqualTo(status);
  }

  @Test
  void anUnknownCallIs404AndAnotherMethodIs405() throws Exception {
    assertFailure(post("/v1/identity", EVENT, KEY), 404, "not_found");
    for (String method : List.of("GET", "PUT", "DELETE", "PATCH")) {
      HttpResponse<String> answer = client.send(HttpRequest.newBuilder(uri("/v1/identify"))
          .method(method, HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofString());
      assertFailure(answer, 405, "method_not_allowed");
      assertThat(answer.headers().firstValue("Allow")).hasValue("POST, OPTIONS");
    }
  }

  @Test
  void theLibrarysOwnMetricsAreAnsweredAndDropped() throws Exception {
    assertThat(post("/v1/m", "{\"series\":[]}").statusCode()).isEqualTo(200);

    assertThat(queue.messages()).isEmpty();
    assertThat(counter.counts()).isEmpty();
  }

  @Test
  void aFullBacklogIsAnsweredWith429() throws Exception {
    waiting = 1_000;

    HttpResponse<String> answer = post("/v1/identify", EVENT, KEY);

    assertFailure(answer, 429, "backlog_full");
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("10");
    assertThat(queue.transactions()).isEmpty();
  }

  @Test
  void aQueueThatTakesNothingIsAnsweredWith503AndTheRepeatedRequestIsQueued() throws Exception {
    queue.refuse(1);

    HttpResponse<String> refused = post("/v1/identify", EVENT, KEY);
    Map<String, Long> countsAfterRefusal = counter.counts();
    HttpResponse<String> repeated = post("/v1/identify", EVENT, KEY);

    assertFailure(refused, 503, "unavailable");
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(countsAfterRefusal).isEmpty();
    assertThat(repeated.statusCode()).isEqualTo(200);
    assertThat(queue.messages()).hasSize(2);
  }

  @Test
  void anEventInAnotherRequestsHandsIsAnsweredWith503() throws Exception {
    SeenIds.Claim other = seen.claim(List.of("m1"));

    assertFailure(post("/v1/identify", EVENT, KEY), 503, "unavailable");

    other.release();
    assertThat(post("/v1/identify", EVENT, KEY).statusCode()).isEqualTo(200);
  }

  @Test
  void onlyConfiguredSitesMaySendFromABrowser() throws Exception {
    HttpResponse<String> ours = preflight("https://www.example.com");
    HttpResponse<String> other = preflight("https://evil.example");
    HttpResponse<String> sent = post("/v1/identify", EVENT, "Authorization", KEY, "Origin", "https://www.example.com");
    HttpResponse<String> refused = post("/v1/nothing", EVENT, "Origin", "https://www.example.com");

    assertThat(ours.statusCode()).isEqualTo(204);
    assertThat(ours.headers().firstValue("Access-Control-Allow-Origin")).hasValue("https://www.example.com");
    assertThat(ours.headers().firstValue("Access-Control-Allow-Headers").orElseThrow()).contains("authorization");
    assertThat(ours.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
    assertThat(other.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    assertThat(sent.headers().firstValue("Access-Control-Allow-Origin")).hasValue("https://www.example.com");
    assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).hasValue("https://www.example.com");
  }

  private HttpResponse<String> preflight(String origin) throws Exception {
    return client.send(HttpRequest.newBuilder(uri("/v1/t")).method("OPTIONS", HttpRequest.BodyPublishers.noBody())
        .header("Origin", origin).header("Access-Control-Request-Method", "POST").build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
    String[] all = headers.length == 1 ? new String[] {"Authorization", headers[0], "Content-Type", "application/json"} : headers;
    return post(path, body.getBytes(StandardCharsets.UTF_8), all);
  }

  private HttpResponse<String> post(String path, byte[] body, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static void assertFailure(HttpResponse<String> answer, int status, String code) throws IOException {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    JsonNode body = JSON.readTree(answer.body());
    assertThat(body.get("success").asBoolean()).isFalse();
    assertThat(body.get("code").asText()).isEqualTo(code);
    assertThat(body.get("message").asText()).isNotBlank().doesNotContain("io.pardotroutes");
  }

  private static String identify(String messageId) {
    return "{\"type\":\"identify\",\"userId\":\"u1\",\"messageId\":\"" + messageId + "\"}";
  }

  private static String basic(String credentials) {
    return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
