package io.pardotroutes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.support.BundleTest;
import io.pardotroutes.support.Home;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A destination that can't work as it is set stops, says why, and keeps its events. Others go on. */
class StoppedDestinationTest extends BundleTest {

  @ParameterizedTest
  @CsvSource({"4,3,false,89", "3,4,true,88"})
  void theWrongVersionStopsTheDestinationUntilItsFileIsCorrected(int wrong, int right, boolean several, int code) {
    home.destination("main", wrong).setting("pardot.delivery.quotaDelay", "1h");
    start();
    severalPerEmail(several);

    post("/v1/batch", batch(identify("a@stop.example", "CEO"), identify("b@stop.example", "CEO")));

    assertStopped("main", code);
    assertThat(post("/v1/identify", identify("c@stop.example", "CEO")).statusCode()).isEqualTo(200);
    assertThat(queued("pardot.deliveries.main")).hasSize(3);
    assertThat(queued("pardot.dead.main")).isEmpty();
    assertThat(prospects()).isEmpty();
    home.destination("main", right);
    eventuallyHolds(() -> assertThat(prospects()).hasSize(3));
    settled("main");
    assertThat(waits("main", "misconfigured")).isFalse();
    assertThat(health().statusCode()).isEqualTo(200);
  }

  @Test
  void aCauseThatWasMendedInPardotIsNoticedByItself() {
    home.destination("main", 4).setting("pardot.delivery.quotaDelay", "3s");
    start();
    fault("{\"kind\":\"code:46\"}");
    post("/v1/identify", identify("a@stop.example", "CEO"));
    assertStopped("main", 46);

    endFaults();

    assertThat(prospect("a@stop.example").path("job_title").asText()).isEqualTo("CEO");
    settled("main");
    assertThat(waits("main", "misconfigured")).isFalse();
    assertThat(health().statusCode()).isEqualTo(200);
  }

  @Test
  void anOutageThatEndsInARefusalForTheSettingsStopsTheDestination() {
    home.destination("main", 4).setting("pardot.delivery.quotaDelay", "1h");
    start();
    fault("{\"kind\":\"503\",\"count\":2}");
    fault("{\"kind\":\"code:46\"}");

    post("/v1/identify", identify("a@stop.example", "CEO"));

    assertStopped("main", 46);
    assertThat(queued("pardot.deliveries.main")).hasSize(1);
  }

  @Test
  void aRestartTriesAgain() {
    home.destination("main", 4).setting("pardot.delivery.quotaDelay", "1h");
    start();
    severalPerEmail(false);
    post("/v1/identify", identify("a@stop.example", "CEO"));
    assertStopped("main", 89);

    restart();

    assertThat(prospect("a@stop.example").path("job_title").asText()).isEqualTo("CEO");
  }

  @Test
  void aLookupThatIsRefusedForTheSettingsStopsTheDestinationToo() {
    home.destination("main", 4, "lookupField = org_id").setting("pardot.delivery.quotaDelay", "1h");
    start();
    fault("{\"kind\":\"code:49\",\"match\":\"/do/read\"}");

    post("/v1/identify", identify("a", "a@stop.example", "CEO"));

    assertStopped("main", 49);
    assertThat(metric("pardot_backlog{destination=\"main\"}")).isEqualTo(1);
  }

  @Test
  void oneDestinationsTroubleIsNotTheOthers() {
    home.destination("up", 4).destination("down", 4, "baseUrl = http://localhost:" + Home.freePort()).setting("camel.main.shutdownTimeout", 1);
    start();

    for (int i = 0; i < 20; i++) {
      post("/v1/identify", identify("p" + i + "@two.example", "CEO"));
    }

    settled("up");
    assertThat(prospects()).hasSize(20);
    eventuallyHolds(() -> assertThat(waits("down", "unavailable")).isTrue());
    assertThat(waits("up", "unavailable")).isFalse();
    assertThat(metric("pardot_backlog{destination=\"down\"}")).isEqualTo(20);
    home.destination("down", 4);
    settled("down");
    assertThat(prospects()).hasSize(40);
  }

  private void severalPerEmail(boolean several) {
    sandbox("POST", "/sandbox/settings", "{\"businessUnit\":\"" + Home.businessUnit("main") + "\",\"multipleProspectsPerEmail\":" + several + "}");
  }

  private HttpResponse<String> health() {
    return get(home.consolePort, "/observe/health");
  }

  private void assertStopped(String destination, int code) {
    eventuallyHolds(() -> assertThat(bundle().context().getRouteController().getRouteStatus("deliver-" + destination).isStopped()).isTrue());
    assertThat(waits(destination, "misconfigured")).isTrue();
    assertThat(health().statusCode()).isEqualTo(503);
    assertThat(health().body()).contains("{\"status\":\"DOWN\"", destination + " is stopped: ", "code " + code);
    // Right after a start the inbox has not been looked at yet, and the bundle is not ready before that.
    eventuallyHolds(() -> {
      HttpResponse<String> ready = get(home.consolePort, "/observe/health/ready");
      assertThat(ready.statusCode()).as(ready.body()).isEqualTo(200);
    });
    assertThat(get(home.consolePort, "/observe/health/live").statusCode()).isEqualTo(200);
  }
}
