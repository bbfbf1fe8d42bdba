package io.pardotroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ending a token, and asking whose it is. */
class SandboxRevokeTest extends SandboxTest {
  private static final String REVOKE = "/services/oauth2/revoke";
  private static final String USERINFO = "/services/oauth2/userinfo";
  private App app;

  @BeforeEach
  void startApp() {
    app = new App(pardot);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRefreshTokenTakesItsAccessTokensWithIt(boolean fixed) {
    String refreshToken = fixed ? "sandbox-refresh-token" : app.approvedRefreshToken();
    String its = App.accessToken(app.refresh(refreshToken));
    String another = App.accessToken(app.clientCredentials());

    assertThat(pardot.post(REVOKE, "token", refreshToken).status()).isEqualTo(200);

    assertThat(app.refresh(refreshToken).status()).isEqualTo(400);
    assertThat(app.call(its)).isEqualTo(184);
    assertThat(app.call(another)).isZero();
  }

  @Test
  void theAccessTokenOfTheCodeEndsWithTheRefreshTokenToo() {
    var answer = app.exchange(app.code());

    pardot.post(REVOKE, "token", answer.json().get("refresh_token").textValue(), "token_type_hint", "refresh_token");

    assertThat(app.call(App.accessToken(answer))).isEqualTo(184);
  }

  @Test
  void anAccessTokenLeavesItsRefreshToken() {
    String accessToken = App.accessToken(app.refresh("sandbox-refresh-token"));

    assertThat(pardot.post(REVOKE, "token", accessToken).status()).isEqualTo(200);

    assertThat(app.call(accessToken)).isEqualTo(184);
    assertThat(app.refresh("sandbox-refresh-token").status()).isEqualTo(200);
    assertThat(pardot.post(REVOKE, "token", accessToken).json().get("error").textValue()).isEqualTo("invalid_token");
  }

  @ParameterizedTest
  @CsvSource({"other,access_token,invalid_token", "'',refresh_token,invalid_token", "sandbox-refresh-token,id_token,unsupported_token_type"})
  void refusesWhatIsNone(String token, String type, String error) {
    var reply = pardot.post(REVOKE, "token", token, "token_type_hint", type);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().get("error").textValue()).isEqualTo(error);
    assertThat(app.refresh("sandbox-refresh-token").status()).isEqualTo(200);
  }

  @Test
  void revokesByPostOnly() {
    assertThat(pardot.get(REVOKE + "?token=sandbox-refresh-token").status()).isEqualTo(400);
    assertThat(app.refresh("sandbox-refresh-token").status()).isEqualTo(200);
  }

  @Test
  void tellsWhoseATokenIs() {
    String accessToken = App.accessToken(app.clientCredentials());

    var reply = pardot.with("Authorization", "Bearer " + accessToken).get(USERINFO);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().get("user_id").textValue()).matches("005[A-Za-z0-9]{15}");
    assertThat(reply.json().get("organization_id").textValue()).matches("00D[A-Za-z0-9]{15}");
    assertThat(reply.json().get("preferred_username").textValue()).isEqualTo("integration@sandbox.example");
  }

  @Test
  void tellsNothingWithoutAGoodToken() {
    String accessToken = App.accessToken(app.clientCredentials());
    pardot.post(REVOKE, "token", accessToken);

    assertThat(pardot.with("Authorization", "Bearer " + accessToken).get(USERINFO).status()).isEqualTo(403);
    assertThat(pardot.with().get(USERINFO).status()).isEqualTo(401);
  }
}
