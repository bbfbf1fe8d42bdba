package io.pardotroutes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.support.Home;
import io.pardotroutes.support.RawHttp;
import io.pardotroutes.support.SharedBundleTest;
import io.pardotroutes.support.WebhookSignature;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nobody at the ingest port can take more than a share, and whoever is refused costs next to nothing. */
@Timeout(120)
class IngestLimitsTest extends SharedBundleTest {

  private static final String TRACK = "{\"event\":\"E\",\"userId\":\"u\"}";
  private static final String PUSHED = "{\"type\":\"track\",\"event\":\"E\",\"userId\":\"u\"}";
  private static final int CONNECTIONS = 60;

  @Override
  protected void prepare(Home home) {
    home.destination("main", 4)
        .setting("pardot.http.writeKeys", "sample:sample-write-key, limited:limited-key")
        .setting("pardot.http.webhooks", "segment:old-secret, segment:new-secret, other:other-secret")
        .setting("pardot.http.trustedProxies", "127.0.0.1")
        .setting("pardot.http.corsOrigins", "*")
        .setting("pardot.http.rate.perAddress", 5)
        .setting("pardot.http.rate.perKey", 50)
        .setting("pardot.http.connections", CONNECTIONS);
  }

  private RawHttp.Answer ask(String request) {
    try (RawHttp connection = new RawHttp(home.httpPort)) {
      return connection.send(request).answer();
    }
  }

  private RawHttp.Answer from(String forwarded, String key) {
    return ask(RawHttp.post("/v1/track", TRACK, "Authorization: " + basic(key), "X-Forwarded-For: " + forwarded));
  }

  private static void assertTooMany(RawHttp.Answer answer) throws Exception {
    assertThat(answer.status()).isEqualTo(429);
    assertThat(Integer.parseInt(answer.headers().get("retry-after"))).isBetween(1, 60);
    assertThat(JSON.readTree(answer.body()).path("code").asText()).isEqualTo("rate_limited");
    assertThat(JSON.readTree(answer.body()).path("success").asBoolean(true)).isFalse();
  }

  /** Asks until it is told to wait; the machine may be slow, and the rate go on meanwhile. */
  private RawHttp.Answer untilTooMany(String forwarded, String key) {
    RawHttp.Answer answer = null;
    for (int i = 0; i < 200 && (answer == null || answer.status() != 429); i++) {
      answer = from(forwarded, key);
    }
    return answer;
  }

  @Test
  void anAddressThatAsksTooOftenWaitsAndOthersDoNot() throws Exception {
    assertTooMany(untilTooMany("203.0.113.1", "sample-write-key"));

    assertThat(from("203.0.113.2", "sample-write-key").status()).isEqualTo(200);
  }

  @Test
  void theSendersPortIsNoPartOfItsAddress() throws Exception {
    assertTooMany(untilTooMany("203.0.113.6:51234", "sample-write-key"));
    assertTooMany(untilTooMany("[2001:db8:6::1]:443", "sample-write-key"));

    assertThat(from("203.0.113.7:51234", "sample-write-key").status()).isEqualTo(200);
    assertThat(from("[2001:db8:7::1]:443", "sample-write-key").status()).isEqualTo(200);
  }

  @Test
  void onlyTheLastAddressThatIsNoProxyOfOursIsBelieved() throws Exception {
    for (int i = 0; i < 200; i++) {
      if (from("198.51.100." + i + ", 203.0.113.3, 127.0.0.1", "sample-write-key").status() == 429) {
        assertThat(from("203.0.113.4, not an address", "sample-write-key").status()).as("the proxy's own address").isEqualTo(200);
        return;
      }
    }
    throw new AssertionError("203.0.113.3 was never told to wait");
  }

  @Test
  void addressesOfOneIpv6NetworkCountAsOne() throws Exception {
    for (int i = 0; i < 200; i++) {
      RawHttp.Answer answer = from("2001:db8:1:1::" + Integer.toHexString(i + 1), "sample-write-key");
      if (answer.status() == 429) {
        assertTooMany(answer);
        assertThat(from("2001:db8:1:2::1", "sample-write-key").status()).isEqualTo(200);
        return;
      }
    }
    throw new AssertionError("the network was never told to wait");
  }

  @Test
  void loopbackIsFreeOfTheRateOfAnAddress() {
    for (int i = 0; i < 40; i++) {
      assertThat(ask(RawHttp.post("/v1/track", TRACK, "Authorization: " + WRITE_KEY)).status()).isEqualTo(200);
    }
  }

  @Test
  void anAddressWithTwentyWrongKeysWaitsWithARightOneToo() throws Exception {
    int wrong = 0;
    RawHttp.Answer answer = from("203.0.113.5", "wrong");
    // Between them it is told to wait for its rate as well.
    for (int i = 0; i < 20_000 && !answer.body().contains("wrong write keys"); i++) {
      wrong += answer.status() == 401 ? 1 : 0;
      answer = from("203.0.113.5", "wrong-" + wrong);
    }

    assertThat(wrong).isEqualTo(20);
    assertTooMany(answer);
    assertTooMany(from("203.0.113.5", "sample-write-key"));
  }

