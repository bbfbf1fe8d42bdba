package io.pardotroutes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.sandbox.Sandbox;
import io.pardotroutes.support.BundleTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bundle is stopped in the middle of it all, and started again. Pardot stays where it is. */
class RestartTest extends BundleTest {

  private Sandbox pardot;

  @BeforeEach
  void startPardot() {
    pardot = Sandbox.start("127.0.0.1", home.sandboxPort);
  }

  @AfterEach
  void stopPardot() {
    pardot.close();
  }

  @Test
  void whatWaitsDuringAnOutageIsGivenBackAndDeliveredAfterTheRestart() {
    home.destination("main", 4, "lookupField = org_id");
    start();
    fault("{\"kind\":\"503\"}");
    for (int i = 0; i < 60; i++) {
      post("/v1/identify", identify("p" + i, "p" + i + "@restart.example", "CEO"));
    }
    eventuallyHolds(() -> assertThat(waits("main", "unavailable")).isTrue());

    long begin = System.nanoTime();
    stop();
    long took = System.nanoTime() - begin;
    endFaults();
    start();

    settled("main");
    assertThat(took).isLessThan(20_000_000_000L);
    assertThat(prospects()).hasSize(60);
    assertThat(queued("pardot.dead.main")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lookupField = org_id", "onNoIdentifier = create"})
  void aCreateThatWasUnderWayAtTheStopIsNotMadeTwice(String setting) {
    home.destination("main", 4, setting);
    start();
    fault("{\"kind\":\"503\",\"when\":\"after\",\"match\":\"CEO-under-way\"}");
    post("/v1/identify", identify("under", "under@restart.example", "CEO-under-way"));
    eventuallyHolds(() -> assertThat(prospects()).hasSize(1));

    stop();
    endFaults();
    start();

    settled("main");
    assertThat(prospects()).singleElement().satisfies(prospect -> assertThat(prospect.path("job_title").asText()).isEqualTo("CEO-under-way"));
  }

  @Test
  void aDestinationThatIsTakenAwayKeepsItsEventsUntilItsFileIsBack() {
    home.destination("main", 4).destination("other", 4).setting("camel.main.shutdownTimeout", 1);
    start();
    fault("{\"kind\":\"503\"}");
    post("/v1/identify", identify("a@away.example", "CEO"));
    eventuallyHolds(() -> assertThat(waits("main", "unavailable")).isTrue());

    home.deleteDestination("main");
    eventuallyHolds(() -> assertThat(hasMetric("pardot_backlog{destination=\"main\"}")).isFalse());
    endFaults();
    settled("other");
    assertThat(prospects()).hasSize(1);
    home.destination("main", 4);

    eventuallyHolds(() -> assertThat(prospects()).hasSize(2));
  }
}
