package io.pardotroutes.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.pardotroutes.support.Home;
import io.pardotroutes.support.SharedBundleTest;
import io.pardotroutes.support.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code bin/pardot-routes connect}: somebody signs in with a browser, and the running bundle goes on by itself. */
class ConnectTest extends SharedBundleTest {

  private static final Pattern PAGE = Pattern.compile("http://\\S+/services/oauth2/authorize\\S+");

  private final HttpClient browser = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

  /** A destination for each test, that nobody has connected. */
  @Override
  protected void prepare(Home home) {
    for (String name : List.of("waiting", "mended", "revoked", "remote", "stray", "twice", "denied", "foreign", "fields", "version")) {
      home.destination(name, 4, "auth.flow = web-server", "auth.loginUrl = http://localhost:" + home.sandboxPort, "auth.clientId = sandbox",
          "auth.clientSecret = planted-client-secret", "lookupField = org_id", "fieldMap = config/" + name + ".yaml");
      home.write("config/" + name + ".yaml", home.read("config/field-map.yaml"));
    }
    home.destination("server", 4, "auth.flow = client-credentials", "auth.loginUrl = http://localhost:" + home.sandboxPort, "auth.clientId = sandbox", "auth.clientSecret = x");
    home.keys().setting("pardot.delivery.unauthorizedDelay", "1h");
  }

  @BeforeEach
  void letSignIn() {
    screen.reset();
    sandbox("POST", "/sandbox/settings", "{\"requireToken\":true,\"signIn\":\"allow\"}");
    sandbox("POST", "/sandbox/prospects", "[]");
  }

  private CompletableFuture<Terminal.Result> connect(String destination, InputStream keyboard) {
    return CompletableFuture.supplyAsync(() -> Terminal.run(home, keyboard, screen, "connect", destination));
  }

  private CompletableFuture<Terminal.Result> connect(String destination) {
    return connect(destination, InputStream.nullInputStream());
  }

  /** The address that the command prints. */
  private URI page() {
    return eventually(() -> {
      Matcher found = PAGE.matcher(screen.toString(StandardCharsets.UTF_8));
      assertThat(found.find()).isTrue();
      return URI.create(found.group());
    });
  }

