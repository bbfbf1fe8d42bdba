package io.pardotroutes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.support.Home;
import io.pardotroutes.support.RawHttp;
import io.pardotroutes.support.SharedBundleTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose end can be read in two ways is no request: nobody gets a second one in behind it, through whatever proxy. */
@Timeout(120)
class FramingTest extends SharedBundleTest {

  private static final String KEY = "Authorization: " + WRITE_KEY;

  @Override
  protected void prepare(Home home) {
    home.destination("main", 4);
  }

  /** A whole request of its own, where the body of the one before it should be. */
  private String inner(String email) {
    return RawHttp.post("/v1/identify", "{\"userId\":\"u\",\"traits\":{\"email\":\"" + email + "\"}}", KEY);
  }

  private static String request(String... headers) {
    return "POST /v1/track HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n" + KEY + "\r\n\r\n";
  }

  static Stream<List<String>> twoWays() {
    return Stream.of(
        List.of("Host: a", "Transfer-Encoding: identity"),
        List.of("Host: a", "Transfer-Encoding: xchunked"),
        List.of("Host: a", "Transfer-Encoding: gzip"),
        List.of("Host: a", "Transfer-Encoding: gzip, chunked"),
        List.of("Host: a", "Transfer-Encoding: chunked, chunked"),
        List.of("Host: a", "Transfer-Encoding: chunked, xchunked"),
        List.of("Host: a", "Transfer-Encoding: chunked,\r\n xchunked"),
        List.of("Host: a", "Transfer-Encoding: chunked", "Transfer-Encoding: xchunked"),
        List.of("Host: a", "Transfer-Encoding: chunked", "Transfer-Encoding: chunked"),
        List.of("Host: a", "Transfer-Encoding: \"chunked\""),
        List.of("Host: a", "Transfer-Encoding: chunked;a=b"),
        List.of("Host: a", "Transfer-Encoding:"),
        List.of("Host: a", "Transfer-Encoding: \u000bchunked"),
        List.of("Host: a", "Transfer-Encoding : chunked"),
        List.of("Host: a", "Transfer-Encoding: chunked", "Content-Length: 0"),
        List.of("Host: a", "Content-Length: 0", "Transfer-Encoding: chunked"),
        List.of("Host: a", "Content-Length: 0", "Content-Length: 3"),
        List.of("Host: a", "Content-Length: 0", "Content-Length: 0"),
        List.of("Host: a", "Content-Length: 0, 0"),
        List.of("Host: a", "Content-Length: +0"),
        List.of("Host: a", "Content-Length: 0x0"),
        List.of("Host: a", "Content-Length: -0"),
        List.of("Host: a", "Content-Length:"),
        List.of("Host: a", "Host: b", "Content-Length: 0"),
        List.of("Content-Length: 0"));
  }

  @ParameterizedTest
  @MethodSource("twoWays")
  void isRefusedAndNothingIsReadBehindIt(List<String> headers) {
    assertRefused(home.httpPort, headers);
  }

  @ParameterizedTest
  @MethodSource("twoWays")
  void isRefusedAtTheConsolesPort(List<String> headers) {
    assertRefused(home.consolePort, headers);
  }

  private void assertRefused(int port, List<String> headers) {
    String email = "inner" + headers.hashCode() + port + "@example.com";
    try (RawHttp connection = new RawHttp(port)) {
      RawHttp.Answer answer = connection.send(request(headers.toArray(String[]::new)) + inner(email)).answer();

      assertThat(answer.status()).isEqualTo(400);
      assertThat(connection.isCut()).isTrue();
    }
    post("/v1/identify", identify("after-" + email, "CEO"));
    eventuallyHolds(() -> assertThat(prospects("?email=after-" + email)).hasSize(1));
    assertThat(prospects("?email=" + email)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"chunked", "Chunked", "CHUNKED"})
  void aBodyInChunksIsTaken(String chunked) {
    String event = identify(chunked + "@example.com", "CEO");
    try (RawHttp connection = new RawHttp(home.httpPort)) {
      connection.send("POST /v1/identify HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: " + chunked + "\r\n" + KEY + "\r\n\r\n"
          + Integer.toHexString(event.length()) + "\r\n" + event + "\r\n0\r\n\r\n");

      assertThat(connection.answer().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3 \r\n{} \r\n0\r\n\r\n", " 3\r\n{} \r\n0\r\n\r\n", "3\n{} \r\n0\r\n\r\n", "3;a\n{} \r\n0\r\n\r\n", "0x3\r\n{} \r\n0\r\n\r\n", "3\r\n{} 0\r\n\r\n"})
  void aChunkWhoseSizeCanBeReadInTwoWaysEndsTheConnection(String body) {
    try (RawHttp connection = new RawHttp(home.httpPort)) {
      connection.send(request("Host: a", "Transfer-Encoding: chunked") + body + inner("chunk@example.com"));

      assertThat(connection.statuses()).doesNotContain(200);
    }
  }

  @Test
  void severalRequestsBehindEachOtherEachGetTheirAnswer() {
    try (RawHttp connection = new RawHttp(home.httpPort)) {
      connection.send(inner("one@example.com") + inner("two@example.com"));

      assertThat(connection.answer().status()).isEqualTo(200);
      assertThat(connection.answer().status()).isEqualTo(200);
    }
  }
}
