package io.pardotroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pardotroutes.live.LiveTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.StatefulService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Routes are replaced again and again while messages pass through them. */
@Timeout(120)
class ReloadUnderLoadTest extends LiveTest {

  private static final int RELOADS = 20;
  private static final int FILES = 5;
  private static final Duration LONG = Duration.ofSeconds(30);

  private final ExecutorService senders = Executors.newFixedThreadPool(4);

  @AfterEach
  void stopSenders() {
    senders.shutdownNow();
  }

  /** Three routes in one file, each called by the next, and a step that takes a moment. */
  private static String chain(int version) {
    return """
        - route:
            id: third
            from:
              uri: direct:third
              steps:
                - setBody: {constant: "%d"}
        - route:
            id: second
            from:
              uri: direct:second
              steps:
                - process: {ref: moment}
                - to: direct:third
        - route:
            id: first
            from:
              uri: direct:first
              steps:
                - to: direct:second
        """.formatted(version);
  }

  @Test
  void noMessageIsLostOnTheWayThroughDirectRoutes() throws Exception {
    context.getRegistry().bind("moment", (Processor) exchange -> TimeUnit.MILLISECONDS.sleep(3));
    home.write("routes/chain.camel.yaml", chain(0));
    start();
    AtomicBoolean sending = new AtomicBoolean(true);
    List<Future<Long>> sent = IntStream.range(0, 4).mapToObj(sender -> senders.submit(() -> send(sending))).toList();

    for (int version = 1; version <= RELOADS; version++) {
      home.write("routes/chain.camel.yaml", chain(version));
      String wanted = String.valueOf(version);
      await().atMost(LONG).pollInterval(Duration.ofMillis(20)).until(() -> wanted.equals(ask("direct:first")));
    }
    sending.set(false);

    for (Future<Long> count : sent) {
      assertThat(count.get(LONG.toSeconds(), TimeUnit.SECONDS)).isGreaterThan(RELOADS);
    }
    assertThat(context.getRoutes()).hasSize(3);
    assertThat(context.getRouteDefinitions()).hasSize(3);
    assertThat(context.getEndpoints()).hasSizeLessThan(10);
    assertThat(live.problems()).isEmpty();
  }

  /** The callers share what calls: here a route in a file that stays, with the called route's name known only as it runs. */
  @Test
  void noMessageIsLostWhenOneRouteIsCalledByMany() throws Exception {
    context.getRegistry().bind("moment", (Processor) exchange -> TimeUnit.MILLISECONDS.sleep(3));
    home.write("routes/first.camel.yaml", """
        - route:
            id: first
            from:
              uri: direct:first
              steps:
                - setVariable: {name: which, constant: second}
                - toD: "direct:${variable.which}"
        """);
    String second = answering("second", "direct:second", "%d").replace("steps:", "steps:\n        - process: {ref: moment}");
    home.write("routes/second.camel.yaml", second.formatted(0));
    start();
    AtomicBoolean sending = new AtomicBoolean(true);
    List<Future<Long>> sent = IntStream.range(0, 4).mapToObj(sender -> senders.submit(() -> send(sending))).toList();

    for (int version = 1; version <= RELOADS; version++) {
      home.write("routes/second.camel.yaml", second.formatted(version));
      String wanted = String.valueOf(version);
      await().atMost(LONG).pollInterval(Duration.ofMillis(20)).until(() -> wanted.equals(ask("direct:first")));
    }
    sending.set(false);

    for (Future<Long> count : sent) {
      assertThat(count.get(LONG.toSeconds(), TimeUnit.SECONDS)).isGreaterThan(RELOADS);
    }
  }

  /** Sends until told to stop; any exception is a lost message. */
  private long send(AtomicBoolean sending) {
    ProducerTemplate template = context.createProducerTemplate();
    long answered = 0;
    while (sending.get()) {
      Exchange exchange = template.request("direct:first", message -> message.getMessage().setBody("?"));
      if (exchange.getException() != null) {
        throw new AssertionError("lost after " + answered, exchange.getException());
      }
      assertThat(exchange.getMessage().getBody(String.class)).containsOnlyDigits();
      answered++;
    }
    return answered;
  }

  @Test
  void whatIsInFlightEndsOnTheOldRoute() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    context.getRegistry().bind("gate", (Processor) exchange -> {
      entered.countDown();
      released.await();
    });
    home.write("routes/slow.camel.yaml", answering("slow", "direct:slow", "old").replace("steps:", "steps:\n        - process: {ref: gate}"));
    start();
    Future<String> inFlight = senders.submit(() -> ask("direct:slow"));
    assertThat(entered.await(5, TimeUnit.SECONDS)).isTrue();

    home.write("routes/slow.camel.yaml", answering("slow", "direct:slow", "new"));
    await().atMost(SOON).until(() -> ((StatefulService) context.getRoute("slow").getConsumer()).isSuspended());
    Future<String> waiting = senders.submit(() -> ask("direct:slow"));
    released.countDown();

    assertThat(inFlight.get(10, TimeUnit.SECONDS)).isEqualTo("old");
    assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo("new");
  }

  @Test
  void aHundredReloadsLeaveNothingBehind() {
    writeGreetings("0");
    start();
    reload(1, 4);
    int threads = Thread.activeCount();
    int endpoints = context.getEndpoints().size();
    int services = context.getEndpointRegistry().size();

    reload(5, 24);

    assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 2);
    assertThat(context.getEndpoints()).hasSize(endpoints);
    assertThat(context.getEndpointRegistry()).hasSize(services);
    assertThat(context.getRouteDefinitions()).hasSize(FILES);
  }

  /** Each round reloads every file. */
  private void reload(int from, int to) {
    for (int version = from; version <= to; version++) {
      String wanted = String.valueOf(version);
      writeGreetings(wanted);
      await().atMost(LONG).pollInterval(Duration.ofMillis(10)).until(() -> IntStream.range(0, FILES).allMatch(file -> wanted.equals(ask("direct:greet" + file))));
    }
  }

  private void writeGreetings(String answer) {
    for (int file = 0; file < FILES; file++) {
      home.write("routes/greet" + file + ".camel.yaml", answering("greet" + file, "direct:greet" + file, answer));
    }
  }
}
