package io.pardotroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.support.MovingClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens, business units and limits. */
class SandboxAdmissionTest extends SandboxTest {
  private static final String UNIT = "0Uv5e0000008OeACAU";

  @Test
  void takesACallWithoutATokenUnlessToldOtherwise() {
    int before = pardot.prospect(4, "query").code();
    pardot.settings("{\"requireToken\": true}");
    var after = pardot.prospect(4, "query");

    assertThat(before).isZero();
    assertThat(after.code()).isEqualTo(184);
    assertThat(after.status()).isEqualTo(401);
  }

  @Test
  void refusesAWrongTokenAlways() {
    pardot.with("Authorization", "Bearer 00D5e!wrong", "Pardot-Business-Unit-Id", UNIT);

    var refused = pardot.prospect(4, "create", "email", "ada@example.org");

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.code()).isEqualTo(184);
    assertThat(refused.json().get("err").textValue()).isEqualTo("access_token is invalid, unknown, or malformed");
    assertThat(pardot.prospects()).isEmpty();
  }

  @Test
  void refusesOldWaysToSignIn() {
    assertThat(pardot.with("Authorization", "Pardot api_key=a, user_key=b").prospect(4, "query").code()).isEqualTo(199);
    assertThat(pardot.with().post("/api/prospect/version/4/do/query?access_token=a").code()).isEqualTo(49);
  }

  @Test
  void takesAnIssuedTokenWithABusinessUnit() {
    String bearer = "Bearer " + token();

    assertThat(pardot.with("Authorization", bearer, "Pardot-Business-Unit-Id", UNIT).prospect(4, "query").code()).isZero();
    assertThat(pardot.with("Authorization", bearer).prospect(4, "query").code()).isEqualTo(181);
    assertThat(pardot.with("Authorization", bearer).prospect(4, "query").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({"0Uv,182", "0Uv5e0000008OeACA,182", "0Ux5e0000008OeACAU,182", "0Uv5e0000008OeACAX,201"})
  void refusesAnotherBusinessUnit(String id, int code) {
    pardot.settings("{\"businessUnits\": [\"" + UNIT + "\"]}");

    assertThat(pardot.with("Pardot-Business-Unit-Id", id).prospect(4, "query").code()).isEqualTo(code);
    assertThat(pardot.with("Pardot-Business-Unit-Id", UNIT).prospect(4, "query").code()).isZero();
  }

  @Test
  void refusesAUserWhoIsNoMemberOfTheBusinessUnit() {
    pardot.control("POST", "/sandbox/prospects", "[{\"email\": \"ada@example.org\"}]");
    pardot.settings("{\"businessUnits\": [\"" + UNIT + "\", \"0Uv5e0000008OeBCAU\"], \"userBusinessUnits\": [\"" + UNIT + "\"]}");
    String bearer = "Bearer " + token();

    var refused = pardot.with("Authorization", bearer, "Pardot-Business-Unit-Id", "0Uv5e0000008OeBCAU").prospect(4, "query");
    int unknown = pardot.with("Authorization", bearer, "Pardot-Business-Unit-Id", "0Uv5e0000008OeCCAU").prospect(4, "query").code();
    int member = pardot.with("Authorization", bearer, "Pardot-Business-Unit-Id", UNIT).prospect(4, "query").code();

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.code()).isEqualTo(184);
    assertThat(unknown).isEqualTo(201);
    assertThat(member).isZero();
    assertThat(pardot.prospects().get(0).get("business_unit_id").textValue()).isEqualTo(UNIT);
  }

  @Test
  void keepsBusinessUnitsApart() {
    pardot.with("Pardot-Business-Unit-Id", UNIT).prospect(4, "create", "email", "ada@example.org");
    var other = pardot.with("Pardot-Business-Unit-Id", "0Uv5e0000008OeBCAU").prospect(3, "read/email/ada@example.org");

    assertThat(other.code()).isEqualTo(4);
    assertThat(pardot.prospects().get(0).get("business_unit_id").textValue()).isEqualTo(UNIT);
  }

  @Test
  void refusesASixthRequestAtTheSameTime() {
    pardot.settings("{\"latency\": 1500}");
    var calls = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    for (int i = 0; i < 8; i++) {
      calls.add(pardot.postLater("/api/prospect/version/4/do/create", "email", "p" + i + "@example.org"));
    }

    var codes = calls.stream().map(call -> SandboxCaller.json(call.join().body()).at("/@attributes/err_code").asInt()).toList();

    assertThat(codes).containsOnly(0, 66);
    assertThat(codes.stream().filter(code -> code == 66)).hasSize(3);
    assertThat(pardot.prospects()).hasSize(5);
    var unit = pardot.get("/sandbox").json().at("/businessUnits/0");
    assertThat(unit.get("callsToday").intValue()).isEqualTo(5);
    assertThat(unit.get("inFlight").intValue()).isZero();
    assertThat(unit.get("mostInFlight").intValue()).isEqualTo(5);
  }

  @Test
  void countsRefusedCallsForTheDailyLimitAndStartsAnewTheNextDay() {
    var time = new MovingClock(LocalDate.of(2026, 3, 1).atTime(23, 0).atZone(ZoneId.systemDefault()).toInstant());
    try (var pardot = new SandboxCaller(time)) {
      pardot.settings("{\"dailyLimit\": 2}");
      pardot.prospect(4, "query");
      int failed = pardot.prospect(4, "read/id/1").code();
      int over = pardot.prospect(4, "create", "email", "ada@example.org").code();
      int prospects = pardot.prospects().size();
      time.advance(Duration.ofMinutes(61));
      int nextDay = pardot.prospect(4, "create", "email", "ada@example.org").code();

      assertThat(failed).isEqualTo(3);
      assertThat(over).isEqualTo(122);
      assertThat(prospects).isZero();
      assertThat(nextDay).isZero();
    }
  }

  @Test
  void refusesAnExpiredToken() {
    var time = new MovingClock(Instant.parse("2026-03-01T12:00:00Z"));
    try (var pardot = new SandboxCaller(time)) {
      pardot.settings("{\"tokenLife\": 60}");
      String token = pardot.post("/services/oauth2/token", "grant_type", "client_credentials", "client_id", "sandbox",
          "client_secret", "any").json().get("access_token").textValue();
      pardot.with("Authorization", "Bearer " + token, "Pardot-Business-Unit-Id", UNIT);

      int young = pardot.prospect(4, "query").code();
      time.advance(Duration.ofSeconds(61));
      int old = pardot.prospect(4, "query").code();

      assertThat(young).isZero();
      assertThat(old).isEqualTo(184);
    }
  }

  private String token() {
    return pardot.post("/services/oauth2/token", "grant_type", "refresh_token", "client_id", "sandbox", "client_secret", "any",
        "refresh_token", "sandbox-refresh-token").json().get("access_token").textValue();
  }
}
