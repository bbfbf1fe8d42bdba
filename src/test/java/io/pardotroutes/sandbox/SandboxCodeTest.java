package io.pardotroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.support.MovingClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A code becomes tokens, once, for whoever asked for it. */
class SandboxCodeTest extends SandboxTest {
  private App app;

  @BeforeEach
  void startApp() {
    app = new App(pardot);
  }

  @Test
  void givesAnAccessTokenAndARefreshToken() {
    var reply = app.exchange(app.code());

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().get("scope").textValue()).isEqualTo("pardot_api refresh_token");
    assertThat(app.call(App.accessToken(reply))).isZero();
    var refreshed = app.refresh(reply.json().get("refresh_token").textValue());
    assertThat(refreshed.json().has("refresh_token")).isFalse();
    assertThat(app.call(App.accessToken(refreshed))).isZero();
    assertThat(app.call(App.accessToken(reply))).isZero();
  }

  @ParameterizedTest
  @CsvSource({"pardot_api,false", "pardot_api offline_access,true", "refresh_token pardot_api api,true"})
  void givesARefreshTokenOnlyForTheScope(String scope, boolean given) {
    var answer = app.exchange(app.code("scope", scope)).json();

    assertThat(answer.has("refresh_token")).isEqualTo(given);
    assertThat(answer.get("scope").textValue()).isEqualTo(scope);
  }

  @Test
  void isGoodOnce() {
    String code = app.code();
    app.exchange(code);

    assertThat(App.error(app.exchange(code))).isEqualTo("invalid_grant: expired authorization code");
    assertThat(App.error(app.exchange("aPrxOther=="))).isEqualTo("invalid_grant: expired authorization code");
    assertThat(App.error(app.exchange(""))).startsWith("invalid_request: ");
  }

  @ParameterizedTest
  @CsvSource({"14,200", "15,400"})
  void isGoodForAQuarterOfAnHour(int minutes, int status) {
    var time = new MovingClock(Instant.parse("2026-03-01T12:00:00Z"));
    try (var pardot = new SandboxCaller(time)) {
      var app = new App(pardot);
      String code = app.code();
      time.advance(Duration.ofMinutes(minutes));

      assertThat(app.exchange(code).status()).isEqualTo(status);
    }
  }

  @Test
  void wantsTheSameRedirect() {
    assertThat(App.error(app.exchange(app.code(), "redirect_uri", App.CALLBACK + "/"))).startsWith("redirect_uri_mismatch: ");
    assertThat(App.error(app.exchange(app.code(), "redirect_uri", null))).startsWith("redirect_uri_mismatch: ");
    assertThat(app.exchange(app.code(), "client_id", "other").json().get("error").textValue()).isEqualTo("invalid_client_id");
  }

  @ParameterizedTest
  @CsvSource(nullValues = "none", value = {
      App.CHALLENGE + "," + App.VERIFIER + ",''",
      App.CHALLENGE + "," + App.CHALLENGE + ",invalid_request",
      App.CHALLENGE + ",short,invalid_request",
      App.CHALLENGE + ",none,invalid_grant",
      "none," + App.VERIFIER + ",invalid_request",
      "none,none,''"})
  void wantsTheVerifierOfTheChallenge(String challenge, String verifier, String error) {
    String code = app.code("code_challenge", challenge, "code_challenge_method", challenge == null ? null : "S256");

    assertThat(app.exchange(code, "code_verifier", verifier).json().path("error").asText()).isEqualTo(error);
  }
}
