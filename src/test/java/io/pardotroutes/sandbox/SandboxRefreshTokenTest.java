package io.pardotroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How refresh tokens live, follow each other and end. */
class SandboxRefreshTokenTest extends SandboxTest {
  private static final String FIXED = "sandbox-refresh-token";
  private static final String EXPIRED = "invalid_grant: expired access/refresh token";
  private App app;

  @BeforeEach
  void startApp() {
    app = new App(pardot);
  }

  @Test
  void theSixthApprovalEndsTheOldest() {
    var tokens = IntStream.range(0, 5).mapToObj(i -> app.approvedRefreshToken()).toList();
    String accessToken = App.accessToken(app.refresh(tokens.get(0)));
    assertThat(tokens).allSatisfy(token -> assertThat(app.refresh(token).status()).isEqualTo(200));

    String sixth = app.approvedRefreshToken();

    assertThat(App.error(app.refresh(tokens.get(0)))).isEqualTo(EXPIRED);
    assertThat(app.call(accessToken)).isEqualTo(184);
    assertThat(tokens.subList(1, 5)).allSatisfy(token -> assertThat(app.refresh(token).status()).isEqualTo(200));
    assertThat(app.refresh(sixth).status()).isEqualTo(200);
    assertThat(app.refresh(FIXED).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void rotationEndsEachTokenWithItsUse(boolean fixed) {
    String first = fixed ? FIXED : app.approvedRefreshToken();
    pardot.settings("{\"rotateRefreshTokens\": true}");

    var refreshed = app.refresh(first);
    String second = refreshed.json().get("refresh_token").textValue();

    assertThat(second).isNotEqualTo(first);
    assertThat(App.error(app.refresh(first))).isEqualTo(EXPIRED);
    String third = app.refresh(second).json().get("refresh_token").textValue();
    assertThat(App.error(app.refresh(second))).isEqualTo(EXPIRED);
    assertThat(app.call(App.accessToken(refreshed))).isZero();
    pardot.settings("{\"rotateRefreshTokens\": false}");
    assertThat(app.refresh(third).json().has("refresh_token")).isFalse();
    assertThat(app.refresh(third).status()).isEqualTo(200);
  }

  @Test
  void emptyingTheSandboxMakesTheFixedTokenGoodAgain() {
    pardot.settings("{\"rotateRefreshTokens\": true}");
    String successor = app.refresh(FIXED).json().get("refresh_token").textValue();
    assertThat(app.refresh(FIXED).status()).isEqualTo(400);

    pardot.control("DELETE", "/sandbox", null);

    assertThat(app.refresh(FIXED).status()).isEqualTo(200);
    assertThat(app.refresh(FIXED).status()).isEqualTo(200);
    assertThat(app.refresh(successor).status()).isEqualTo(200);
  }

  @Test
  void rotationLetsOneOfTwoAtTheSameTimeThrough() {
    pardot.settings("{\"rotateRefreshTokens\": true, \"latency\": 1000}");
    String[] form = {"grant_type", "refresh_token", "client_id", "sandbox", "refresh_token", FIXED};

    var first = pardot.postLater("/services/oauth2/token", form);
    var second = pardot.postLater("/services/oauth2/token", form);

    assertThat(new int[] {first.join().statusCode(), second.join().statusCode()}).containsExactlyInAnyOrder(200, 400);
    assertThat(first.join().body() + second.join().body()).contains("token request is already being processed");
  }

  @Test
  void differentTokensAreRefreshedAtTheSameTime() {
    String other = app.approvedRefreshToken();
    pardot.settings("{\"latency\": 1000}");

    var first = pardot.postLater("/services/oauth2/token", "grant_type", "refresh_token", "client_id", "sandbox", "refresh_token", FIXED);
    var second = pardot.postLater("/services/oauth2/token", "grant_type", "refresh_token", "client_id", "sandbox", "refresh_token", other);

    assertThat(first.join().statusCode()).isEqualTo(200);
    assertThat(second.join().statusCode()).isEqualTo(200);
  }

  @Test
  void endsEveryRefreshTokenWhenTold() {
    String approved = app.approvedRefreshToken();
    String fromApproved = App.accessToken(app.refresh(approved));
    String fromFixed = App.accessToken(app.refresh(FIXED));
    String fromNone = App.accessToken(app.clientCredentials());

    assertThat(pardot.control("DELETE", "/sandbox/refresh-tokens", null).status()).isEqualTo(204);

    assertThat(App.error(app.refresh(approved))).isEqualTo(EXPIRED);
    assertThat(App.error(app.refresh(FIXED))).isEqualTo(EXPIRED);
    assertThat(app.call(fromApproved)).isEqualTo(184);
    assertThat(app.call(fromFixed)).isEqualTo(184);
    assertThat(app.call(fromNone)).isZero();
    assertThat(app.refresh(app.approvedRefreshToken()).status()).isEqualTo(200);
    assertThat(app.refresh(FIXED).status()).isEqualTo(400);
    pardot.control("DELETE", "/sandbox", null);
    assertThat(app.refresh(FIXED).status()).isEqualTo(200);
  }

  @Test
  void aTokenThatEndsDuringItsRefreshGivesNone() {
    pardot.settings("{\"latency\": 3000}");
    String[] form = {"grant_type", "refresh_token", "client_id", "sandbox", "refresh_token", FIXED};
    var first = pardot.postLater("/services/oauth2/token", form);
    var second = pardot.postLater("/services/oauth2/token", form);
    // The one that is refused at once tells that the other one is under way.
    CompletableFuture.anyOf(first, second).join();

    pardot.control("DELETE", "/sandbox/refresh-tokens", null);

    assertThat(List.of(first.join().statusCode(), second.join().statusCode())).containsOnly(400);
    assertThat(first.join().body() + second.join().body()).contains("already being processed", "expired access/refresh token");
  }
}