  private HttpResponse<String> open(URI page) {
    try {
      return browser.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private void connectWithBrowser(String destination) throws Exception {
    screen.reset();
    CompletableFuture<Terminal.Result> command = connect(destination);
    open(page());
    assertThat(command.get(30, TimeUnit.SECONDS).out()).contains("Connected");
  }

  private void assertWaitsToBeConnected(String destination) {
    eventuallyHolds(() -> assertThat(health()).containsPattern(destination + " is stopped: [^\"]*pardot-routes connect " + destination));
    assertThat(waits(destination, "unauthorized")).isTrue();
    assertThat(queued("pardot.dead." + destination)).isEmpty();
  }

  private String health() {
    return get(home.consolePort, "/observe/health").body();
  }

  @Test
  void anEventWaitsUntilItsDestinationIsConnectedAndThenGoesOnByItself() throws Exception {
    postTo("waiting", "/v1/identify", identify("org", "first@connect.example", "CEO"));
    assertWaitsToBeConnected("waiting");
    CompletableFuture<Terminal.Result> command = connect("waiting");

    HttpResponse<String> last = open(page());

    assertThat(last.statusCode()).isEqualTo(200);
    assertThat(last.body()).isEqualTo("Connected. You can close this page.");
    assertThat(last.uri().getQuery()).isNull();
    Terminal.Result result = command.get(30, TimeUnit.SECONDS);
    assertThat(result.out()).contains("Connected as user 0055e000001SbxUAAS.", "ok       signed in as user 0055e000001SbxUAAS",
        "ok       business unit " + Home.businessUnit("waiting"), "ok       accepts version 4 of the API");
    assertThat(prospect("first@connect.example").path("job_title").asText()).isEqualTo("CEO");
    Path kept = home.folder().resolve("data/secrets/tokens/waiting");
    assertThat(Files.getPosixFilePermissions(kept)).hasSize(2);
    assertThat(result.out() + result.err()).doesNotContain("planted-client-secret", "5Aep");
  }

  @Test
  void theHealthForgetsWhatASignInHasMended() throws Exception {
    assertThat(health()).containsPattern("mended: [^;\"]*not connected to Salesforce yet");

    connectWithBrowser("mended");

    eventuallyHolds(() -> assertThat(health()).doesNotContainPattern("mended: [^;\"]*not connected to Salesforce yet"));
  }

  @Test
  void anAccessThatWasRevokedPausesAndIsTakenUpAgainAfterAnotherSignIn() throws Exception {
    connectWithBrowser("revoked");
    postTo("revoked", "/v1/identify", identify("org", "before@connect.example", "CEO"));
    assertThat(prospect("before@connect.example").path("job_title").asText()).isEqualTo("CEO");
    sandbox("DELETE", "/sandbox/refresh-tokens", null);
    sandbox("DELETE", "/sandbox/tokens", null);

    postTo("revoked", "/v1/identify", identify("org2", "after@connect.example", "CEO"));

    assertWaitsToBeConnected("revoked");
    connectWithBrowser("revoked");
    assertThat(prospect("after@connect.example").path("job_title").asText()).isEqualTo("CEO");
    settled("revoked");
  }

  @Test
  void aBrowserOnAnotherMachineIsNoHindrance() throws Exception {
    PipedOutputStream typed = new PipedOutputStream();
    CompletableFuture<Terminal.Result> command = connect("remote", new PipedInputStream(typed));
    HttpResponse<String> redirect = HttpClient.newHttpClient().send(HttpRequest.newBuilder(page()).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(redirect.statusCode()).isEqualTo(302);

    typed.write((redirect.headers().firstValue("Location").orElseThrow() + "\n").getBytes(StandardCharsets.UTF_8));
    typed.flush();

    assertThat(command.get(30, TimeUnit.SECONDS).out()).contains("Connected");
  }

  @Test
  void anotherPageThatCallsBackDoesNotEndTheSignIn() throws Exception {
    CompletableFuture<Terminal.Result> command = connect("stray");
    String callback = Pattern.compile("redirect_uri=([^&]+)").matcher(page().getRawQuery()).results().findFirst().orElseThrow().group(1);

    HttpResponse<String> stray = open(URI.create(URLDecoder.decode(callback, StandardCharsets.UTF_8) + "?code=abc&state=<script>".replace("<", "%3C").replace(">", "%3E")));

    assertThat(stray.statusCode()).isEqualTo(400);
    assertThat(stray.body()).contains("another sign-in").doesNotContain("script", "abc");
    open(page());
    assertThat(command.get(30, TimeUnit.SECONDS).out()).contains("Connected");
  }

  @Test
  void theSameAnswerIsTakenOnce() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    HttpServer salesforce = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    salesforce.createContext("/services/oauth2/token", exchange -> {
      try {
        gate.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      exchange.sendResponseHeaders(503, -1);
      exchange.close();
    });
    salesforce.start();
    home.destination("twice", 4, "auth.flow = web-server", "auth.loginUrl = http://localhost:" + salesforce.getAddress().getPort(), "auth.clientId = client");
    try {
      CompletableFuture<Terminal.Result> command = connect("twice");
      Map<String, String> asked = Arrays.stream(page().getRawQuery().split("&")).map(each -> each.split("="))
          .collect(Collectors.toMap(each -> each[0], each -> URLDecoder.decode(each[1], StandardCharsets.UTF_8)));
      HttpRequest callback = HttpRequest.newBuilder(URI.create(asked.get("redirect_uri") + "?code=planted-code&state=" + asked.get("state"))).build();
      assertThat(send(callback).statusCode()).isEqualTo(303);

      HttpResponse<String> again = send(callback);

      assertThat(again.statusCode()).isEqualTo(400);
      assertThat(again.body()).contains("came before").doesNotContain("planted", asked.get("state"));
      gate.countDown();
      assertThat(command.get(30, TimeUnit.SECONDS).err()).contains("Try again");
      assertThat(home.folder().resolve("data/secrets/tokens/twice")).doesNotExist();
    } finally {
      gate.countDown();
      salesforce.stop(0);
    }
  }

  @Test
  void whoSaysNoIsNotConnected() throws Exception {
    sandbox("POST", "/sandbox/settings", "{\"signIn\":\"deny\"}");
    CompletableFuture<Terminal.Result> command = connect("denied");

    HttpResponse<String> last = open(page());

    assertThat(last.statusCode()).isEqualTo(400);
    assertThat(last.body()).isEqualTo("Not connected. The terminal says why.");
    Terminal.Result result = command.get(30, TimeUnit.SECONDS);
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("The sign-in was refused at Salesforce.");
    assertThat(home.folder().resolve("data/secrets/tokens/denied")).doesNotExist();
  }

  @Test
  void anAnswerThatIsNotThisSignInsConnectsNothing() throws Exception {
    for (String answer : new String[] {"http://localhost/connect/callback?code=abc&state=someone-elses", "http://localhost/connect/callback?code=abc",
        "http://localhost/connect/callback?error=access_denied&error_description=%3Cscript%3E", "nothing like it"}) {
      Terminal.Result result = Terminal.run(home, new ByteArrayInputStream((answer + "\n").getBytes(StandardCharsets.UTF_8)), new ByteArrayOutputStream(), "connect", "foreign");

      assertThat(result.code()).isEqualTo(1);
      assertThat(result.err()).containsAnyOf("belongs to another sign-in", "no answer to a sign-in").doesNotContain("script", "abc");
    }
    assertThat(home.folder().resolve("data/secrets/tokens/foreign")).doesNotExist();
  }

  @Test
  void theCheckNamesWhatTheAccountLacks() throws Exception {
    connectWithBrowser("fields");
    home.write("config/fields.yaml", home.read("config/fields.yaml") + "\n  shoe_size: [shoeSize]\n");

    Terminal.Result result = Terminal.run(home, "", "connect", "fields", "--check");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).contains("problem  the account lacks custom fields that the field map writes, and ignores what is sent for them: shoe_size");
  }

  @Test
  void theCheckNamesAWrongVersionAndAWrongBusinessUnit() throws Exception {
    connectWithBrowser("version");
    sandbox("POST", "/sandbox/settings", "{\"businessUnit\":\"" + Home.businessUnit("version") + "\",\"multipleProspectsPerEmail\":false}");

    Terminal.Result version = Terminal.run(home, "", "connect", "version", "--check");
    sandbox("POST", "/sandbox/settings", "{\"businessUnits\":[\"0Uv000000000009AAA\"]}");
    Terminal.Result unit = Terminal.run(home, "", "connect", "version", "--check");

    assertThat(version.code()).isEqualTo(1);
    assertThat(version.out()).contains("the account accepts version 3 of the API only (89); set apiVersion = 3");
    assertThat(unit.out()).contains("201", "businessUnitId (" + Home.businessUnit("version") + ")");
  }

  @Test
  void commandsThatCanNotWorkSayWhy() {
    assertThat(Terminal.run(home, "", "connect", "nowhere").err()).contains("there is no destination nowhere (config/destinations/nowhere.properties is missing)");
    assertThat(Terminal.run(home, "", "connect").code()).isEqualTo(2);
    assertThat(Terminal.run(home, "", "connect", "server").err()).contains("auth.flow = client-credentials, which needs nobody to sign in");
    assertThat(Terminal.run(home, "", "secret", "set", "../x").err()).contains("is no name for a secret");
    assertThat(Terminal.run(home, "", "secret", "set", "empty").err()).contains("nothing was read");
    assertThat(Terminal.run(home, "", "secret", "delete", "nothing").err()).contains("there is no secret nothing");
    assertThat(Terminal.run(home, "", "secret").code()).isEqualTo(2);
  }
}
