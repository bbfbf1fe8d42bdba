package io.pardotroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults on demand, before and after the write. */
class SandboxFaultTest extends SandboxTest {

  @ParameterizedTest
  @CsvSource({"503,503,0", "500,500,0", "429,429,0", "202,202,0", "code:66,200,66", "code:184,401,184", "code:85,400,85", "html,200,0"})
  void answersTheFaultOnceAndThenTheTruth(String kind, int status, int code) {
    pardot.fault("{\"kind\":\"" + kind + "\",\"count\":1}");

    var faulty = pardot.prospect(4, "create", "email", "ada@example.org");
    int before = pardot.prospects().size();
    var healthy = pardot.prospect(4, "create", "email", "ada@example.org");

    assertThat(faulty.status()).isEqualTo(status);
    assertThat(code == 0 || faulty.code() == code).isTrue();
    assertThat(before).isZero();
    assertThat(healthy.status()).isEqualTo(201);
    assertThat(pardot.requests()).extracting(r -> r.path("fault").asText()).containsExactly(kind, "");
    assertThat(pardot.get("/sandbox/faults").json()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"503", "code:183", "html", "empty"})
  void writesBeforeAFaultThatComesAfter(String kind) {
    pardot.fault("{\"kind\":\"" + kind + "\",\"when\":\"after\"}");

    var faulty = pardot.prospect(4, "create", "email", "ada@example.org");

    assertThat(faulty.body()).doesNotContain("ada@example.org");
    assertThat(pardot.prospects()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"before,0", "after,1"})
  void resetsTheConnection(String when, int prospects) {
    pardot.fault("{\"kind\":\"reset\",\"when\":\"" + when + "\",\"count\":9}");

    assertThatThrownBy(() -> pardot.prospect(4, "create", "email", "ada@example.org"))
        .isInstanceOf(UncheckedIOException.class).hasRootCauseMessage("Connection reset");
    assertThat(pardot.prospects()).hasSize(prospects);
  }

  @Test
  void cutsAnAnswerInHalf() {
    pardot.fault("{\"kind\":\"cut\"}");

    assertThatThrownBy(() -> pardot.prospect(4, "create", "email", "ada@example.org"))
        .isInstanceOf(UncheckedIOException.class).hasMessageContaining("fixed content-length");
    assertThat(pardot.prospects()).hasSize(1);
  }

  @Test
  void answersXmlThoughJsonWasAskedFor() {
    pardot.fault("{\"kind\":\"xml\"}");

    var reply = pardot.prospect(4, "create", "email", "ada@example.org");

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.xml("email")).isEqualTo("ada@example.org");
  }

  @Test
  void holdsAnAnswerAndOneRequestOfTheUnitUntilTheClientGoes() throws Exception {
    pardot.fault("{\"kind\":\"timeout\",\"when\":\"after\",\"count\":1}");
    var request = pardot.request("/api/prospect/version/4/do/create/email/ada@example.org").timeout(Duration.ofSeconds(1)).build();

    assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, BodyHandlers.ofString())).isInstanceOf(HttpTimeoutException.class);

    assertThat(pardot.prospects()).hasSize(1);
    assertThat(pardot.requests().get(0).get("status").isNull()).isTrue();
    Awaitility.await().untilAsserted(() ->
        assertThat(pardot.get("/sandbox").json().at("/businessUnits/0/inFlight").intValue()).isZero());
    assertThat(pardot.get("/sandbox").json().at("/businessUnits/0/mostInFlight").intValue()).isEqualTo(1);
  }

  @Test
  void strikesOnlyWhatItMatchesInPathOrDecodedBody() {
    pardot.fault("{\"kind\":\"503\",\"match\":\"ada+1@example.org\"}");
    pardot.fault("{\"kind\":\"500\",\"match\":\"do/query\"}");

    assertThat(pardot.prospect(4, "create", "email", "ada+1@example.org").status()).isEqualTo(503);
    assertThat(pardot.prospect(4, "create", "email", "bob@example.org").status()).isEqualTo(201);
    assertThat(pardot.prospect(4, "query").status()).isEqualTo(500);
    pardot.control("DELETE", "/sandbox/faults", null);
    assertThat(pardot.prospect(4, "query").status()).isEqualTo(200);
  }

  @Test
  void strikesAtItsRate() {
    pardot.fault("{\"kind\":\"503\",\"rate\":0.5}");
    int struck = 0;
    for (int i = 0; i < 200; i++) {
      struck += pardot.prospect(4, "query").status() == 503 ? 1 : 0;
    }

    assertThat(struck).isBetween(50, 150);
  }

  @Test
  void strikesTheTokenEndpointOnlyByName() {
    String[] form = {"grant_type", "client_credentials", "client_id", "sandbox", "client_secret", "any"};
    pardot.fault("{\"kind\":\"503\"}");
    int unnamed = pardot.post("/services/oauth2/token", form).status();
    pardot.fault("{\"kind\":\"500\",\"match\":\"oauth2/token\",\"retryAfter\":7}");
    var named = pardot.post("/services/oauth2/token", form);

    assertThat(unnamed).isEqualTo(200);
    assertThat(named.status()).isEqualTo(500);
    assertThat(named.response().headers().firstValue("Retry-After")).hasValue("7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"kind\":\"explode\"}", "{\"kind\":\"code:x\"}", "{\"kind\":\"503\",\"rate\":2}",
      "{\"kind\":\"503\",\"when\":\"during\"}", "{\"kind\":\"503\",\"count\":0}", "{\"kind\":\"503\",\"often\":1}", "[]", "nonsense", ""})
  void saysWhatIsWrongWithAFault(String fault) throws IOException {
    var reply = pardot.control("POST", "/sandbox/faults", fault);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().get("error").textValue()).isNotBlank();
    assertThat(pardot.get("/sandbox/faults").json()).isEmpty();
  }
}
