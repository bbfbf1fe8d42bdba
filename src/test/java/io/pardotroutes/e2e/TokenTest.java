package io.pardotroutes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pardotroutes.support.Home;
import io.pardotroutes.support.SharedBundleTest;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signing in: a token is fetched when needed, renewed when refused, and an event never lost over it. */
class TokenTest extends SharedBundleTest {

  @Override
  protected void prepare(Home home) {
    home.destination("main", 4, "auth.flow = refresh-token", "auth.loginUrl = http://localhost:" + home.sandboxPort,
        "auth.clientId = sandbox", "auth.refreshToken = sandbox-refresh-token");
  }

  @BeforeEach
  void wantTokens() {
    sandbox("POST", "/sandbox/settings", "{\"requireToken\":true}");
    sandbox("DELETE", "/sandbox/tokens", null);
  }

  @Test
  void aTokenThatIsRefusedIsRenewedOnceAndTheRequestRepeated() {
    post("/v1/identify", identify("first@token.example", "CEO"));
    settled("main");
    sandbox("DELETE", "/sandbox/tokens", null);
    int tokens = tokensIssued();

    post("/v1/identify", identify("second@token.example", "CEO"));

    settled("main");
    assertThat(prospect("second@token.example").path("job_title").asText()).isEqualTo("CEO");
    assertThat(tokensIssued()).isEqualTo(tokens + 1);
    assertThat(requests()).filteredOn(request -> request.path("code").asInt() == 184).hasSizeLessThanOrEqualTo(2);
    assertThat(queued("pardot.dead.main")).isEmpty();
  }

  @Test
  void allWorkersShareTheRenewedToken() {
    post("/v1/identify", identify("before@token.example", "CEO"));
    settled("main");
    sandbox("DELETE", "/sandbox/tokens", null);
    int tokens = tokensIssued();

    IntStream.range(0, 40).forEach(i -> post("/v1/identify", identify("many" + i + "@token.example", "CEO")));

    settled("main");
    assertThat(prospects()).hasSize(41);
    assertThat(tokensIssued()).isEqualTo(tokens + 1);
  }

  @Test
  void aRenewedTokenThatIsRefusedTooPausesTheDestinationUntilTheAccountIsMended() {
    fault("{\"kind\":\"code:184\"}");

    post("/v1/identify", identify("refused@token.example", "CEO"));

    eventuallyHolds(() -> assertThat(waits("main", "unauthorized")).isTrue());
    eventuallyHolds(() -> assertThat(requests()).hasSizeGreaterThan(2));
    eventuallyHolds(() -> assertThat(get(home.consolePort, "/observe/health").body())
        .contains("make the user an Account Engagement user of business unit " + Home.businessUnit("main")));
    assertThat(queued("pardot.dead.main")).isEmpty();
    endFaults();
    settled("main");
    assertThat(prospect("refused@token.example").path("job_title").asText()).isEqualTo("CEO");
    assertThat(waits("main", "unauthorized")).isFalse();
  }

  @Test
  void whileNoTokenIsToBeHadTheEventWaits() {
    fault("{\"kind\":\"503\",\"match\":\"/services/oauth2/token\"}");
    sandbox("DELETE", "/sandbox/tokens", null);

    post("/v1/identify", identify("nowhere@token.example", "CEO"));

    eventuallyHolds(() -> assertThat(waits("main", "unauthorized")).isTrue());
    assertThat(prospects()).isEmpty();
    endFaults();
    settled("main");
    assertThat(prospect("nowhere@token.example").path("job_title").asText()).isEqualTo("CEO");
  }

  private int tokensIssued() {
    try {
      JsonNode overview = JSON.readTree(sandbox("GET", "/sandbox", null));
      return overview.path("tokensIssued").asInt();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
