package io.pardotroutes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.support.BundleTest;
import io.pardotroutes.support.Home;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The write key that everybody knows reaches this machine's own Pardot only, whatever is changed while the bundle runs. */
class SampleKeyTest extends BundleTest {

  @BeforeEach
  void startWithTheSandbox() {
    // Whatever leaves this machine ends at a proxy that there is not.
    home.setting("pardot.proxy.host", "127.0.0.1").setting("pardot.proxy.port", Home.freePort());
    home.destination("main", 4);
    start();
  }

  private void addRealDestination() {
    home.write("config/destinations/real.properties", "businessUnitId = " + Home.businessUnit("real") + "\nauth.clientId = app\nauth.refreshToken = token\n");
  }

  private void assertRefused(String file) {
    eventuallyHolds(() -> assertThat(get(home.consolePort, "/observe/health").body()).contains(file + ": ", "has the sample key, which everybody knows",
        "put keys of your own in its place, and start again"));
    assertThat(hasMetric("pardot_backlog{destination=\"real\"}")).isFalse();
  }

  @Test
  void aDestinationElsewhereIsRefusedWhileItIsOneOfTheKeys() {
    addRealDestination();

    assertRefused("real.properties");
    assertThat(post("/v1/identify", identify("still@sample.example", "CEO")).statusCode()).isEqualTo(200);
    assertThat(prospect("still@sample.example").path("job_title").asText()).isEqualTo("CEO");
  }

  @Test
  void aDestinationThatIsSentElsewhereStaysWhereItIs() {
    home.destination("main", 4, "baseUrl = https://pi.pardot.com", "auth.flow = refresh-token", "auth.clientId = app", "auth.refreshToken = token");

    assertRefused("main.properties");
    assertThat(post("/v1/identify", identify("stays@sample.example", "CEO")).statusCode()).isEqualTo(200);
    assertThat(prospect("stays@sample.example").path("job_title").asText()).isEqualTo("CEO");
  }

  @Test
  void keysThatReplaceItLetADestinationElsewhereInFromTheNextStart() {
    home.setting("pardot.http.writeKeys", "shop:shop-key-0123456789");
    addRealDestination();

    assertRefused("real.properties");
    restart();
    assertThat(hasMetric("pardot_backlog{destination=\"real\"}")).isTrue();
    byte[] event = identify("next@sample.example", "CEO").getBytes(StandardCharsets.UTF_8);
    assertThat(post("/v1/identify", event, "Authorization", WRITE_KEY).statusCode()).isEqualTo(401);
    String key = Base64.getEncoder().encodeToString("shop-key-0123456789:".getBytes(StandardCharsets.UTF_8));
    assertThat(post("/v1/identify", event, "Authorization", "Basic " + key).statusCode()).isEqualTo(200);
  }
}
