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
}
