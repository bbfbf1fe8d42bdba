package io.pardotroutes.ingest.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pardotroutes.ingest.http.Cors;
import io.pardotroutes.ingest.http.KeyCheck;
import io.pardotroutes.ingest.keys.WriteKeys;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class HttpDoorTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

  private final Vertx vertx = HttpServers.create(1_000, null, port -> {});
  private final List<RoutingContext> inside = new CopyOnWriteArrayList<>();
  private final List<Socket> clients = new ArrayList<>();
  private HttpServer server;

  @BeforeEach
  void open() throws Exception {
    Router outer = Router.router(vertx);
    Router inner = Router.router(vertx);
    outer.route("/*").subRouter(inner);
    inner.post("/v1/:call").handler(call -> {
      call.queryParams(); // as Camel does; it fails where they can't be decoded
      inside.add(call);
    });
    KeyCheck anyKey = new KeyCheck(WriteKeys.parse(""), 0);
    new HttpDoor(1_000, new HttpAdmission(new ClientAddress(""), new AddressLimits(0), anyKey), Cors.parse("")).guard(outer, inner);
    server = vertx.createHttpServer(new HttpServerOptions()).requestHandler(outer).listen(0, "127.0.0.1")
        .toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() throws Exception {
    for (Socket client : clients) {
      client.close();
    }
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @CsvSource({"GET, multipart/form-data; boundary=x", "POST, Multipart/Mixed", "GET, application/x-www-form-urlencoded", "POST, application/x-www-form-urlencoded"})
  void aFormIsRefusedBeforeItIsTakenApart(String method, String type) throws Exception {
    Answer answer = answer(send(head(method, "/v1/identify", "Content-Type: " + type + "\r\nContent-Length: 3") + "%zz"));

    assertThat(answer.status).isEqualTo(415);
    assertThat(JSON.readTree(answer.body).get("code").asText()).isEqualTo("unsupported_media_type");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,  /,              404, not_found",
    "POST, /v2/identify,   404, not_found",
    "POST, /v1/identify/x, 404, not_found",
    "FOO,  /v1/identify,   405, method_not_allowed",
    "TRACE,/v1/identify,   405, method_not_allowed",
    "POST, /v1/%zz,        400, invalid_request",
    "POST, /v1/identify?%zz, 400, invalid_request"})
  void whatReachesNoRouteIsAnsweredInTheShapeOfAllAnswers(String method, String path, int status, String code) throws Exception {
    Answer answer = answer(send(head(method, path, "Content-Length: 0")));

    assertThat(answer.status).isEqualTo(status);
    JsonNode body = JSON.readTree(answer.body);
    assertThat(body.get("success").booleanValue()).isFalse();
    assertThat(body.get("code").asText()).isEqualTo(code);
    assertThat(body.get("message").asText()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({"HTTP/9.9", "HTTP/1.2", "HTTP/2.0", "http/0.9", "http/1.1"})
  void anotherVersionOfHttpIsNotSpoken(String version) throws Exception {
    Socket client = send(head("POST", "/v1/identify", "Content-Length: 0").replace("HTTP/1.1", version));

    assertThat(answer(client).status).isEqualTo(501);
    assertThat(client.getInputStream().read()).isEqualTo(-1);
    assertThat(inside).isEmpty();
  }

  @Test
  void aRequestWaitsUntilThereIsMemoryForItsBody() throws Exception {
    // given one request inside that leaves no room for the next
    send(head("POST", "/v1/identify", "Content-Length: 600") + "x".repeat(600));
    await().until(() -> inside.size() == 1);
    Socket second = send(head("POST", "/v1/identify", "Content-Length: 500") + "y".repeat(500));
    Socket third = send(head("POST", "/v1/identify", "Content-Length: 500") + "z".repeat(500));
    await().pollDelay(300, TimeUnit.MILLISECONDS).until(() -> inside.size() == 1);

    // when it is through
    inside.get(0).response().end("first");

    // then the others come in
    await().until(() -> inside.size() == 3);
    inside.subList(1, 3).forEach(call -> call.response().end(call.body().asString().substring(0, 1)));
    assertThat(answer(second).body + answer(third).body).isEqualTo("yz");
  }

  @Test
  void aSenderThatIsGoneTakesNoMemory() throws Exception {
    Socket half = send(head("POST", "/v1/identify", "Content-Length: 900") + "x");
    Socket next = send(head("POST", "/v1/identify", "Content-Length: 900") + "y".repeat(900));
    await().pollDelay(300, TimeUnit.MILLISECONDS).until(inside::isEmpty);

    half.close();

    await().until(() -> inside.size() == 1);
    inside.get(0).response().end("through");
    assertThat(answer(next).body).isEqualTo("through");
  }

  @Test
  void whoWaitsTooLongIsAskedToComeBack() throws Exception {
    send(head("POST", "/v1/identify", "Content-Length: 900") + "x".repeat(900));
    await().until(() -> inside.size() == 1);

    Answer answer = answer(send(head("POST", "/v1/identify", "Content-Length: 900") + "y".repeat(900)));

    assertThat(answer.status).isEqualTo(503);
    assertThat(answer.head).contains("Retry-After: 1");
    assertThat(JSON.readTree(answer.body).get("code").asText()).isEqualTo("unavailable");
  }

  @Test
  void aLargeRequestIsLetInByItself() throws Exception {
    send(head("POST", "/v1/batch", "Content-Length: 400000") + "x".repeat(400_000));

    await().until(() -> inside.size() == 1);
    assertThat(inside.get(0).body().length()).isEqualTo(400_000);
  }

  @Test
  void aBodyOverTheLimitIsRefusedBeforeItComes() throws Exception {
    Answer answer = answer(send(head("POST", "/v1/batch", "Content-Length: 600000")));

    assertThat(answer.status).isEqualTo(413);
    assertThat(JSON.readTree(answer.body).get("code").asText()).isEqualTo("too_large");
    assertThat(inside).isEmpty();
  }

  @Test
  void aBodyWithoutAnEndIsCutAtTheLimit() throws Exception {
    Socket client = send(head("POST", "/v1/batch", "Transfer-Encoding: chunked"));
    String chunk = "10000\r\n" + "x".repeat(65_536) + "\r\n";
    for (int i = 0; i < 8; i++) {
      client.getOutputStream().write(chunk.getBytes(StandardCharsets.US_ASCII));
    }

    assertThat(answer(client).status).isEqualTo(413);
    await().untilAsserted(() -> assertThat(client.getInputStream().read()).isEqualTo(-1));
    assertThat(inside).isEmpty();
  }

  @Test
  void http2IsNotSpoken() throws Exception {
    Socket client = send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

    assertThat(answer(client).status).isEqualTo(501);
  }

  private static String head(String method, String path, String header) {
    return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n\r\n";
  }

  private Socket send(String request) throws IOException {
    Socket client = new Socket("127.0.0.1", server.actualPort());
    clients.add(client);
    client.setSoTimeout(10_000);
    client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return client;
  }

  private static Answer answer(Socket client) throws IOException {
    InputStream in = client.getInputStream();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      assertThat(next).as("answer").isNotNegative();
      head.append((char) next);
    }
    Matcher length = LENGTH.matcher(head);
    byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
    return new Answer(Integer.parseInt(head.substring(9, 12)), head.toString(), new String(body, StandardCharsets.UTF_8));
  }

  private record Answer(int status, String head, String body) {}
}
