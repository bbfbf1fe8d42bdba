package io.pardotroutes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pardotroutes.bundle.StartSummary;
import io.pardotroutes.support.BundleTest;
import io.pardotroutes.support.Home;
import io.pardotroutes.support.Log;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Between the door and the queue: who gets an event, who gets it only once, and who has to come back later. */
class QueueingTest extends BundleTest {

  @RegisterExtension
  private final Log summary = new Log(StartSummary.class);

  @Test
  void anEventGoesToEachDestinationThatIsOn() {
    home.destination("emea", 3).destination("apac", 4).destination("resting", 4, "enabled = false");
    start();

    post("/v1/identify", identify("tom@example.com", "CEO"));

    settled("emea");
    settled("apac");
    assertThat(prospects()).extracting(prospect -> prospect.path("business_unit_id").asText())
        .containsExactlyInAnyOrder("0Uvemea00000000000", "0Uvapac00000000000");
    assertThat(prospects()).allSatisfy(prospect -> {
      assertThat(prospect.path("email").asText()).isEqualTo("tom@example.com");
      assertThat(prospect.path("job_title").asText()).isEqualTo("CEO");
    });
    assertThat(events("emea", "delivered", "upserted")).isEqualTo(1);
    assertThat(events("apac", "delivered", "created")).isEqualTo(1);
    assertThat(hasMetric("pardot_backlog{destination=\"resting\"}")).isFalse();
  }

  @Test
  void anEventThatWasQueuedBeforeARestartIsNotDeliveredAgain() {
    home.destination("main", 4);
    start();
    String event = identify("tom@example.com", "CEO").replaceFirst("\\{", "{\"messageId\":\"m-1\",");
    post("/v1/identify", event);
    assertThat(prospect("tom@example.com").path("job_title").asText()).isEqualTo("CEO");
    settled("main");

    restart();
    HttpResponse<String> answer = post("/v1/identify", event);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(events("main", "discarded", "duplicate")).isEqualTo(1);
    assertThat(metric("pardot_backlog{destination=\"main\"}")).isZero();
    assertThat(requests()).isEmpty();
  }

  @Test
  void sendersAreAskedToComeBackWhileTooManyEventsWait() throws Exception {
    home.destination("main", 4).setting("pardot.backlog.limit", 2);
    start();
    bundle().context().getRouteController().stopRoute("deliver-main");
    post("/v1/batch", batch(identify("a@example.com", "CEO"), identify("b@example.com", "CEO")));

    HttpResponse<String> refused = post("/v1/identify", identify("c@example.com", "CEO"));

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("10");
    assertThat(refused.body()).contains("\"success\":false");
    assertThat(metric("pardot_backlog{destination=\"main\"}")).isEqualTo(2);
    bundle().context().getRouteController().startRoute("deliver-main");
    settled("main");
    assertThat(post("/v1/identify", identify("c@example.com", "CEO")).statusCode()).isEqualTo(200);
    assertThat(prospect("c@example.com").path("job_title").asText()).isEqualTo("CEO");
  }

  @Test
  void sendersAreAskedToComeBackWhileTheBrokerIsGone() throws Exception {
    int port = Home.freePort();
    ActiveMQServer broker = broker(folder.resolve("another-broker"), port);
    broker.start();
    home.destination("main", 4).setting("pardot.broker.url", "tcp://127.0.0.1:" + port + "?trustStorePassword=planted-password");
    start();
    assertThat(summary.lines()).contains("INFO JMS      queue segment.events, broker tcp://127.0.0.1:" + port).noneMatch(line -> line.contains("planted"));
    post("/v1/identify", identify("before@example.com", "CEO"));
    JsonNode before = prospect("before@example.com");

    broker.stop();
    HttpResponse<String> refused = post("/v1/identify", identify("between@example.com", "CEO").replaceFirst("\\{", "{\"messageId\":\"m-1\","));
    broker.start();

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(refused.body()).contains("\"success\":false");
    assertThat(before.path("job_title").asText()).isEqualTo("CEO");
    eventuallyHolds(() -> assertThat(post("/v1/identify", identify("between@example.com", "CTO").replaceFirst("\\{", "{\"messageId\":\"m-1\",")).statusCode()).isEqualTo(200));
    assertThat(prospect("between@example.com").path("job_title").asText()).isEqualTo("CTO");
    stop();
    broker.stop();
  }

  @Test
  void sendersAreAskedToComeBackWhileTheirRouteRests() throws Exception {
    home.destination("main", 4);
    start();
    bundle().context().getRouteController().suspendRoute("ingest-http");

    HttpResponse<String> refused = post("/v1/identify", identify("tom@example.com", "CEO"));

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
  }

  @Test
  void onlyTheSitesOfTheSettingsMaySendFromABrowser() {
    home.destination("main", 4).setting("pardot.http.corsOrigins", "https://www.example.com");
    start();
    byte[] event = identify("tom@example.com", "CEO").getBytes(StandardCharsets.UTF_8);

    HttpResponse<String> ours = post("/v1/identify", event, "Authorization", WRITE_KEY, "Origin", "https://www.example.com");
    HttpResponse<String> other = post("/v1/identify", event, "Authorization", WRITE_KEY, "Origin", "https://evil.example");

    assertThat(ours.headers().firstValue("Access-Control-Allow-Origin")).hasValue("https://www.example.com");
    assertThat(other.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  private static ActiveMQServer broker(Path data, int port) throws Exception {
    Configuration configuration = new ConfigurationImpl()
        .setSecurityEnabled(false)
        .setJMXManagementEnabled(false)
        .setMaxDiskUsage(-1)
        .setJournalDirectory(data.resolve("journal").toString())
        .setBindingsDirectory(data.resolve("bindings").toString())
        .setPagingDirectory(data.resolve("paging").toString())
        .setLargeMessagesDirectory(data.resolve("large").toString())
        .addAcceptorConfiguration("tcp", "tcp://127.0.0.1:" + port)
        .addAddressSetting("#", new AddressSettings().setMaxDeliveryAttempts(-1).setAutoDeleteQueues(false).setAutoDeleteAddresses(false));
    return ActiveMQServers.newActiveMQServer(configuration, null, null, true);
  }
}
