package io.pardotroutes.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pardotroutes.bundle.Bundle;
import io.pardotroutes.settings.InvalidConfiguration;
import io.pardotroutes.support.BundleTest;
import io.pardotroutes.support.Log;
import io.pardotroutes.support.RawHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.support.LifecycleStrategySupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The console port where others than this machine can reach it. */
class ConsoleLoginTest extends BundleTest {

  @RegisterExtension
  private final Log log = new Log(PasswordLimits.class);

  private void startOpenToOthers() {
    home.destination("main", 4).setting("pardot.console.host", "0.0.0.0").setting("pardot.console.password", "correct horse");
    start();
    eventuallyHolds(() -> assertThat(call("GET", "/observe/health/ready", null).statusCode()).isEqualTo(200));
  }

  private HttpResponse<String> call(String method, String path, String password) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + home.consolePort + path)).method(method, HttpRequest.BodyPublishers.noBody());
    if (password != null) {
      request.header("Authorization", credentials(password));
    }
    return send(request.build());
  }

  private static String credentials(String password) {
    return "Basic " + Base64.getEncoder().encodeToString(("ops:" + password).getBytes(StandardCharsets.UTF_8));
  }

  private HttpResponse<String> get(String path, String password) {
    return call("GET", path, password);
  }

  /** From another address of this machine. */
  private int statusFrom(String address, String password) {
    try (Socket socket = new Socket("127.0.0.1", home.consolePort, InetAddress.getByName(address), 0); RawHttp connection = new RawHttp(socket)) {
      socket.setSoTimeout(30_000);
      return connection.send("GET /observe/metrics HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + credentials(password) + "\r\n\r\n").answer().status();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anAddressThatOthersReachNeedsAPassword() {
    home.destination("main", 4).setting("pardot.console.host", "0.0.0.0");

    assertThatThrownBy(() -> Bundle.start(home.folder(), why -> { })).isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("pardot.console.host (0.0.0.0) lets others than this machine in; set pardot.console.password");
  }

  /** Asks for metrics as soon as Camel has opened its ports. */
  public static final class EarlyVisitor implements CamelContextAware {

    private static final AtomicReference<HttpResponse<String>> ANSWER = new AtomicReference<>();

    private CamelContext context;

    @Override
    public CamelContext getCamelContext() {
      return context;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
      context = camelContext;
      camelContext.addLifecycleStrategy(new LifecycleStrategySupport() {
        @Override
        public void onContextStarted(CamelContext started) {
          String port = started.resolvePropertyPlaceholders("{{pardot.console.port}}");
          ANSWER.set(send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/observe/metrics")).build()));
        }
      });
    }
  }

  @Test
  void noMomentOfTheStartLeavesItOpen() {
    home.destination("main", 4).setting("pardot.console.password", "correct horse").setting("camel.beans.earlyVisitor", "#class:" + EarlyVisitor.class.getName());

    start();

    assertThat(EarlyVisitor.ANSWER.get().statusCode()).isEqualTo(401);
  }

  @Test
  void withoutThePasswordHealthSaysWhetherAllIsWellAndNothingElse() {
    startOpenToOthers();

    for (String path : new String[] {"/observe/health", "/observe/health/live", "/observe/health/ready", "//observe/%68ealth/./live"}) {
      assertThat(get(path, null).body()).as(path).isEqualTo("{\"status\":\"UP\"}");
      assertThat(call("HEAD", path, null).statusCode()).as(path).isEqualTo(200);
    }
    assertThat(get("/observe/metrics", "correct horse").body()).contains("pardot_backlog");
    assertThat(get("/observe/health", "correct horse").body()).contains("\"checks\"");
  }

  @Test
  void noOtherWayToWriteAPathLeadsPastThePassword() {
    startOpenToOthers();

    for (String path : new String[] {"/observe/metrics", "/observe//metrics", "//observe/metrics", "/%2e/observe/metrics", "/observe/%2e/metrics", "/observe/./metrics",
        "/observe/x/../metrics", "/observe/health/../metrics", "/observe/health/%2e%2e/metrics", "/observe/%6detrics", "/observe%2fmetrics", "/OBSERVE/metrics", "/observe/METRICS",
        "/observe/metrics/", "/observe/metrics;x", "/observe;x/metrics", "/observe/metrics?x=/observe/health/live", "/observe", "/observe/", "/", "/nothing",
        "/observe/health/", "/observe/health/live/", "/observe/health/live;x", "/observe/healthy", "/observe/health/x", "/OBSERVE/HEALTH/LIVE", "/connect/%2e%2e/observe/metrics",
        "/connect/done/../../observe/metrics", "/invitation/../observe/metrics"}) {
      for (String method : new String[] {"GET", "HEAD", "OPTIONS", "POST", "TRACE"}) {
        HttpResponse<String> refused = call(method, path, null);
        assertThat(refused.statusCode()).as(method + " " + path).isEqualTo(401);
        assertThat(refused.body()).as(method + " " + path).doesNotContain("pardot_", "UP", "checks");
      }
    }
  }

  @Test
  void wrongPasswordsMakeTheirAddressWaitLongerAndLongerAndTheRightOneWorksAfterwards() {
    startOpenToOthers();
    for (int i = 0; i < 5; i++) {
      assertThat(get("/observe/metrics", "wrong " + i).statusCode()).isEqualTo(401);
    }

    HttpResponse<String> early = get("/observe/metrics", "correct horse");
    assertThat(early.statusCode()).isEqualTo(429);
    assertThat(early.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(get("/observe/health/live", null).statusCode()).isEqualTo(200);
    assertThat(statusFrom("127.0.0.2", "correct horse")).isEqualTo(200);
    eventuallyHolds(() -> assertThat(get("/observe/metrics", "correct horse").statusCode()).isEqualTo(200));

    assertThat(get("/observe/metrics", "wrong again").statusCode()).isEqualTo(401);
    assertThat(get("/observe/metrics", "correct horse").headers().firstValue("Retry-After")).hasValue("2");
    for (int i = 0; i < 20; i++) {
      assertThat(get("/observe/metrics", "wrong " + i).statusCode()).isEqualTo(429);
    }
    eventuallyHolds(() -> assertThat(get("/observe/metrics", "correct horse").statusCode()).isEqualTo(200));
    assertThat(log.lines()).containsExactly(
        "WARN wrong passwords for the console from 127.0.0.1, which has to wait 1 s now",
        "WARN wrong passwords for the console from 127.0.0.1, which has to wait 2 s now");
  }

  @Test
  void wrongPasswordsOfManyAddressesMakeAllWaitButThoseThatKnowTheRightOne() {
    startOpenToOthers();
    assertThat(statusFrom("127.0.0.9", "correct horse")).isEqualTo(200);

    for (int i = 0; i < 50; i++) {
      assertThat(statusFrom("127.0.1." + (1 + i / 4), "wrong " + i)).isEqualTo(401);
    }

    assertThat(statusFrom("127.0.2.1", "correct horse")).isEqualTo(429);
    assertThat(statusFrom("127.0.0.9", "correct horse")).isEqualTo(200);
    eventuallyHolds(() -> assertThat(statusFrom("127.0.2.1", "correct horse")).isEqualTo(200));
    assertThat(log.lines()).containsExactly("WARN wrong passwords for the console from many addresses, the last is 127.0.1.13: all have to wait 1 s now, "
        + "but for those that have shown the right one");
  }
}
