package io.pardotroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** The console port where others than this machine can reach it. */
class ConsoleLoginTest extends BundleTest {

  private HttpResponse<String> get(String path, String password) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + home.consolePort + path));
    if (password != null) {
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(("ops:" + password).getBytes(StandardCharsets.UTF_8)));
    }
    return send(request.build());
  }

  @Test
  void anAddressThatOthersReachNeedsAPassword() {
    home.destination("main", 4).setting("pardot.console.host", "0.0.0.0");

    assertThatThrownBy(() -> Bundle.start(home.folder(), why -> { })).isInstanceOf(CannotStart.class)
        .hasMessageContaining("pardot.console.host (0.0.0.0) lets others than this machine in; set pardot.console.password");
  }

  @Test
  void withoutThePasswordHealthSaysWhetherAllIsWellAndNothingElse() {
    home.destination("main", 4).setting("pardot.console.host", "0.0.0.0").setting("pardot.console.password", "correct horse");
    start();
    eventuallyHolds(() -> assertThat(get("/observe/health/ready", null).statusCode()).isEqualTo(200));

    for (String path : new String[] {"/observe/health", "/observe/health/live", "/observe/health/ready", "/observe/health/"}) {
      assertThat(get(path, null).body()).isIn("{\"status\":\"UP\"}", "");
    }
    for (String path : new String[] {"/observe/metrics", "/observe//metrics", "/observe/%6detrics", "/observe/./metrics", "/observe/x/../metrics", "/observe/metrics/",
        "/observe/metrics;x"}) {
      HttpResponse<String> refused = get(path, null);
      assertThat(refused.statusCode()).as(path).isIn(401, 404);
      assertThat(refused.body()).doesNotContain("pardot_");
    }
    assertThat(get("/observe/metrics", "correct horse").body()).contains("pardot_backlog");
    assertThat(get("/observe/health", "correct horse").body()).contains("\"checks\"");
    for (int i = 0; i < 5; i++) {
      assertThat(get("/observe/metrics", "wrong " + i).statusCode()).isEqualTo(401);
    }
    assertThat(get("/observe/metrics", "correct horse").statusCode()).isEqualTo(429);
  }
}