  @Test
  void anAddressThatGuessesNamesOfSourcesWaits() throws Exception {
    String signature = signature("old-secret");
    int wrong = 0;
    RawHttp.Answer answer = null;
    for (int i = 0; i < 20_000 && (answer == null || !answer.body().contains("wrong write keys")); i++) {
      answer = ask(RawHttp.post("/webhook/source" + i, PUSHED, "X-Signature: " + signature("old-secret"), "X-Forwarded-For: 203.0.113.8"));
      wrong += answer.status() == 404 ? 1 : 0;
    }

    assertThat(wrong).isEqualTo(20);
    assertTooMany(answer);
  }

  @Test
  void aSourceThatAsksTooOftenWaitsAndAnotherDoesNot() throws Exception {
    RawHttp.Answer answer = null;
    for (int i = 0; i < 20_000 && (answer == null || answer.status() != 429); i++) {
      answer = webhook("segment", "old-secret");
    }

    assertTooMany(answer);
    assertThat(ask(RawHttp.post("/webhook/segment", PUSHED, "X-Signature: " + signature("no-secret"))).status()).as("who knows no secret").isEqualTo(401);
    assertThat(webhook("other", "other-secret").status()).isEqualTo(200);
  }

  private static String signature(String secret) {
    return WebhookSignature.of(secret, PUSHED.getBytes(StandardCharsets.UTF_8));
  }

  private RawHttp.Answer webhook(String source, String secret) {
    return ask(RawHttp.post("/webhook/" + source, PUSHED, "X-Signature: " + signature(secret)));
  }

  @Test
  void aThousandWrongKeysQueueNothing() {
    double accepted = events("", "accepted", "");
    String inBody = TRACK.replaceFirst("\\{", "{\"writeKey\":\"wrong\",");

    for (int i = 0; i < 1_000; i++) {
      String request = i % 2 == 0 ? RawHttp.post("/v1/track", TRACK, "Authorization: " + basic("wrong-" + i)) : RawHttp.post("/v1/track", inBody);
      assertThat(ask(request).status()).isEqualTo(401);
    }

    assertThat(events("", "accepted", "")).isEqualTo(accepted);
    assertThat(queued("pardot.deliveries.main")).isEmpty();
  }

