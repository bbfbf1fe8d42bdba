package io.pardotroutes.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.support.Home;
import io.pardotroutes.support.RawHttp;
import io.pardotroutes.support.SharedBundleTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a browser is told with each answer of the console's port, whoever gives it. */
class ConsoleHeadersTest extends SharedBundleTest {

  private static final String PASSWORD = "Authorization: Basic OmNvcnJlY3QgaG9yc2U=";

  @Override
  protected void prepare(Home home) {
    home.destination("main", 4).setting("pardot.console.password", "correct horse").setting("pardot.console.url", "https://console.example");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "200 | GET /observe/metrics HTTP/1.1        | Host: localhost",
      "200 | GET /observe/health/live HTTP/1.1    | Host: localhost",
      "200 | GET /connect/style.css HTTP/1.1      | Host: localhost",
      "200 | GET /connect/done HTTP/1.1           | Host: localhost",
      "404 | GET /connect HTTP/1.1                | Host: localhost",
      "404 | GET /nothing HTTP/1.1                | Host: localhost",
      "405 | PUT /observe/metrics HTTP/1.1        | Host: localhost",
      "404 | OPTIONS * HTTP/1.1                   | Host: localhost",
      "400 | GET /observe/health HTTP/1.1         | X-No-Host: x",
      "421 | GET /observe/metrics HTTP/1.1        | Host: evil.example",
      "431 | GET /observe/health HTTP/1.1         | Host: localhost LONG"})
  void eachAnswerKeepsScriptsFramesCachesAndReferrersOut(int status, String line, String header) {
    try (RawHttp connection = new RawHttp(home.consolePort)) {
      RawHttp.Answer answer = connection.send(line + "\r\n" + header.replace(" LONG", "\r\nX: " + "x".repeat(20_000)) + "\r\n" + PASSWORD + "\r\n\r\n").answer();

      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.headers()).containsAllEntriesOf(Map.of("x-content-type-options", "nosniff", "referrer-policy", "no-referrer",
          "cache-control", "no-store", "cross-origin-opener-policy", "same-origin"));
      assertThat(answer.headers().get("content-security-policy")).contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'").doesNotContain("unsafe");
    }
  }

  @Test
  void browsersThatComeByHttpsKeepToItButNotOnThisMachineWhereOtherPortsHaveTheSameName() {
    assertThat(headers("console.example")).containsEntry("strict-transport-security", "max-age=31536000");
    assertThat(headers("localhost")).doesNotContainKey("strict-transport-security");
  }

  private Map<String, String> headers(String host) {
    try (RawHttp connection = new RawHttp(home.consolePort)) {
      return connection.send("GET /connect HTTP/1.1\r\nHost: " + host + "\r\n\r\n").answer().headers();
    }
  }
}
