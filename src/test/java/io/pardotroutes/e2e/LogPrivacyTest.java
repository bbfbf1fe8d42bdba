package io.pardotroutes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.secret.Secrets;
import io.pardotroutes.settings.Settings;
import io.pardotroutes.support.BundleTest;
import io.pardotroutes.support.LoudLog;
import io.pardotroutes.support.Terminal;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing personal and no secret is in anything that the bundle shows, not even where the log is turned up as far as it may be. */
class LogPrivacyTest extends BundleTest {

  /** The sandbox takes no other; so it stands for itself. */
  private static final String REFRESH_TOKEN = "sandbox-refresh-token";
  private static final String KEY = "Basic " + base64("planted-good-key:");
  private static final int NEIGHBOURS = 20;

  @TempDir Path logs;
  private LoudLog log;

  @BeforeEach
  void turnEverythingUp() {
    log = new LoudLog(logs);
  }

  @AfterEach
  void turnItDownAgain() {
    log.close();
  }

  @Test
  void nothingThatIsPersonalOrSecretIsLoggedOrShown() throws Exception {
    Secrets secrets = Settings.load(home.folder()).secrets();
    secrets.createKey();
    secrets.write(Secrets.Kind.NAMED, "refresh", REFRESH_TOKEN);
    secrets.write(Secrets.Kind.NAMED, "hook", "planted-hook-secret");
    String loginUrl = "auth.loginUrl = http://localhost:" + home.sandboxPort;
    home.setting("pardot.http.writeKeys", "shop:planted-good-key").setting("pardot.http.webhooks", "segment:{{secret:hook}}")
        .setting("camel.main.jmxEnabled", "true")
        .destination("main", 4, "lookupField = org_id", "auth.flow = refresh-token", loginUrl, "auth.clientId = sandbox",
            "auth.clientSecret = planted-client-secret", "auth.refreshToken = {{secret:refresh}}")
        .destination("old", 3)
        .destination("refused", 4, "auth.flow = refresh-token", loginUrl, "auth.clientId = sandbox",
            "auth.clientSecret = planted-client-secret", "auth.refreshToken = planted-refresh-token");
    start();

    sendByEachDoor();
    sendWhatIsRefused();
    sendWhileTheApiFails();

    eventuallyHolds(() -> assertThat(queued("pardot.dead.old")).isNotEmpty());
    eventuallyHolds(() -> assertThat(waits("refused", "unauthorized")).isTrue());
    settled("main");
    settled("old");
    assertThat(prospects()).isNotEmpty();
    List<String> shown = new ArrayList<>();
    shown.add(get(home.consolePort, "/observe/metrics").body());
    shown.add(get(home.consolePort, "/observe/health").body());
    Thread.getAllStackTraces().keySet().forEach(thread -> shown.add(thread.getName()));
    ManagementFactory.getPlatformMBeanServer().queryNames(null, null).forEach(name -> shown.add(name.toString()));
    stop();
    Terminal.Result check = Terminal.run(home, "", "check");
    shown.add(check.out() + check.err());
    shown.addAll(log.lines());

    assertThat(shown).hasSizeGreaterThan(1_000);
    assertThat(shown.stream().filter(LogPrivacyTest::givesAway).map(LoudLog::around).toList()).isEmpty();
  }

  private void sendByEachDoor() {
    byte[] http = person("http").getBytes(StandardCharsets.UTF_8);
    assertThat(post("/v1/identify", http, "Authorization", KEY, "Content-Type", "application/json", "X-Planted", "planted-header").statusCode()).isEqualTo(200);
    assertThat(post("/v1/batch", batch(person("batch1"), person("batch2"), "{\"planted\":1}").getBytes(StandardCharsets.UTF_8), "Authorization", KEY)
        .statusCode()).isEqualTo(200);
    String inBody = person("body").replaceFirst("\\{", "{\"writeKey\":\"planted-good-key\",");
    assertThat(post("/v1/identify", inBody.getBytes(StandardCharsets.UTF_8)).statusCode()).isEqualTo(200);
    home.drop("people.jsonl", person("line") + "\n{\"planted\":\"no event\"}\nplanted\n" + nobody() + "\n");
    home.drop("people.csv", "userId,email,firstName\nplanted-csv,planted-csv@people.example,planted-csv\nplanted,\"planted\n");
    home.drop("people.json", "[" + person("array") + ", planted");
    sendJms("segment.events", person("jms"));
    jms(context -> context.createProducer().setProperty("planted", "planted-property")
        .send(context.createQueue("segment.events"), person("bytes").getBytes(StandardCharsets.UTF_8)));
    for (String event : List.of("planted", "{\"planted\":true}", nobody())) {
      sendJms("segment.events", event);
    }
    jms(context -> context.createProducer().send(context.createQueue("segment.events"), context.createObjectMessage("planted")));
    eventuallyHolds(() -> assertThat(home.exists("data/inbox/.done/people.csv")).isTrue());
    eventuallyHolds(() -> assertThat(home.exists("data/inbox/.done/people.jsonl")).isTrue());
    eventuallyHolds(() -> assertThat(home.exists("data/inbox/.failed/people.json")).isTrue());
    eventuallyHolds(() -> assertThat(queued("pardot.rejected")).hasSizeGreaterThanOrEqualTo(4));
  }

  private void sendWhatIsRefused() {
    byte[] person = person("stranger").getBytes(StandardCharsets.UTF_8);
    assertThat(post("/v1/identify", person, "Authorization", "Basic " + base64("planted-wrong-key:")).statusCode()).isEqualTo(401);
    assertThat(post("/v1/identify?writeKey=planted-query", person).statusCode()).isEqualTo(401);
    assertThat(post("/v1/planted", person, "Authorization", KEY).statusCode()).isEqualTo(404);
    assertThat(post("/webhook/segment", person, "X-Signature", "planted-signature").statusCode()).isEqualTo(401);
    assertThat(post("/v1/identify", "{\"planted\"".getBytes(StandardCharsets.UTF_8), "Authorization", KEY).statusCode()).isEqualTo(400);
  }

  private void sendWhileTheApiFails() {
    for (String kind : List.of("503", "reset", "html", "cut", "code:184", "code:66")) {
      fault("{\"kind\":\"" + kind + "\",\"count\":1,\"match\":\"/prospect\"}");
      sendJms("segment.events", person("fault-" + kind.replace(':', '-')));
      settled("main");
    }
    endFaults();
    for (int i = 0; i < NEIGHBOURS; i++) {
      sendJms("segment.events", person("neighbour" + i % 2));
    }
  }

  private static String person(String name) {
    return """
        {"type":"identify","userId":"planted-user-%1$s","anonymousId":"planted-anonymous","traits":{"email":"planted-%1$s@people.example",\
        "firstName":"plantedFirst","lastName":"plantedLast","phone":"planted-phone","title":"planted-title","org_id":"planted-org-%1$s",\
        "planted_custom":"planted-value"},"context":{"ip":"planted-ip"}}""".formatted(name);
  }

  /** For version 3 there is nobody without an address. */
  private static String nobody() {
    return "{\"type\":\"identify\",\"userId\":\"planted-nobody\",\"traits\":{\"firstName\":\"plantedNobody\",\"org_id\":\"planted-nobody\"}}";
  }

  private static boolean givesAway(String text) {
    return LoudLog.givesAway(text) || text.toLowerCase(Locale.ROOT).contains(REFRESH_TOKEN) || text.contains("!AQ8A");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
