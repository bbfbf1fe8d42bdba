package io.pardotroutes.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.pardotroutes.destination.Auth;
import io.pardotroutes.destination.Destination;
import io.pardotroutes.event.EventFilter;
import io.pardotroutes.prospect.ApiVersion;
import io.pardotroutes.prospect.OnLookupMiss;
import io.pardotroutes.prospect.OnNoIdentifier;
import io.pardotroutes.sandbox.Sandbox;
import io.pardotroutes.secret.SecretKeys;
import io.pardotroutes.secret.Secrets;
import io.pardotroutes.support.MovingClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asks Salesforce for a token, how often, and what is made of its answers: against an endpoint over HTTP that answers as told. */
class AccessTokensTest {

  /** As the bundle's: whether to try again is not the client's to say. */
  private static final CloseableHttpClient HTTP = HttpClients.custom().disableAutomaticRetries().build();

  @TempDir
  Path home;

  private final MovingClock clock = new MovingClock(Instant.now());
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile int status = 200;
  private volatile String answer;
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private HttpServer salesforce;
  private Secrets secrets;
  private AccessTokens tokens;

  @BeforeEach
  void open() throws IOException {
    salesforce = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    salesforce.setExecutor(threads);
    salesforce.createContext("/services/oauth2/token", exchange -> {
      asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      try {
        gate.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      byte[] body = answer.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    });
    salesforce.start();
    secrets = new Secrets(home.resolve("secrets"), new SecretKeys(home.resolve("secret.key"), null));
    tokens = new AccessTokens(HTTP, secrets, clock);
    give("first", null);
  }

  @AfterEach
  void close() {
    salesforce.stop(0);
    threads.shutdownNow();
  }

  private void give(String token, String refreshToken) {
    status = 200;
    answer = "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"scope\":\"pardot_api refresh_token\""
        + (refreshToken == null ? "" : ",\"refresh_token\":\"" + refreshToken + "\"") + "}";
  }

  private void refuse(String error, String description) {
    status = 400;
    answer = "{\"error\":\"" + error + "\",\"error_description\":\"" + description + "\"}";
  }

  private Destination destination(URI address, Auth.Flow flow, Path keyFile, String clientId) {
    return new Destination("emea", true, ApiVersion.V4, address, "0Uv000000000001CAA", null, false, EventFilter.parse("type = \"identify\""), 50, Duration.ofMillis(50), 1,
        OnLookupMiss.ADOPT, OnNoIdentifier.MATCH_EMAIL, false, null, null, new Auth(flow, address, clientId, null, "given-token", "user@acme.example", keyFile));
  }

  private Destination refreshing() {
    return destination(URI.create("http://localhost:" + salesforce.getAddress().getPort()), Auth.Flow.REFRESH_TOKEN, null, "client");
  }

  private Destination signedIn() {
    return destination(URI.create("http://localhost:" + salesforce.getAddress().getPort()), Auth.Flow.WEB_SERVER, null, "client");
  }

  /** Somebody signs in, with what another process would use. Returns once the token is kept, or waits for something. */
  private Thread signIn(String refreshToken) {
    Thread person = new Thread(() -> new RefreshTokens(secrets).connected("emea", refreshToken));
    person.start();
    await().until(() -> person.getState() == Thread.State.WAITING || person.getState() == Thread.State.TERMINATED);
    return person;
  }

  @Test
  void manyWhoWaitShareOneRequest() throws Exception {
    gate = new CountDownLatch(1);
    List<Future<String>> workers = IntStream.range(0, 8).mapToObj(i -> threads.submit(() -> tokens.token(refreshing()))).toList();
    await().until(() -> !asked.isEmpty());
    gate.countDown();

    for (Future<String> worker : workers) {
      assertThat(worker.get()).isEqualTo("first");
    }
    assertThat(asked).hasSize(1);
  }

  @Test
  void aTokenThatWasRefusedIsRenewedByTheFirstWhoNoticesAndKeptByTheRest() {
    assertThat(tokens.token(refreshing())).isEqualTo("first");
    give("second", null);

    tokens.refused(refreshing(), "first");
    assertThat(tokens.token(refreshing())).isEqualTo("second");
    tokens.refused(refreshing(), "first");
    assertThat(tokens.token(refreshing())).isEqualTo("second");

    assertThat(asked).hasSize(2);
  }

  @Test
  void twoRefusedInARowEndTheAccessUntilOneIsTaken() {
    tokens.token(refreshing());
    give("second", null);
    tokens.refused(refreshing(), "first");
    tokens.token(refreshing());

    assertThatThrownBy(() -> tokens.refused(refreshing(), "second")).isInstanceOf(AccessEnded.class).hasMessageContaining("0Uv000000000001CAA");

    give("third", null);
    tokens.token(refreshing());
    tokens.accepted(refreshing());
    tokens.refused(refreshing(), "third");
    give("fourth", null);
    assertThat(tokens.token(refreshing())).isEqualTo("fourth");
  }

  /** Salesforce rotates the refresh token, and it can't be written. */
  private void rotateWithoutRoomOnTheDisk() throws Exception {
    give("first", "rotated");
    gate = new CountDownLatch(1);
    Future<String> worker = threads.submit(() -> tokens.token(refreshing()));
    await().until(() -> !asked.isEmpty());
    Files.writeString(home.resolve("secrets/tokens"), "in the way of the folder");
    gate.countDown();
    assertThatThrownBy(worker::get).hasCauseInstanceOf(TokenUnavailable.class).hasMessageContaining("can't be kept");
    Files.delete(home.resolve("secrets/tokens"));
  }

  @Test
  void aRotatedRefreshTokenIsOnDiskBeforeItsAccessTokenIsUsed() throws Exception {
    rotateWithoutRoomOnTheDisk();
    assertThat(tokens.token(refreshing())).isEqualTo("first");

    give("second", null);
    tokens.refused(refreshing(), "first");
    tokens.token(refreshing());
    assertThat(asked.get(asked.size() - 1)).contains("refresh_token=rotated");
    assertThat(new AccessTokens(HTTP, secrets, clock).token(refreshing())).isEqualTo("second");
    assertThat(asked.get(asked.size() - 1)).contains("refresh_token=rotated");
  }

  @Test
  void aRotatedTokenThatCouldNotBeKeptNeverTakesThePlaceOfALaterSignIn() throws Exception {
    rotateWithoutRoomOnTheDisk();
    new RefreshTokens(secrets).rotated(refreshing(), "of-another-sign-in");

    give("second", null);
    tokens.token(refreshing());

    assertThat(asked.get(asked.size() - 1)).contains("refresh_token=of-another-sign-in");
    assertThat(new RefreshTokens(secrets).current(refreshing())).contains("of-another-sign-in");
  }

  @Test
  void aSignInWhileARotationIsUnderWayIsWhatCounts() throws Exception {
    signIn("old").join();
    give("first", "rotated");
    gate = new CountDownLatch(1);
    Future<String> worker = threads.submit(() -> tokens.token(signedIn()));
    await().until(() -> !asked.isEmpty());

    Thread person = signIn("of-the-sign-in");
    gate.countDown();
    person.join();
    worker.get();

    assertThat(new RefreshTokens(secrets).current(signedIn())).contains("of-the-sign-in");
  }

  @Test
  void aSignInJustBeforeARotatedTokenIsTriedToKeepAgainIsWhatCounts() throws Exception {
    rotateWithoutRoomOnTheDisk();
    give("second", null);
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch signedIn = new CountDownLatch(1);
    Future<?> other = threads.submit(() -> new RefreshTokens(secrets).exclusively("emea", () -> {
      entered.countDown();
      signedIn.await();
      new RefreshTokens(secrets).rotated(refreshing(), "of-another-sign-in");
      return null;
    }));
    entered.await();
    Thread worker = new Thread(() -> tokens.token(refreshing()));
    worker.start();
    await().until(() -> worker.getState() == Thread.State.WAITING);

    signedIn.countDown();
    other.get();
    worker.join();

    assertThat(asked.get(asked.size() - 1)).contains("refresh_token=of-another-sign-in");
    assertThat(new RefreshTokens(secrets).current(refreshing())).contains("of-another-sign-in");
  }

  @Test
  void aSignInJustBeforeTheAccessEndsIsNotOverlooked() throws Exception {
    signIn("old").join();
    // File systems' clocks are coarse.
    Files.setLastModifiedTime(secrets.file(Secrets.Kind.TOKEN, "emea"), FileTime.fromMillis(0));
    tokens.token(signedIn());
    give("second", null);
    tokens.refused(signedIn(), "first");
    tokens.token(signedIn());

    signIn("of-the-sign-in").join();

    assertThatThrownBy(() -> tokens.refused(signedIn(), "second")).isInstanceOf(AccessEnded.class);
    assertThat(tokens.isConnectedAnew("emea", tokens.signIn("emea"))).isTrue();
  }

  @Test
  void aKeyThatIsTooShortOrCutOffEndsTheAccessWithItsName() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    String shortKey = pem("PRIVATE KEY", generator.generateKeyPair().getPrivate());
    URI address = URI.create("http://localhost:" + salesforce.getAddress().getPort());
    for (String key : List.of(shortKey, "-----BEGIN PRIVATE KEY-----\nMIIEvgIBADANB\n-----END PRIVATE KEY-----\n", "-----BEGIN PRIVATE KEY-----\n=\n-----END PRIVATE KEY-----\n")) {
      Path file = Files.writeString(home.resolve("pardot.key"), key);

      assertThatThrownBy(() -> new AccessTokens(HTTP, secrets, clock).token(destination(address, Auth.Flow.JWT, file, "client")))
          .isInstanceOf(AccessEnded.class).hasMessageContaining("auth.keyFile (" + file + ")").hasMessageContaining("RSA key");
    }
  }

