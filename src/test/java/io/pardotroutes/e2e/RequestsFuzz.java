package io.pardotroutes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.pardotroutes.ingest.http.HttpAnswers;
import io.pardotroutes.ingest.server.HttpDoor;
import io.pardotroutes.support.Home;
import io.pardotroutes.support.Log;
import io.pardotroutes.support.RawHttp;
import io.pardotroutes.support.SharedBundleTest;
import io.pardotroutes.support.WebhookSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes reach one of the two ports, the bundle takes or refuses them at once, gives nothing of its inside away, has
 * nothing to log and calls nobody but this machine. Run by {@code JAZZER_FUZZ=1
 * JAZZER_SSRF_PERMISSIVE_UNTIL_CONFIGURED=1 mvn surefire:test -Dtest=RequestsFuzz}; without the first variable it tries its seeds and what is kept in {@code src/test/resources} as a finding.
 */
class RequestsFuzz extends SharedBundleTest {

  private static final Pattern BAD_STATUS = Pattern.compile("HTTP/1\\.[01] 5(?!0[13] )");
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1");
  private static final List<String> INSIDE = List.of("io.pardotroutes", "java.", "org.apache", "io.vertx", "io.netty", "com.fasterxml", "Exception", "\tat ");
  private static final int PATIENCE_MS = 20_000;
  private static final int MOST_BYTES = 65_536;
  /** First byte of an input: even is the console's port. */
  private static final char EVENTS = 1;
  private static final char CONSOLE = 2;

  @RegisterExtension
  private final Log failures = new Log(HttpAnswers.class);
  @RegisterExtension
  private final Log earlyFailures = new Log(HttpDoor.class);

  @Override
  protected void prepare(Home home) {
    home.destination("main", 4).setting("pardot.http.webhooks", "segment:" + WebhookSignature.SECRET);
  }

  @AfterAll
  void theNextIsServedAsEver() {
    assertThat(post("/v1/identify", identify("after@hostile.example", "CEO")).statusCode()).isEqualTo(200);
    assertThat(prospect("after@hostile.example").path("job_title").asText()).isEqualTo("CEO");
  }

  static Stream<byte[]> seeds() {
    String body = "{\"type\":\"identify\",\"userId\":\"u\",\"traits\":{\"email\":\"fuzz@hostile.example\"}}";
    String key = "Authorization: " + WRITE_KEY;
    String json = "Content-Type: application/json";
    String signature = "X-Signature: " + WebhookSignature.of(body.getBytes(StandardCharsets.UTF_8));
    String host = " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    Stream<String> events = Stream.of(
        RawHttp.post("/v1/identify", body, key, json),
        RawHttp.post("/v1/batch", "{\"batch\":[" + body + "]}", key, json),
        RawHttp.post("/v1/i?writeKey=x", body, "Content-Type: text/plain"),
        RawHttp.post("/webhook/segment", body, signature, json),
        "POST /v1/t" + host + key + "\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n1\r\n1\r\n1\r\n}\r\n0\r\n\r\n",
        RawHttp.head("/v1/t", 0, key, "Content-Encoding: gzip", "Expect: 100-continue"),
        "OPTIONS /v1/t" + host + "Origin: http://x.example\r\nAccess-Control-Request-Method: POST\r\n\r\n",
        "GET /v1/identify HTTP/1.0\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    Stream<String> console = Stream.of(
        "GET /connect/callback?code=x&state=y" + host + "Cookie: a=b\r\n\r\n",
        "GET /observe/health" + host + "Authorization: Basic YTpi\r\n\r\n",
        "GET /observe/metrics" + host + "\r\n",
        "POST /connect" + host + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\n\r\na=b&c=d");
    return Stream.concat(events.map(text -> EVENTS + text), console.map(text -> CONSOLE + text))
        .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** @param input its first byte chooses the port, the others are sent */
  @MethodSource("seeds")
  @FuzzTest(maxDuration = "60s")
  void anyBytesAreTakenOrRefused(byte[] input) throws IOException {
    BugDetectors.allowNetworkConnections((host, port) -> THIS_MACHINE.contains(host));
    if (input == null || input.length < 2) {
      return;
    }
    String answer = answer(input[0] % 2 == 0 ? home.consolePort : home.httpPort, input);
    assertThat(answer).doesNotContainPattern(BAD_STATUS).doesNotContain(home.folder().toString());
    // The sender's own words may come back: names of members are said where something is wrong with them.
    String sent = new String(input, StandardCharsets.ISO_8859_1);
    assertThat(INSIDE).noneMatch(word -> answer.contains(word) && !sent.contains(word));
    assertThat(List.of(failures.lines(), earlyFailures.lines())).allMatch(List::isEmpty);
  }

  private static String answer(int port, byte[] input) throws IOException {
    try (Socket socket = connect(port)) {
      socket.setSoTimeout(PATIENCE_MS);
      socket.getOutputStream().write(input, 1, input.length - 1);
      socket.shutdownOutput();
      return new String(socket.getInputStream().readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1);
    } catch (SocketTimeoutException neverAnswered) {
      throw neverAnswered;
    } catch (IOException cutOff) {
      return "";
    }
  }

  private static Socket connect(int port) {
    try {
      return new Socket("127.0.0.1", port);
    } catch (IOException nobodyListens) {
      throw new UncheckedIOException(nobodyListens);
    }
  }
}
