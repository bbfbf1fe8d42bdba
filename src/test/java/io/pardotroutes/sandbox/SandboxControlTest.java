package io.pardotroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The control calls. */
class SandboxControlTest extends SandboxTest {

  @Test
  void saysWhatItIs() {
    assertThat(pardot.get("/").status()).isEqualTo(200);
    assertThat(pardot.get("/").body()).contains("local Pardot");
  }

  @Test
  void showsEveryFieldOfEveryProspect() {
    pardot.prospect(4, "create", "email", "ada@example.org", "org_id", "A-1", "city", "Rome");

    var prospect = pardot.get("/sandbox/prospects?email=ADA@example.org").json().get(0);

    assertThat(prospect.get("org_id").textValue()).isEqualTo("A-1");
    assertThat(prospect.get("city").textValue()).isEqualTo("Rome");
    assertThat(prospect.get("phone").isNull()).isTrue();
    assertThat(prospect.get("is_archived").booleanValue()).isFalse();
    assertThat(pardot.get("/sandbox/prospects?email=eve@example.org").json()).isEmpty();
  }

  @Test
  void putsProspectsInPlaceForTheFirstUnitThatIsCalled() {
    var placed = pardot.control("POST", "/sandbox/prospects", """
        [{"id":4711,"email":"ada@example.org","org_id":"A-1","fid":"0035e00000AbCdEAAV","created_at":"2026-01-05 10:11:12",
          "last_activity_at":"2026-01-06 10:11:12"},{"email":"bob@example.org"}]""");
    assertThat(pardot.prospects().get(0).get("business_unit_id").isNull()).isTrue();

    var read = pardot.with("Pardot-Business-Unit-Id", "0Uv5e0000008OeACAU").prospect(3, "read/id/4711").prospect();

    assertThat(placed.status()).isEqualTo(201);
    assertThat(placed.json()).extracting(p -> p.get("id").longValue()).containsExactly(4711L, 4712L);
    assertThat(read.get("org_id").textValue()).isEqualTo("A-1");
    assertThat(read.get("salesforce_fid").textValue()).isEqualTo("0035e00000AbCdEAAV");
    assertThat(read.get("created_at").textValue()).isEqualTo("2026-01-05 10:11:12");
    assertThat(read.get("last_activity_at").textValue()).isEqualTo("2026-01-06 10:11:12");
    assertThat(pardot.prospects()).allSatisfy(p ->
        assertThat(p.get("business_unit_id").textValue()).isEqualTo("0Uv5e0000008OeACAU"));
  }

