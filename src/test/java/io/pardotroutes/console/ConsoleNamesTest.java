package io.pardotroutes.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.support.BundleTest;
import io.pardotroutes.support.RawHttp;
import org.junit.jupiter.api.Test;

/** By which names the console's port may be asked. */
class ConsoleNamesTest extends BundleTest {

  private RawHttp.Answer get(String path, String host) {
    try (RawHttp connection = new RawHttp(home.consolePort)) {
      return connection.send("GET " + path + " HTTP/1.1\r\n" + host + "\r\n\r\n").answer();
    }
  }

  @Test
  void onThisMachineAloneAForeignNameReachesNothing() {
    home.destination("main", 4).setting("pardot.console.url", "https://console.example:8443");
    start();

    for (String own : new String[] {"localhost", "LOCALHOST:1", "127.0.0.1:" + home.consolePort, "[::1]", "[::1]:8081", "console.example", "Console.Example:8443"}) {
      assertThat(get("/observe/metrics", "Host: " + own).body()).as(own).contains("pardot_backlog");
      assertThat(get("/connect", "Host: " + own).status()).as(own).isEqualTo(404);
    }
    for (String foreign : new String[] {"evil.example", "localhost.evil.example", "evil.example:" + home.consolePort, "127.0.0.1.evil.example", "192.168.0.1", "localhost.", "[::2]"}) {
      for (String path : new String[] {"/observe/metrics", "/observe/health/live", "//observe/metrics", "/", "/connect", "/connect/done", "/invitation/00000000/x",
          "/connect/callback?code=x&state=y", "/connect/style.css"}) {
        RawHttp.Answer answer = get(path, "Host: " + foreign);
        assertThat(answer.status()).as(foreign + path).isEqualTo(421);
        assertThat(answer.body()).contains("pardot.console.url").doesNotContain("pardot_", "UP", foreign);
      }
    }
  }

  @Test
  void whereOthersReachItProbesMayUseAnyNameAndInvitationsTheirOwn() {
    home.destination("main", 4).setting("pardot.console.host", "0.0.0.0").setting("pardot.console.password", "correct horse")
        .setting("pardot.console.url", "https://console.example");
    start();

    assertThat(get("/observe/health/live", "Host: 192.168.0.1:" + home.consolePort).body()).isEqualTo("{\"status\":\"UP\"}");
    assertThat(get("/observe/metrics", "Host: pod-1.monitoring").status()).isEqualTo(401);
    assertThat(get("/connect", "Host: evil.example").status()).isEqualTo(421);
    assertThat(get("/invitation/00000000/x", "Host: evil.example").status()).isEqualTo(421);
    assertThat(get("/connect", "Host: console.example").status()).isEqualTo(404);
  }
}
