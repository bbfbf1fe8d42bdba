package io.pardotroutes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.support.BundleTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.camel.Route;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Routes and destinations are changed while events come in: every sender has its 200 and every event its prospect. */
class LiveChangesTest extends BundleTest {

  private static final List<String> FILES = List.of("accept", "call", "deliver", "ingest-file", "ingest-jms", "lookup", "prepare",
      "prepare-v4", "send", "settle");
  private static final int ROUNDS = 3;

  @Test
  void everyRouteFileAndTheDestinationAreSavedUnderLoadAndNothingIsLost() throws Exception {
    home.destination("emea", 4, "lookupField = org_id");
    start();
    AtomicBoolean sending = new AtomicBoolean(true);
    ExecutorService senders = Executors.newFixedThreadPool(3);
    List<Future<Integer>> counts = IntStream.range(0, 3).mapToObj(sender -> senders.submit(() -> send(sender, sending))).toList();

    for (int round = 1; round <= ROUNDS; round++) {
      for (String name : FILES) {
        Route before = bundle().context().getRoute(name.replace("deliver", "deliver-emea").replace("call", "call-emea"));
        String file = "routes/" + name + ".camel.yaml";
        home.write(file, home.read(file) + "# round " + round + "\n");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
          Route now = bundle().context().getRoute(before.getId());
          return now != null && now != before;
        });
      }
      home.destination("emea", 4, "lookupField = org_id", "batchSize = " + (50 - round));
    }
    sending.set(false);

    int sent = 0;
    for (Future<Integer> count : counts) {
      sent += count.get(30, TimeUnit.SECONDS);
    }
    senders.shutdown();
    int all = sent;
    Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(delivered()).isEqualTo(all));
    assertThat(prospects()).hasSize(all);
    assertThat(get(home.consolePort, "/observe/health").statusCode()).isEqualTo(200);
  }

  private int send(int sender, AtomicBoolean sending) throws InterruptedException {
    int sent = 0;
    for (; sending.get(); sent++) {
      String id = sender + "-" + sent;
      var answer = post("/v1/identify", """
          {"userId":"%1$s","messageId":"m%1$s","traits":{"org_id":"%1$s","email":"p%1$s@example.com"}}""".formatted(id));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return sent;
  }

  private double delivered() {
    return events("emea", "delivered", "created") + events("emea", "delivered", "updated") + events("emea", "delivered", "unchanged");
  }
}
