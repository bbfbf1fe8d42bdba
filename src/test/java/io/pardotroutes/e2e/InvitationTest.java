package io.pardotroutes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.support.Home;
import io.pardotroutes.support.SharedBundleTest;
import io.pardotroutes.support.Terminal;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code bin/pardot-routes invite}: a link that lets one person connect one destination, and nothing else. */
class InvitationTest extends SharedBundleTest {

  private String console;

  @Override
  protected void prepare(Home home) {
    for (String name : new String[] {"main", "used"}) {
      home.destination(name, 4, "auth.flow = web-server", "auth.loginUrl = http://localhost:" + home.sandboxPort, "auth.clientId = sandbox");
    }
    home.keys().setting("pardot.delivery.unauthorizedDelay", "1h");
    console = "http://localhost:" + home.consolePort;
  }

  @BeforeEach
  void letSignIn() {
    sandbox("POST", "/sandbox/settings", "{\"requireToken\":true,\"signIn\":\"allow\"}");
  }

  private static HttpClient browser() {
    return HttpClient.newBuilder().cookieHandler(new CookieManager()).followRedirects(HttpClient.Redirect.NORMAL).build();
  }

  private String invite(String destination) {
    Terminal.Result result = Terminal.run(home, "", "invite", destination);
    assertThat(result.code()).as(result.err()).isZero();
    Matcher link = Pattern.compile("http://localhost:\\d+/invitation/[0-9a-f]{8}/[A-Za-z0-9_-]{43}").matcher(result.out());
    assertThat(link.find()).isTrue();
    return link.group();
  }

  private static HttpResponse<String> open(HttpClient browser, String page) {
    return send(browser, HttpRequest.newBuilder(URI.create(page)).build());
  }

  private HttpResponse<String> press(HttpClient browser, String origin) {
    return send(browser, HttpRequest.newBuilder(URI.create(console + "/connect")).header("Origin", origin).POST(HttpRequest.BodyPublishers.noBody()).build());
  }

  private static HttpResponse<String> send(HttpClient browser, HttpRequest request) {
    try {
      return browser.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Test
  void itsHolderConnectsTheDestinationOnceAndItsEventsGoOn() {
    postTo("used", "/v1/identify", identify("invited@connect.example", "CEO"));
    String link = invite("used");
    HttpClient teammate = browser();

    HttpResponse<String> page = open(teammate, link);
    assertThat(page.uri()).hasPath("/connect");
    assertThat(page.body()).contains("Connect used to Pardot", "<button>Sign in to Salesforce</button>").doesNotContain("<script", link);
    HttpResponse<String> done = press(teammate, console);

    assertThat(done.uri()).hasPath("/connect/done").hasNoQuery();
    assertThat(done.body()).contains("Connected");
    assertThat(prospect("invited@connect.example").path("job_title").asText()).isEqualTo("CEO");
    assertThat(open(browser(), link).statusCode()).isEqualTo(404);
    assertThat(press(teammate, console).statusCode()).isEqualTo(404);
    assertThat(Terminal.run(home, "", "invite", "--list").out()).contains("used  used ");
  }

  @Test
  void whoOnlyOpensTheLinkUsesNothingUp() {
    String link = invite("main");
    open(browser(), link);

    assertThat(open(browser(), link).body()).contains("Connect main to Pardot");
  }

  @Test
  void oneThatIsTakenBackLetsNobodyIn() {
    String link = invite("main");
    HttpClient teammate = browser();
    open(teammate, link);
    String id = link.replaceAll(".*/invitation/([0-9a-f]{8})/.*", "$1");

    assertThat(Terminal.run(home, "", "invite", "--revoke", id).out()).contains(id);

    assertThat(press(teammate, console).statusCode()).isEqualTo(404);
    assertThat(open(browser(), link).statusCode()).isEqualTo(404);
    assertThat(Terminal.run(home, "", "invite", "--revoke", id).err()).contains("there is no invitation " + id);
  }

  @Test
  void aWrongLinkAForeignPageAndAForeignNameLetNobodyIn() {
    String link = invite("main");
    assertThat(open(browser(), link.substring(0, link.length() - 1) + (link.endsWith("A") ? "B" : "A")).statusCode()).isEqualTo(404);
    assertThat(open(browser(), console + "/connect").statusCode()).isEqualTo(404);
    assertThat(open(browser(), console + "/connect/callback?code=x&state=y").statusCode()).isEqualTo(404);
    HttpClient teammate = browser();
    open(teammate, link);
    for (String origin : new String[] {"http://evil.example", "null"}) {
      assertThat(press(teammate, origin).statusCode()).isEqualTo(403);
    }
    assertThat(home.folder().resolve("data/secrets/tokens/main")).doesNotExist();
  }

  @Test
  void anAnswerOfAnotherSignInConnectsNothing() {
    HttpClient teammate = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    open(teammate, invite("main"));
    for (String answer : new String[] {"?code=abc&state=another", "?code=abc", "?error=access_denied&error_description=%3Cb%3Eno%3C/b%3E&state=another", ""}) {
      assertThat(press(teammate, console).statusCode()).isEqualTo(303);

      HttpResponse<String> page = open(teammate, console + "/connect/callback" + answer);

      assertThat(page.statusCode()).as(answer).isEqualTo(400);
      assertThat(page.body()).contains("Not connected").doesNotContain("<b>", "abc", "access_denied");
    }
    assertThat(home.folder().resolve("data/secrets/tokens/main")).doesNotExist();
  }

  @Test
  void everyPageKeepsScriptsFramesAndReferrersOut() {
    HttpClient teammate = browser();
    for (String path : new String[] {"/connect", "/connect/done", "/connect/callback", "/connect/style.css", "/invitation/00000000/x"}) {
      HttpResponse<String> page = open(teammate, console + path);
      assertThat(page.headers().firstValue("Content-Security-Policy")).as(path).hasValueSatisfying(policy -> assertThat(policy)
          .startsWith("default-src 'none'; style-src 'self'; form-action 'self'").contains("frame-ancestors 'none'"));
      assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
      assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
      assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }
  }

  @Test
  void wrongUsageIsSaid() {
    assertThat(Terminal.run(home, "", "invite").code()).isEqualTo(2);
    assertThat(Terminal.run(home, "", "invite", "main", "--list").code()).isEqualTo(2);
    assertThat(Terminal.run(home, "", "invite", "nowhere").err()).contains("there is no destination nowhere");
  }
}