  @Test
  void letsTwoPlacedProspectsWithOneAddressMakeAUnitOfVersion4() {
    pardot.control("POST", "/sandbox/prospects", "[{\"email\":\"ada@example.org\"},{\"email\":\"ada@example.org\"}]");

    assertThat(pardot.prospect(3, "read/email/ada@example.org").code()).isEqualTo(88);
    assertThat(pardot.prospect(4, "read/email/ada@example.org").prospect()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "[1]", "[{\"city\":\"Rome\"}]", "[{\"email\":\"x\"}]", "[{\"email\":\"a@example.org\",\"plan\":\"pro\"}]",
      "[{\"email\":\"a@example.org\",\"score\":\"x\"}]", "[{\"email\":\"a@example.org\",\"fid\":\"x\"}]",
      "[{\"email\":\"a@example.org\",\"crm_lead_fid\":\"x\"}]",
      "[{\"email\":\"a@example.org\",\"fid\":\"0035e00000AbCdEAAV\"},{\"email\":\"b@example.org\",\"fid\":\"0035e00000AbCdE\"}]",
      "[{\"email\":\"a@example.org\",\"id\":-1}]", "[{\"email\":\"a@example.org\",\"id\":7},{\"email\":\"b@example.org\",\"id\":7}]",
      "[{\"email\":\"a@example.org\",\"created_at\":\"soon\"}]", "[{\"email\":\"a@example.org\",\"business_unit_id\":\"x\"}]"})
  void putsNothingInPlaceIfSomethingIsWrong(String prospects) {
    var reply = pardot.control("POST", "/sandbox/prospects", prospects);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().get("error").textValue()).isNotBlank();
    assertThat(pardot.prospects()).isEmpty();
  }

  @Test
  void refusesARepeatedAddressWhereAnAddressIsUnique() {
    pardot.settings("{\"multipleProspectsPerEmail\": false}");

    var reply = pardot.control("POST", "/sandbox/prospects", "[{\"email\":\"ada@example.org\"},{\"email\":\"Ada@example.org\"}]");

    assertThat(reply.status()).isEqualTo(400);
  }

  @Test
  void streamsManyProspects() {
    String many = IntStream.range(0, 3_000).mapToObj(i -> "{\"email\":\"p" + i + "@example.org\",\"notes\":\"" + "x".repeat(500) + "\"}")
        .collect(Collectors.joining(",", "[", "]"));

    pardot.control("POST", "/sandbox/prospects", many);

    var all = pardot.prospects();
    assertThat(all).hasSize(3_000);
    assertThat(all.get(2_999).get("email").textValue()).isEqualTo("p2999@example.org");
  }

  @Test
  void listsApiRequestsWithoutTokens() {
    pardot.settings("{\"latency\": 30}");
    pardot.post("/services/oauth2/token", "grant_type", "client_credentials", "client_id", "sandbox", "client_secret", "hush-secret");
    pardot.with("Authorization", "Bearer hush-token", "Pardot-Business-Unit-Id", "0Uv5e0000008OeACAU").prospect(4, "query");
    pardot.with().post("/api/prospect/version/4/do/read/email/a%2Bb@example.org?x=1&access_token=hush-token", "city", "Rome & Oslo");
    pardot.prospect(4, "read", "email", "a+b@example.org");
    var requests = pardot.requests();

    assertThat(requests).hasSize(3);
    assertThat(requests.toString()).doesNotContain("hush");
    assertThat(requests.get(0).get("status").intValue()).isEqualTo(401);
    assertThat(requests.get(0).get("businessUnit").textValue()).isEqualTo("0Uv5e0000008OeACAU");
    assertThat(requests.get(1).get("method").textValue()).isEqualTo("POST");
    assertThat(requests.get(1).get("path").textValue()).isEqualTo("/api/prospect/version/4/do/read/email/a%2Bb@example.org");
    assertThat(requests.get(1).at("/query/x").textValue()).isEqualTo("1");
    assertThat(requests.get(1).at("/body/city").textValue()).isEqualTo("Rome & Oslo");
    assertThat(requests.get(1).get("code").intValue()).isEqualTo(49);
    assertThat(requests.get(2).at("/body/email").textValue()).isEqualTo("a+b@example.org");
    assertThat(requests.get(2).get("status").intValue()).isEqualTo(400);
    assertThat(requests.get(2).get("code").intValue()).isEqualTo(4);
    assertThat(requests.get(2).get("duration").doubleValue()).isGreaterThanOrEqualTo(25);
    assertThat(pardot.get("/sandbox/requests?since=2").json()).hasSize(1);
  }

  @Test
  void showsNothingOfASignIn() {
    var app = new App(pardot);
    String code = app.code("code_challenge", App.CHALLENGE, "code_challenge_method", "S256");
    var exchanged = app.exchange(code, "code_verifier", App.VERIFIER).json();
    String refreshToken = exchanged.get("refresh_token").textValue();
    String accessToken = App.accessToken(app.refresh(refreshToken));
    app.call(accessToken);
    pardot.post("/services/oauth2/revoke", "token", refreshToken);

    String shown = pardot.get("/sandbox").body() + pardot.requests() + pardot.get("/sandbox/settings").body();

    assertThat(pardot.requests()).hasSize(1);
    assertThat(shown).doesNotContain(code, App.CHALLENGE, App.VERIFIER, refreshToken, accessToken,
        exchanged.get("access_token").textValue());
  }

  @Test
  void forgetsOldRequestsRatherThanMemory() {
    for (int i = 0; i < 30; i++) {
      pardot.prospect(4, "create", "email", "ada@example.org", "notes", i + "x".repeat(300_000));
    }

    var requests = pardot.get("/sandbox/requests");

    assertThat(requests.body().length()).isBetween(3_000_000, 4_500_000);
    assertThat(requests.json().get(requests.json().size() - 1).get("number").intValue()).isEqualTo(30);
  }

  @Test
  void changesOnlyTheSettingsNamed() {
    var defaults = pardot.get("/sandbox/settings").json();
    var changed = pardot.settings("{\"latency\": 5, \"dailyLimit\": null}");

    assertThat(defaults).isEqualTo(SandboxCaller.json("""
        {"latency":0,"concurrency":5,"dailyLimit":100000,"tokenLife":7200,"multipleProspectsPerEmail":null,"requireToken":false,
        "htmlEntities":false,"businessUnits":[],"signIn":"ask","callbackUrls":[],"rotateRefreshTokens":false,"certificate":null,
        "tokenError":null,"userBusinessUnits":[],"scopes":null}"""));
    assertThat(changed.get("latency").intValue()).isEqualTo(5);
    assertThat(changed.get("dailyLimit").isNull()).isTrue();
    assertThat(changed.get("concurrency").intValue()).isEqualTo(5);
  }

  @Test
  void fixesTheModeOfOneUnit() {
    pardot.settings("{\"businessUnit\": \"0Uv5e0000008OeACAU\", \"multipleProspectsPerEmail\": false}");

    assertThat(pardot.with("Pardot-Business-Unit-Id", "0Uv5e0000008OeACAU").prospect(4, "query").code()).isEqualTo(89);
    assertThat(pardot.with("Pardot-Business-Unit-Id", "0Uv5e0000008OeBCAU").prospect(4, "query").code()).isZero();
  }

  @Test
  void leavesTheModeOfAUnitAloneWhenOtherSettingsChange() {
    pardot.settings("{\"multipleProspectsPerEmail\": true}");
    pardot.settings("{\"businessUnit\": \"0Uv5e0000008OeACAU\", \"multipleProspectsPerEmail\": false}");

    pardot.settings("{\"latency\": 1}");

    assertThat(pardot.with("Pardot-Business-Unit-Id", "0Uv5e0000008OeACAU").prospect(3, "query").code()).isZero();
    assertThat(pardot.with("Pardot-Business-Unit-Id", "0Uv5e0000008OeBCAU").prospect(3, "query").code()).isEqualTo(88);
  }

  @Test
  void refusesToFixAUnitThatIsNoneOfTheKnownOnes() {
    pardot.settings("{\"businessUnits\": [\"0Uv5e0000008OeACAU\"]}");

    var reply = pardot.control("POST", "/sandbox/settings",
        "{\"businessUnit\": \"0Uv5e0000008OeBCAU\", \"multipleProspectsPerEmail\": true}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().get("error").textValue()).contains("businessUnits");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{\"latency\": \"fast\"} | latency",
      "{\"latency\": -1} | latency",
      "{\"concurrency\": 0} | concurrency",
      "{\"speed\": 1} | speed",
      "{\"requireToken\": 1} | requireToken",
      "{\"multipleProspectsPerEmail\": \"yes\"} | multipleProspectsPerEmail",
      "{\"businessUnits\": [\"x\"]} | business unit",
      "{\"signIn\": \"maybe\"} | signIn",
      "{\"callbackUrls\": [\"/back\"]} | callbackUrls",
      "{\"callbackUrls\": [\"https://app.example/#x\"]} | callbackUrls",
      "{\"rotateRefreshTokens\": \"yes\"} | rotateRefreshTokens",
      "{\"certificate\": \"-----BEGIN PRIVATE KEY-----\"} | certificate",
      "{\"tokenError\": \"invalid_grant\"} | tokenError",
      "{\"tokenError\": {\"text\": \"x\"}} | text",
      "{\"tokenError\": {\"error\": \"invalid_grant\"}} | description",
      "{\"userBusinessUnits\": [\"x\"]} | business unit",
      "{\"scopes\": [\"api\"]} | scopes",
      "{\"businessUnit\": \"0Uv5e0000008OeACAU\"} | multipleProspectsPerEmail",
      "[] | object",
      "{ | JSON"})
  void saysWhatIsWrongWithSettingsAndChangesNone(String settings, String named) {
    var before = pardot.get("/sandbox/settings").body();

    var reply = pardot.control("POST", "/sandbox/settings", settings);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().get("error").textValue()).contains(named);
    assertThat(pardot.get("/sandbox/settings").body()).isEqualTo(before);
  }

  @Test
  void refusesToMakeARepeatedAddressUnique() {
    pardot.prospect(4, "create", "email", "ada@example.org");
    pardot.prospect(4, "create", "email", "ada@example.org");

    assertThat(pardot.control("POST", "/sandbox/settings", "{\"multipleProspectsPerEmail\": false}").status()).isEqualTo(400);
    assertThat(pardot.prospect(4, "query").code()).isZero();
  }

  @Test
  void emptiesEverythingButNeverGivesAnIdTwice() {
    long first = pardot.prospect(4, "create", "email", "ada@example.org").prospect().get("id").longValue();
    pardot.customField(4, "plan", "Text");
    pardot.settings("{\"latency\": 1}");
    pardot.fault("{\"kind\":\"503\"}");

    assertThat(pardot.control("DELETE", "/sandbox", null).status()).isEqualTo(204);

    assertThat(pardot.prospects()).isEmpty();
    assertThat(pardot.requests()).isEmpty();
    assertThat(pardot.get("/sandbox/faults").json()).isEmpty();
    assertThat(pardot.get("/sandbox/settings").json().get("latency").intValue()).isZero();
    var anew = pardot.prospect(3, "create", "email", "ada@example.org", "plan", "pro");
    assertThat(anew.prospect().get("id").longValue()).isGreaterThan(first);
    assertThat(anew.prospect().has("plan")).isFalse();
  }

  @Test
  void refusesUnknownControlCalls() {
    assertThat(pardot.get("/sandbox/dragons").status()).isEqualTo(404);
    assertThat(pardot.get("/sandbox/dragons").json().get("error").textValue()).contains("/sandbox/prospects");
    assertThat(pardot.control("PUT", "/sandbox/settings", "{}").status()).isEqualTo(405);
    assertThat(pardot.get("/sandbox/requests?since=x").status()).isEqualTo(400);
  }

  @Test
  void saysWhenAPortIsTaken() {
    assertThatThrownBy(() -> Sandbox.start("127.0.0.1", pardot.port()))
        .isInstanceOf(IllegalStateException.class).hasMessageContaining("127.0.0.1:" + pardot.port());
  }
}