  @Test
  void aTokenOfOtherSettingsIsNotFollowedByWhatCameForTheOldOne() {
    give("first", "rotated");
    tokens.token(refreshing());
    Destination before = refreshing();
    Auth auth = before.auth();
    Destination now = new Destination(before.name(), true, ApiVersion.V4, before.baseUrl(), before.businessUnitId(), null, false, before.filter(), 50, before.batchWait(), 1,
        before.onLookupMiss(), before.onNoIdentifier(), false, null, null, new Auth(auth.flow(), auth.loginUrl(), "client", null, "another-token", null, null));

    tokens.token(now);

    assertThat(asked.get(asked.size() - 1)).contains("refresh_token=another-token");
  }

  @Test
  void aRefusalThatNobodyHasDescribedPassesForTenMinutesAndThenEndsTheAccess() {
    refuse("invalid_grant", "the moon is in the wrong house");
    for (int i = 0; i < 6; i++) {
      assertThatThrownBy(() -> tokens.token(refreshing())).isInstanceOf(TokenUnavailable.class);
    }
    clock.advance(Duration.ofMinutes(10));

    assertThatThrownBy(() -> tokens.token(refreshing())).isInstanceOf(AccessEnded.class).hasMessageContaining("the moon is in the wrong house");
  }

  @ParameterizedTest
  @ValueSource(strings = {"token request is already being processed", "expired authorization code"})
  void aRefusalThatShouldPassEndsTheAccessOnceItHasLastedAnHour(String description) {
    refuse("invalid_grant", description);
    for (int i = 0; i < 6; i++) {
      assertThatThrownBy(() -> tokens.token(refreshing())).isInstanceOf(TokenUnavailable.class);
      clock.advance(Duration.ofMinutes(9));
    }
    give("first", null);
    assertThat(tokens.token(refreshing())).as("a token in between begins the hour anew").isEqualTo("first");
    tokens.refused(refreshing(), "first");
    refuse("invalid_grant", description);
    for (int i = 0; i < 6; i++) {
      assertThatThrownBy(() -> tokens.token(refreshing())).isInstanceOf(TokenUnavailable.class);
      clock.advance(Duration.ofMinutes(10));
    }

    assertThatThrownBy(() -> tokens.token(refreshing())).isInstanceOf(AccessEnded.class).hasMessageContaining(description)
        .hasMessageContaining("set a new auth.refreshToken");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"scope\":\"pardot_api \\n refresh_token\"}", "{\"access_token\":7}", "[[[[", "{}", ""})
  void anAnswerThatNobodyUnderstandsIsNone(String nonsense) {
    status = 200;
    answer = nonsense;

    assertThatThrownBy(() -> tokens.token(refreshing())).isInstanceOf(TokenUnavailable.class).hasMessageContaining("answered 200 without a token or a reason");
  }

  @ParameterizedTest
  @ValueSource(strings = {"server_error", "rate_limit_exceeded", "<html>maintenance</html>"})
  void whatIsWrongAtSalesforceNeverEndsTheAccess(String trouble) {
    refuse(trouble, "try later");
    if (trouble.startsWith("<")) {
      status = 503;
      answer = trouble;
    }
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> tokens.token(refreshing())).isInstanceOf(TokenUnavailable.class).hasMessageContaining(status == 503 ? "503" : trouble);
      clock.advance(Duration.ofMinutes(20));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-PT1H", "PT1H"})
  void aClockThatIsAnHourOffIsSaidWithTheRefusal(Duration off) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair keys = generator.generateKeyPair();
    Path keyFile = Files.writeString(home.resolve("pardot.key"), pem("PRIVATE KEY", keys.getPrivate()));
    try (Sandbox sandbox = Sandbox.start("localhost", 0)) {
      URI address = URI.create("http://localhost:" + sandbox.port());
      String settings = "{\"certificate\":\"" + pem("PUBLIC KEY", keys.getPublic()).replace("\n", "\\n") + "\"}";
      HttpClient.newHttpClient().send(HttpRequest.newBuilder(address.resolve("/sandbox/settings")).POST(BodyPublishers.ofString(settings)).build(),
          BodyHandlers.discarding());
      Destination destination = destination(address, Auth.Flow.JWT, keyFile, "sandbox");
      assertThat(tokens.token(destination)).as("while it is right").isNotEmpty();

      clock.advance(off);

      assertThatThrownBy(() -> new AccessTokens(HTTP, secrets, clock).token(destination)).isInstanceOf(AccessEnded.class)
          .hasMessageMatching("(?s).*\\(the clock of this machine is (59|60) minutes off\\).*");
    }
  }

  private static String pem(String kind, Key key) {
    return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded()) + "\n-----END " + kind + "-----\n";
  }

  @Test
  void nothingOfATokenIsInAnyMessage() {
    give("planted-access", "planted-refresh");
    answer = answer.replace("pardot_api refresh_token", "api");

    assertThatThrownBy(() -> tokens.token(refreshing())).isInstanceOf(AccessEnded.class).hasMessageContaining("pardot_api")
        .hasMessageNotContainingAny("planted-access", "planted-refresh", "given-token");
  }
}