  @Test
  void aWrongKeyIsToldBeforeTheBodyComes() throws Exception {
    try (RawHttp connection = new RawHttp(home.httpPort)) {
      RawHttp.Answer answer = connection.send(RawHttp.head("/v1/batch", 400_000, "Authorization: " + basic("wrong"), "Origin: https://www.example.com")).answer();

      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.headers()).containsEntry("access-control-allow-origin", "*");
      assertThat(JSON.readTree(answer.body()).path("code").asText()).isEqualTo("unauthorized");
    }
    for (String path : List.of("//v1/batch", "/%761/batch", "/./v1/batch")) {
      assertThat(ask(RawHttp.head(path, 400_000, "Authorization: " + basic("wrong"))).status()).as(path).isEqualTo(401);
    }
    // Two of them are none.
    assertThat(ask(RawHttp.head("/v1/batch", 400_000, "Authorization: " + WRITE_KEY, "Authorization: " + WRITE_KEY)).status()).isEqualTo(401);
  }

  @Test
  void aRefusedRequestWithAShortBodyKeepsItsConnectionUnlessTheBodyDoesNotCome() {
    String wrong = RawHttp.post("/v1/track", TRACK, "Authorization: " + basic("wrong"));
    try (RawHttp connection = new RawHttp(home.httpPort)) {
      RawHttp.Answer refused = connection.send(wrong).answer();
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.headers()).doesNotContainEntry("connection", "close");
      assertThat(connection.send(RawHttp.post("/v1/track", TRACK, "Authorization: " + WRITE_KEY)).answer().status()).isEqualTo(200);

      assertThat(connection.send(RawHttp.head("/v1/track", TRACK.length(), "Authorization: " + basic("wrong"))).answer().status()).isEqualTo(401);
      assertThat(connection.isCut()).isTrue();
    }
  }

  @Test
  void aSignatureThatCanBeNoneIsToldBeforeTheBodyComes() {
    String right = "0".repeat(40);

    assertThat(ask(RawHttp.head("/webhook/segment", 400_000)).status()).isEqualTo(401);
    assertThat(ask(RawHttp.head("/webhook/segment", 400_000, "X-Signature:")).status()).isEqualTo(401);
    assertThat(ask(RawHttp.head("/webhook/segment", 400_000, "X-Signature: " + right + "0")).status()).isEqualTo(401);
    assertThat(ask(RawHttp.head("/webhook/segment", 400_000, "X-Signature: " + right, "X-Signature: " + right)).status()).isEqualTo(401);
  }

  @Test
  void aBodyThatIsTooLargeIsToldBeforeItComes() {
    assertThat(ask(RawHttp.head("/v1/batch", 600_000, "Authorization: " + WRITE_KEY)).status()).isEqualTo(413);
  }

  @Test
  void aRequestLineOrHeadersOverTheirLimitsAreRefused() {
    assertThat(ask(RawHttp.post("/v1/track?" + "x".repeat(5_000), TRACK, "Authorization: " + WRITE_KEY)).status()).isEqualTo(414);
    assertThat(ask(RawHttp.post("/v1/track", TRACK, "Authorization: " + WRITE_KEY, "X-Large: " + "x".repeat(17_000))).status()).isEqualTo(431);
    assertThat(ask(RawHttp.post("/v1/track", TRACK, "Authorization: " + WRITE_KEY, "X-Large: " + "x".repeat(15_000))).status()).isEqualTo(200);
  }

  @Test
  void headsThatComeByteByByteAreCutWhileGoodTrafficGoesOn() {
    List<RawHttp> slow = new ArrayList<>();
    String head = RawHttp.head("/v1/track", 10, "Authorization: " + WRITE_KEY, "X-Long: " + "x".repeat(2_000));
    try {
      for (int i = 0; i < CONNECTIONS / 2; i++) {
        // Every other one has been a good sender before.
        RawHttp connection = new RawHttp(home.httpPort);
        slow.add(connection);
        if (i % 2 == 0) {
          assertThat(connection.send(RawHttp.post("/v1/track", TRACK, "Authorization: " + WRITE_KEY)).answer().status()).isEqualTo(200);
        }
        connection.send("P");
      }
      int[] sent = {0};
      boolean[] cut = new boolean[slow.size()];

      eventuallyHolds(() -> {
        assertThat(ask(RawHttp.post("/v1/track", TRACK, "Authorization: " + WRITE_KEY)).status()).as("good traffic").isEqualTo(200);
        sent[0]++;
        for (int i = 0; i < cut.length; i++) {
          cut[i] = cut[i] || !stillTakes(slow.get(i), head.substring(sent[0], sent[0] + 1));
        }
        assertThat(cut).doesNotContain(false);
      });

      assertThat(sent[0]).as("heads that never ended").isLessThan(head.length() - 1);
    } finally {
      slow.forEach(RawHttp::close);
    }
  }

  private static boolean stillTakes(RawHttp connection, String next) {
    try {
      connection.send(next);
      return true;
    } catch (java.io.UncheckedIOException cut) {
      return false;
    }
  }

  @Test
  void whoeverOpensEveryConnectionAndSaysNothingKeepsNobodyOut() {
    List<RawHttp> silent = new ArrayList<>();
    try (RawHttp good = new RawHttp(home.httpPort)) {
      String request = RawHttp.post("/v1/track", TRACK, "Authorization: " + WRITE_KEY);
      assertThat(good.send(request).answer().status()).isEqualTo(200);
      for (int i = 0; i < 2 * CONNECTIONS; i++) {
        silent.add(new RawHttp(home.httpPort).send("POST /v1/"));
      }

      assertThat(ask(request).status()).as("a new connection").isEqualTo(200);
      assertThat(good.send(request).answer().status()).as("one that has sent before").isEqualTo(200);
      assertThat(silent.get(0).isCut()).as("the oldest one").isTrue();
    } finally {
      silent.forEach(RawHttp::close);
    }
  }

  @Test
  void connectionsOverTheLimitAreClosedAtOnceWhereEachOfTheOthersHasARequest() {
    List<RawHttp> busy = new ArrayList<>();
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        busy.add(new RawHttp(home.httpPort).send(RawHttp.head("/v1/track", TRACK.length(), "Authorization: " + WRITE_KEY, "Expect: 100-continue")));
        assertThat(busy.get(i).answer().status()).as("its head has come").isEqualTo(100);
      }
      try (RawHttp further = new RawHttp(home.httpPort)) {
        assertThat(further.isCut()).isTrue();
      }

      assertThat(busy.get(0).send(TRACK).answer().status()).isEqualTo(200);
    } finally {
      busy.forEach(RawHttp::close);
    }
    eventuallyHolds(() -> assertThat(ask(RawHttp.post("/v1/track", TRACK, "Authorization: " + WRITE_KEY)).status()).isEqualTo(200));
  }

  @Test
  void eachKeyHasARateOfItsOwn() throws Exception {
    double accepted = events("", "accepted", "");
    RawHttp.Answer answer = null;
    int good = 0;
    try (RawHttp connection = new RawHttp(home.httpPort)) {
      String many = RawHttp.post("/v1/track", TRACK, "Authorization: " + basic("limited-key")).repeat(100);
      for (int round = 0; round < 100 && (answer == null || answer.status() == 200); round++) {
        connection.send(many);
        for (int i = 0; i < 100; i++) {
          answer = connection.answer();
          if (answer.status() != 200) {
            break;
          }
          good++;
        }
      }
    }

    assertTooMany(answer);
    assertThat(good).isGreaterThanOrEqualTo(100);
    assertThat(ask(RawHttp.post("/v1/track", TRACK, "Authorization: " + WRITE_KEY)).status()).isEqualTo(200);
    assertThat(events("", "accepted", "")).isGreaterThanOrEqualTo(accepted + good);
  }
}
