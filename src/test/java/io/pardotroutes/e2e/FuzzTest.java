package io.pardotroutes.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import io.pardotroutes.ingest.http.HttpAnswers;
import io.pardotroutes.ingest.server.HttpDoor;
import io.pardotroutes.support.Home;
import io.pardotroutes.support.HostileRequests;
import io.pardotroutes.support.Log;
import io.pardotroutes.support.SharedBundleTest;
import io.pardotroutes.support.WebhookSignature;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Requests, files and messages that are broken at random, by every door at once: none gets more than a refusal, none costs
 * anything for good, and the good events between them are delivered. {@code -Dfuzz.seconds=60} goes on longer,
 * {@code -Dfuzz.seed=…} repeats a run.
 */
class FuzzTest extends SharedBundleTest {

  private static final int SECONDS = Integer.getInteger("fuzz.seconds", 10);
  private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());
  /** As many in an hour as in two minutes. */
  private static final Duration BETWEEN_GOOD_ONES = Duration.ofMillis(Math.max(100, SECONDS));
  private static final Duration PATIENCE = Duration.ofSeconds(60L + 2L * SECONDS);
  private static final int EVENT_SENDERS = 4;
  /** Pools grow to their size, and files come and go. */
  private static final int FEW_MORE = 24;
  private static final double HEAP_GROWTH = SECONDS < 3_600 ? 1.2 : 1.1;

  private static final Pattern STATUS = Pattern.compile("\\S* (\\d{3}) ");

  private final ExecutorService senders = Executors.newCachedThreadPool();
  @RegisterExtension
  private final Log failures = new Log(HttpAnswers.class);
  @RegisterExtension
  private final Log earlyFailures = new Log(HttpDoor.class);
  private volatile long end;

  @Override
  protected void prepare(Home home) {
    home.destination("main", 4).setting("pardot.http.webhooks", "segment:" + WebhookSignature.SECRET);
  }

  @AfterEach
  void stopSenders() {
    senders.shutdownNow();
  }

  @Test
  void whatIsBrokenIsRefusedAndWhatIsGoodIsDelivered() throws Exception {
    run(Math.max(2, SECONDS / 60), "warm");
    Usage calm = usage();

    int requests = run(SECONDS, "good");

    assertThat(requests).as("seed " + SEED).isGreaterThan(10 * SECONDS);
    assertThat(failures.lines()).as("seed " + SEED).isEmpty();
    assertThat(earlyFailures.lines()).as("seed " + SEED).isEmpty();
    await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
      Usage now = usage();
      System.out.println(SECONDS + " s, " + requests + " broken requests: before " + calm + ", after " + now);
      assertThat(now.threads).as("threads, seed " + SEED).isLessThanOrEqualTo(calm.threads + FEW_MORE);
      assertThat(now.handles).as("open files, seed " + SEED).isLessThanOrEqualTo(calm.handles + FEW_MORE);
      assertThat(now.heap).as("heap, seed " + SEED).isLessThanOrEqualTo((long) (calm.heap * HEAP_GROWTH));
    });
  }

  /** Broken and good ones for so long, until all that is good has arrived; then nothing of it is left but what the bundle keeps on purpose. */
  private int run(int seconds, String name) throws Exception {
    end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    List<Future<Integer>> good = List.of(
        senders.submit(every(i -> assertThat(post("/v1/identify", good(name + "-http-", i)).statusCode()).isEqualTo(200))),
        senders.submit(every(i -> home.drop(name + "-" + i + ".jsonl", good(name + "-file-", i)))),
        senders.submit(every(i -> sendJms("segment.events", good(name + "-jms-", i)))));
    SplittableRandom random = new SplittableRandom(SEED);
    List<Future<Integer>> http = new ArrayList<>();
    for (int i = 0; i < EVENT_SENDERS; i++) {
      HostileRequests requests = HostileRequests.ofEvents(home.httpPort, random.split());
      http.add(senders.submit(whileItLasts(() -> assertGivesNothingAway(requests.send()))));
    }
    HostileRequests console = HostileRequests.ofConsole(home.consolePort, random.split());
    SplittableRandom files = random.split();
    SplittableRandom messages = random.split();
    List<Future<Integer>> others = List.of(
        senders.submit(whileItLasts(() -> assertGivesNothingAway(console.send()))),
        senders.submit(whileItLasts(() -> drop(files))),
        senders.submit(whileItLasts(() -> message(messages))));
    int requests = 0;
    for (Future<Integer> sender : http) {
      requests += sender.get();
    }
    for (Future<Integer> sender : others) {
      sender.get();
    }
    List<Integer> sent = new ArrayList<>();
    for (Future<Integer> sender : good) {
      sent.add(sender.get());
    }
    await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
      Map<String, Long> arrived = prospects().stream().map(prospect -> prospect.path("email").asText())
          .filter(email -> email.startsWith(name + "-")).collect(Collectors.groupingBy(email -> email.split("-")[1], Collectors.counting()));
      assertThat(arrived).as("seed " + SEED).isEqualTo(Map.of("http", (long) sent.get(0), "file", (long) sent.get(1), "jms", (long) sent.get(2)));
    });
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(metric("pardot_backlog{destination=\"main\"}")).isZero());
    home.emptyInbox();
    for (String queue : Set.of("pardot.rejected", "pardot.dead.main")) {
      jms(context -> empty(context, queue));
    }
    sandbox("DELETE", "/sandbox", null);
    return requests;
  }

  private static String good(String name, int number) {
    return identify(name + number + "@good.example", "CEO");
  }

  private Callable<Integer> every(IntConsumer send) {
    return () -> {
      int sent = 0;
      for (; System.nanoTime() < end; sent++) {
        send.accept(sent);
        LockSupport.parkNanos(BETWEEN_GOOD_ONES.toNanos());
      }
      return sent;
    };
  }

  private Callable<Integer> whileItLasts(Runnable send) {
    return () -> {
      int sent = 0;
      for (; System.nanoTime() < end; sent++) {
        send.run();
      }
      return sent;
    };
  }

  private void drop(SplittableRandom random) {
    String[] endings = {".json", ".jsonl", ".csv", ".jsonl.gz", ".ndjson", ".csv.gz", ".txt"};
    byte[] content = HostileRequests.broken(HostileRequests.body(random), random);
    home.drop("f" + random.nextLong(Long.MAX_VALUE) + endings[random.nextInt(endings.length)], content);
    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
  }

  private void message(SplittableRandom random) {
    byte[] content = HostileRequests.broken(HostileRequests.body(random), random);
    jms(context -> {
      JMSProducer producer = context.createProducer();
      try {
        producer.setProperty("JMSXGroupID", "g" + random.nextInt(3)).setProperty("_AMQ_DUPL_ID", "same").setProperty("PardotReason", "forged")
            .setPriority(random.nextInt(10));
        Queue queue = context.createQueue("segment.events");
        switch (random.nextInt(6)) {
          case 0 -> producer.send(queue, new String(content, StandardCharsets.ISO_8859_1));
          case 1 -> producer.send(queue, content);
          case 2 -> producer.send(queue, Map.of("type", "identify", "traits", content));
          case 3 -> producer.send(queue, context.createStreamMessage());
          case 4 -> producer.send(queue, context.createMessage());
          default -> producer.send(queue, context.createObjectMessage("an object"));
        }
      } catch (JMSRuntimeException refused) {
        assertThat(refused.getMessage()).contains("AMQ");
      }
    });
    LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
  }

  private static void empty(JMSContext context, String queue) {
    try (JMSConsumer consumer = context.createConsumer(context.createQueue(queue))) {
      while (consumer.receive(200) != null) {
        continue;
      }
    }
  }

  private void assertGivesNothingAway(String answer) {
    Matcher status = STATUS.matcher(answer);
    if (status.lookingAt() && status.group(1).startsWith("5")) {
      // 501 is for another version of HTTP
      assertThat(status.group(1)).as("seed " + SEED).isIn("501", "503");
    }
    assertThat(answer).as("seed " + SEED).doesNotContain("io.pardotroutes", "java.", "org.apache", "io.vertx", "io.netty", "com.fasterxml", "Exception", "\tat ", home.folder().toString());
  }

  private record Usage(int threads, long handles, long heap) {}

  private static Usage usage() {
    System.gc();
    return new Usage(ManagementFactory.getThreadMXBean().getThreadCount(),
        ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount(),
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
  }
}
