package io.pardotroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Salesforce's token endpoint. */
class SandboxTokenTest extends SandboxTest {
  private static final String PATH = "/services/oauth2/token";

  @ParameterizedTest
  @CsvSource({"refresh_token,refresh_token pardot_api", "client_credentials,pardot_api"})
  void issuesATokenLikeSalesforce(String grant, String scope) {
    var reply = pardot.post(PATH, "grant_type", grant, "client_id", "sandbox", "client_secret", "any",
        "refresh_token", "sandbox-refresh-token");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().get("access_token").textValue()).matches("00D[A-Za-z0-9]{12}![A-Za-z0-9._]+");
    assertThat(reply.json().get("token_type").textValue()).isEqualTo("Bearer");
    assertThat(reply.json().get("issued_at").textValue()).matches("\\d{13}");
    assertThat(reply.json().get("scope").textValue()).isEqualTo(scope);
    assertThat(reply.json().has("expires_in")).isFalse();
    assertThat(reply.json().has("refresh_token")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
      "refresh_token,other,sandbox-refresh-token,invalid_client_id",
      "refresh_token,sandbox,other,invalid_grant",
      "password,sandbox,x,unsupported_grant_type",
      "'',sandbox,x,invalid_request"})
  void refusesLikeSalesforce(String grant, String client, String refresh, String error) {
    var reply = pardot.post(PATH, "grant_type", grant, "client_id", client, "client_secret", "any", "refresh_token", refresh);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().get("error").textValue()).isEqualTo(error);
    assertThat(reply.json().get("error_description").textValue()).isNotEmpty();
  }

  @Test
  void wantsAPost() {
    assertThat(pardot.get(PATH + "?grant_type=client_credentials").json().get("error").textValue()).isEqualTo("invalid_request");
  }

  @Test
  void refusesASecondRefreshWhileOneIsUnderWay() {
    pardot.settings("{\"latency\": 1000}");
    String[] form = {"grant_type", "refresh_token", "client_id", "sandbox", "refresh_token", "sandbox-refresh-token"};

    var first = pardot.postLater(PATH, form);
    var second = pardot.postLater(PATH, form);

    assertThat(new int[] {first.join().statusCode(), second.join().statusCode()}).containsExactlyInAnyOrder(200, 400);
    assertThat(first.join().body() + second.join().body()).contains("token request is already being processed");
    assertThat(pardot.post(PATH, form).status()).isEqualTo(200);
  }

  @Test
  void endsEveryTokenWhenTold() {
    String token = pardot.post(PATH, "grant_type", "client_credentials", "client_id", "sandbox", "client_secret", "any")
        .json().get("access_token").textValue();

    pardot.control("DELETE", "/sandbox/tokens", null);

    assertThat(pardot.with("Authorization", "Bearer " + token, "Pardot-Business-Unit-Id", "0Uv5e0000008OeACAU")
        .prospect(4, "query").code()).isEqualTo(184);
  }

  @Test
  void refusesEverythingWithTheErrorThatItIsTold() {
    var app = new App(pardot);
    pardot.settings("{\"tokenError\": {\"error\": \"inactive_user\", \"description\": \"user is inactive\"}}");

    var refused = app.refresh("sandbox-refresh-token");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(App.error(refused)).isEqualTo("inactive_user: user is inactive");
    assertThat(App.error(app.clientCredentials())).isEqualTo("inactive_user: user is inactive");
    assertThat(App.error(app.token("password"))).isEqualTo("inactive_user: user is inactive");

    pardot.settings("{\"tokenError\": null}");
    assertThat(app.clientCredentials().status()).isEqualTo(200);
  }

  @Test
  void grantsTheScopesThatItIsTold() {
    var app = new App(pardot);
    pardot.settings("{\"scopes\": \"api refresh_token\"}");
    var without = app.clientCredentials();
    pardot.settings("{\"scopes\": \"pardot_api\"}");
    var with = app.exchange(app.code());

    assertThat(without.json().get("scope").textValue()).isEqualTo("api refresh_token");
    assertThat(app.call(App.accessToken(without))).isEqualTo(184);
    assertThat(with.json().get("scope").textValue()).isEqualTo("pardot_api");
    assertThat(with.json().has("refresh_token")).isFalse();
    assertThat(app.call(App.accessToken(with))).isZero();
    pardot.settings("{\"scopes\": null}");
    assertThat(app.refresh("sandbox-refresh-token").json().get("scope").textValue()).isEqualTo("refresh_token pardot_api");
  }

  @Test
  void countsTokensByGrant() {
    var app = new App(pardot);
    app.refresh("sandbox-refresh-token");
    app.refresh("sandbox-refresh-token");
    app.clientCredentials();
    app.exchange(app.code());
    app.exchange("spent");

    assertThat(pardot.get("/sandbox").json().get("tokensIssued").intValue()).isEqualTo(4);
    assertThat(pardot.get("/sandbox").json().get("tokensByGrant")).isEqualTo(SandboxCaller.json("""
        {"authorization_code":1,"refresh_token":2,"client_credentials":1,"urn:ietf:params:oauth:grant-type:jwt-bearer":0}"""));
  }
}
