package io.pardotroutes.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.pardotroutes.auth.Invitations;
import io.pardotroutes.auth.RefreshTokens;
import io.pardotroutes.destination.Auth;
import io.pardotroutes.destination.Destination;
import io.pardotroutes.destination.Destinations;
import io.pardotroutes.event.EventFilter;
import io.pardotroutes.prospect.ApiVersion;
import io.pardotroutes.prospect.OnLookupMiss;
import io.pardotroutes.prospect.OnNoIdentifier;
import io.pardotroutes.secret.SecretKeys;
import io.pardotroutes.secret.Secrets;
import io.pardotroutes.support.MovingClock;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What time and haste do to an invitation: the pages over HTTP, a token endpoint that answers as told, and a clock that is moved. */
class InvitationPagesTest {

  @TempDir
  Path home;

  private final MovingClock clock = new MovingClock(Instant.now());
  private final AtomicInteger asked = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile String instance = "https://acme.my.salesforce.com";
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private final CloseableHttpClient http = HttpClients.createDefault();
  private final Vertx vertx = Vertx.vertx();
  private HttpServer salesforce;
  private Secrets secrets;
  private Invitations invitations;
  private URI address;

  @BeforeEach
  void open() throws Exception {
    salesforce = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    salesforce.setExecutor(threads);
    salesforce.createContext("/services/oauth2/token", exchange -> {
      int number = asked.incrementAndGet();
      try {
        gate.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      byte[] body = ("{\"access_token\":\"access\",\"token_type\":\"Bearer\",\"refresh_token\":\"refresh" + number + "\",\"instance_url\":\"" + instance + "\"}")
          .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    });
    salesforce.start();
    secrets = new Secrets(home.resolve("secrets"), new SecretKeys(home.resolve("secret.key"), null));
    invitations = new Invitations(secrets, clock);
    Router router = Router.router(vertx);
    int port = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get().actualPort();
    address = URI.create("http://localhost:" + port);
    URI login = URI.create("http://localhost:" + salesforce.getAddress().getPort());
    Destination destination = new Destination("emea", true, ApiVersion.V4, login, "0Uv000000000001CAA", null, false, EventFilter.parse("type = \"identify\""), 50,
        Duration.ofMillis(50), 1, OnLookupMiss.ADOPT, OnNoIdentifier.MATCH_EMAIL, false, null, null,
        new Auth(Auth.Flow.WEB_SERVER, login, "client", null, null, null, null));
    new InvitationPages(Destinations.of(destination), invitations, new RefreshTokens(secrets), http, address, clock).serve(router);
  }

  @AfterEach
  void close() throws Exception {
    gate.countDown();
    vertx.close().toCompletionStage().toCompletableFuture().get();
    salesforce.stop(0);
    threads.shutdownNow();
    http.close();
  }

  /** Somebody with a browser of their own. */
  private final class Person {

    private final HttpClient browser = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).cookieHandler(new CookieManager()).build();

    HttpResponse<String> open(String page) throws IOException, InterruptedException {
      return browser.send(HttpRequest.newBuilder(address.resolve(page)).build(), BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> opening(String page) {
      return browser.sendAsync(HttpRequest.newBuilder(address.resolve(page)).build(), BodyHandlers.ofString());
    }

    /** Opens the link, goes on to Salesforce and says yes; what is left is to come back to this page. */
    String signIn(Invitations.Link link) throws IOException, InterruptedException {
      assertThat(open(link.path()).statusCode()).isEqualTo(303);
      return press();
    }

    String press() throws IOException, InterruptedException {
      HttpResponse<String> sent = browser.send(HttpRequest.newBuilder(address.resolve("/connect")).header("Origin", address.toString())
          .POST(HttpRequest.BodyPublishers.noBody()).build(), BodyHandlers.ofString());
      Matcher state = Pattern.compile("[?&]state=([A-Za-z0-9_-]{43})").matcher(sent.headers().firstValue("Location").orElse(""));
      assertThat(state.find()).as(sent.body()).isTrue();
      return "/connect/callback?code=planted-code&state=" + state.group(1);
    }
  }

  private Optional<String> kept() {
    return secrets.read(Secrets.Kind.TOKEN, "emea");
  }

  private void pass(Duration time) {
    clock.advance(time);
  }

  private static void assertRefused(HttpResponse<String> page, String sentence) {
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains("Not connected", sentence).doesNotContain("planted");
  }

  /** Whether a thread waits for what only one may do. */
  private static boolean someoneWaits() {
    return Thread.getAllStackTraces().values().stream()
        .anyMatch(stack -> Arrays.stream(stack).anyMatch(frame -> frame.getClassName().endsWith(".PrivateFiles") && frame.getMethodName().equals("lock")));
  }

  @Test
  void ofTwoWhoComeBackAtTheSameTimeOneConnects() throws Exception {
    Invitations.Link link = invitations.invite("emea");
    Person first = new Person();
    Person second = new Person();
    String ofFirst = first.signIn(link);
    String ofSecond = second.signIn(link);
    gate = new CountDownLatch(1);

    CompletableFuture<HttpResponse<String>> firstPage = first.opening(ofFirst);
    await().until(() -> asked.get() == 1);
    CompletableFuture<HttpResponse<String>> secondPage = second.opening(ofSecond);
    await().until(() -> asked.get() == 2 || someoneWaits());
    gate.countDown();

    assertThat(firstPage.get().headers().firstValue("Location")).contains("/connect/done");
    assertThat(secondPage.get().statusCode()).isEqualTo(404);
    assertThat(secondPage.get().body()).contains("This invitation was used");
    assertThat(asked).hasValue(1);
    assertThat(kept()).hasValueSatisfying(token -> assertThat(token).contains("refresh1"));
  }

  @Test
  void onceItIsTakenBackNobodyConnectsNotEvenWhoIsAboutTo() throws Exception {
    Invitations.Link link = invitations.invite("emea");
    Person person = new Person();
    String back = person.signIn(link);
    gate = new CountDownLatch(1);

    CompletableFuture<HttpResponse<String>> page = person.opening(back);
    await().until(() -> asked.get() == 1);
    CompletableFuture<Optional<String>> whenTakenBack = CompletableFuture.supplyAsync(() -> {
      assertThat(new Invitations(secrets, clock).revoke(link.invitation().id())).isTrue();
      return kept();
    }, threads);
    await().until(() -> whenTakenBack.isDone() || someoneWaits());
    gate.countDown();

    page.get();
    assertThat(kept()).isEqualTo(whenTakenBack.get());
    assertThat(invitations.all()).isEmpty();
  }

  @Test
  void itEndsUnusedAfterThreeDays() throws Exception {
    Invitations.Link link = invitations.invite("emea");
    Person early = new Person();
    pass(Duration.ofHours(72).minusSeconds(1));
    String back = early.signIn(link);

    pass(Duration.ofSeconds(1));

    assertThat(early.open(back).statusCode()).isEqualTo(404);
    assertThat(new Person().open(link.path()).statusCode()).isEqualTo(404);
    assertThat(asked).hasValue(0);
    assertThat(kept()).isEmpty();
  }

  @Test
  void aSignInIsGoodForTenMinutes() throws Exception {
    Person slow = new Person();
    String back = slow.signIn(invitations.invite("emea"));
    pass(Duration.ofMinutes(10).plusSeconds(1));

    assertRefused(slow.open(back), "longer than ten minutes");

    assertThat(asked).hasValue(0);
    assertThat(kept()).isEmpty();
    String again = slow.press();
    pass(Duration.ofMinutes(10).minusSeconds(1));
    assertThat(slow.open(again).statusCode()).isEqualTo(303);
  }

  @Test
  void oneCallbackEndsASignIn() throws Exception {
    instance = "https://planted.example";
    Person person = new Person();
    String back = person.signIn(invitations.invite("emea"));
    assertRefused(person.open(back), "a host that isn't Salesforce's");
    instance = "https://acme.my.salesforce.com";

    assertRefused(person.open(back), "This sign-in has ended already");

    assertThat(asked).hasValue(1);
    assertThat(kept()).isEmpty();
    String again = person.press();
    assertThat(person.open(again).statusCode()).isEqualTo(303);
    Optional<String> connected = kept();
    assertThat(person.open(again).statusCode()).isEqualTo(404);
    assertThat(asked).hasValue(2);
    assertThat(kept()).isEqualTo(connected).isPresent();
  }

  @Test
  void theAnswerToAnotherBrowsersSignInConnectsNothingAndEndsNeither() throws Exception {
    Invitations.Link link = invitations.invite("emea");
    Person one = new Person();
    Person other = new Person();
    one.open(link.path());
    assertRefused(one.open("/connect/callback?code=planted&state=planted"), "no answer to a sign-in");
    String ofOne = one.press();
    String ofOther = other.signIn(link);

    for (String answer : new String[] {ofOther, "/connect/callback?code=planted", "/connect/callback?state=planted", "/connect/callback"}) {
      assertThat(one.open(answer).statusCode()).as(answer).isEqualTo(400);
    }
    assertThat(new Person().open(ofOne).statusCode()).as("without the cookie").isEqualTo(404);

    assertThat(asked).hasValue(0);
    assertThat(kept()).isEmpty();
    assertThat(one.open(ofOne).statusCode()).isEqualTo(303);
  }

  @Test
  void aNoIsSaidWithoutItsWords() throws Exception {
    Person person = new Person();
    String back = person.signIn(invitations.invite("emea"));

    HttpResponse<String> page = person.open(back.replace("code=planted-code", "error=access_denied&error_description=%3Cscript%3Eplanted%3C/script%3E"));

    assertRefused(page, "refused at Salesforce");
    assertThat(page.body()).doesNotContain("script", "access_denied");
    assertThat(kept()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "http://acme.my.salesforce.com", "https://salesforce.com.evil.example", "https://evilsalesforce.com",
      "https://acme.my.salesforce.com@evil.example", "https://evil.example/acme.my.salesforce.com", "https://evil.example#.salesforce.com", "//acme.my.salesforce.com",
      "<script>", ""})
  void tokensOfAStrangersHostAreNotKept(String stranger) throws Exception {
    instance = stranger;
    Person person = new Person();

    HttpResponse<String> page = person.open(person.signIn(invitations.invite("emea")));

    assertRefused(page, "a host that isn't Salesforce's. Nothing was kept.");
    assertThat(page.body()).doesNotContain("evil", "script");
    assertThat(asked).hasValue(1);
    assertThat(kept()).isEmpty();
  }
}
