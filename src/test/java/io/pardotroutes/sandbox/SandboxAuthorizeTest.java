package io.pardotroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.sandbox.SandboxCaller.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** The page that asks a person for the approval, and what the app gets to know of it. */
class SandboxAuthorizeTest extends SandboxTest {
  private App app;

  @BeforeEach
  void startApp() {
    app = new App(pardot);
  }

  @Test
  void asksAndSendsTheCodeToTheCallback() {
    Reply page = app.authorize("state", "a b&c=\"<ü>");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.xml("h1")).isEqualTo("pardot-routes wants to use Pardot as integration@sandbox.example");
    assertThat(page.xml("p")).contains("pardot_api refresh_token");

    Reply answer = press(page, "Allow");

    assertThat(answer.status()).isEqualTo(302);
    assertThat(App.location(answer)).startsWith(App.CALLBACK + "?code=aPrx").contains("%3D%3D&state=");
    assertThat(App.callback(answer)).containsOnlyKeys("code", "state").containsEntry("state", "a b&c=\"<ü>");
    assertThat(app.exchange(App.callback(answer).get("code")).status()).isEqualTo(200);
  }

  @Test
  void tellsTheAppOfADenial() {
    Reply answer = press(app.authorize(), "Deny");

    assertThat(answer.status()).isEqualTo(302);
    assertThat(App.location(answer))
        .isEqualTo(App.CALLBACK + "?error=access_denied&error_description=end-user+denied+authorization&state=s-1");
  }

  @Test
  void staysOnThePageUntilAButtonIsPressed() {
    Reply page = pardot.send(pardot.request(App.authorizePath()).POST(BodyPublishers.ofString("decision=perhaps")));

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.xml("button")).isEqualTo("Allow");
  }

  @Test
  void keepsTheQueryOfTheCallback() {
    pardot.settings("{\"signIn\": \"allow\"}");

    assertThat(App.location(app.authorize("redirect_uri", "http://127.0.0.1:9/back?for=emea", "state", null)))
        .matches("http://127\\.0\\.0\\.1:9/back\\?for=emea&code=[^&]+");
  }

  @Test
  void thePageRunsAndLoadsNothing() {
    Reply page = app.authorize("state", "\"><script>alert(1)</script>", "scope", "pardot_api");

    var headers = page.response().headers();
    assertThat(headers.firstValue("Content-Security-Policy").orElseThrow()).startsWith("default-src 'none';")
        .contains("form-action 'self' http://localhost:8081;", "frame-ancestors 'none'").doesNotContain("unsafe");
    assertThat(headers.firstValue("Content-Type").orElseThrow()).startsWith("text/html");
    assertThat(headers.firstValue("Cache-Control")).contains("no-store");
    assertThat(page.xml().getElementsByTagName("script").getLength()).isZero();
    assertThat(page.body()).doesNotContain("<script");
  }

  @ParameterizedTest
  @CsvSource({"allow,code", "deny,error"})
  void decidesAtOnceWhenTold(String decision, String told) {
    pardot.settings("{\"signIn\": \"" + decision + "\"}");

    assertThat(App.callback(app.authorize())).containsKey(told).containsEntry("state", "s-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "http://shop.example/", "https://localhost:8081/", "http://localhost.shop.example/",
      "http://localhost:8081@shop.example/", "http://localhost\\@shop.example/", "http://localhost:8081/#x", "javascript:alert(1)",
      "//localhost/", "http://localhost:8081/\r\nX-Other: 1"})
  void neverRedirectsToAnywhereElse(String redirect) {
    pardot.settings("{\"signIn\": \"allow\"}");

    Reply page = app.authorize("redirect_uri", redirect);

    assertThat(page.status()).isEqualTo(400);
    assertThat(App.location(page)).isNull();
    assertThat(page.xml("h1")).isEqualTo("redirect_uri_mismatch: redirect_uri must match configuration");
    assertThat(page.body()).doesNotContain("shop.example", "alert");
  }

  @Test
  void neverRedirectsForAnotherClient() {
    pardot.settings("{\"signIn\": \"allow\"}");

    Reply page = app.authorize("client_id", "other");

    assertThat(page.status()).isEqualTo(400);
    assertThat(App.location(page)).isNull();
    assertThat(page.xml("h1")).isEqualTo("invalid_client_id: client identifier invalid");
  }

  @ParameterizedTest
  @CsvSource({
      "https://app.example/back?x=1,302",
      "https://app.example/back?x=2,400",
      "https://app.example/back,400",
      "https://other.example/back?x=1,400",
      "http://localhost:8081/signed-in,400"})
  void wantsExactlyOneOfTheCallbackUrls(String redirect, int status) {
    pardot.settings("{\"signIn\": \"allow\", \"callbackUrls\": [\"https://app.example/back?x=1\", \"https://app.example/\"]}");

    assertThat(app.authorize("redirect_uri", redirect).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(nullValues = "none", value = {
      "response_type,token,unsupported_response_type",
      "response_type,none,invalid_request",
      "scope,pardot_api dragons,invalid_scope",
      "code_challenge,short,invalid_request",
      "code_challenge_method,S256,invalid_request"})
  void tellsTheAppWhatIsWrong(String parameter, String value, String error) {
    Reply answer = app.authorize(parameter, value);

    assertThat(answer.status()).isEqualTo(302);
    assertThat(App.callback(answer)).containsEntry("error", error).containsEntry("state", "s-1").doesNotContainKey("code");
    assertThat(App.callback(answer).get("error_description")).isNotEmpty();
  }

  @Test
  void refusesAPlainChallenge() {
    assertThat(App.callback(app.authorize("code_challenge", App.CHALLENGE, "code_challenge_method", "plain")))
        .containsEntry("error", "invalid_request");
    assertThat(app.authorize("code_challenge", App.CHALLENGE, "code_challenge_method", "S256").status()).isEqualTo(200);
    assertThat(app.authorize("code_challenge", App.CHALLENGE).status()).isEqualTo(200);
  }

  @Test
  void isForBrowsers() {
    assertThat(pardot.control("DELETE", App.authorizePath(), null).status()).isEqualTo(405);
  }

  /** As a browser sends the page's form. */
  private Reply press(Reply page, String button) {
    Element form = (Element) page.xml().getElementsByTagName("form").item(0);
    var buttons = form.getElementsByTagName("button");
    for (int i = 0; i < buttons.getLength(); i++) {
      Element pressed = (Element) buttons.item(i);
      if (pressed.getTextContent().equals(button)) {
        assertThat(form.getAttribute("method")).isEqualTo("post");
        return pardot.send(pardot.request("/services/oauth2/authorize" + form.getAttribute("action"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(pressed.getAttribute("name") + "=" + pressed.getAttribute("value"))));
      }
    }
    throw new AssertionError("no button " + button);
  }
}
