package io.pardotroutes.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.OnExceptionDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JmsBatchShutdownTest extends JmsTest {

  private final AtomicInteger attempts = new AtomicInteger();

  @Test
  void aStopDuringALongRedeliveryDelayEndsInSecondsAndGivesTheMessagesBack() throws Exception {
    route(r -> {
      endlessRedelivery(r);
      r.from("jms-batch:q?maxMessages=10&waitTime=100ms&concurrentConsumers=2").process(this::fail);
    });
    send("jms-batch:q", numbers(20));
    await().until(() -> attempts.get() >= 1);

    Duration stop = time(context::stop);

    assertThat(stop).isLessThan(Duration.ofSeconds(4));
    assertThat(take("q", 20)).hasSize(20);
    assertNoThreadIsLeft();
  }

  @Test
  void aStopDuringARedeliveryDelayInACalledRouteIsAsQuick() throws Exception {
    route(r -> {
      endlessRedelivery(r);
      r.from("jms-batch:q?waitTime=100ms").to("direct:send");
      r.from("direct:send").split(r.body()).process(this::fail);
    });
    send("jms-batch:q", numbers(3));
    await().until(() -> attempts.get() == 1);

    Duration stop = time(context::stop);

    assertThat(stop).isLessThan(Duration.ofSeconds(4));
    assertThat(take("q", 3)).hasSize(3);
  }

  @Test
  void aDeadLetterChannelDoesNotTurnAStopIntoAnOutcome() throws Exception {
    route(r -> {
      r.from("direct:dead").process(e -> e.getIn().setBody(messages("dead"))).to("jms-batch:dead");
      r.from("jms-batch:q?waitTime=100ms")
          .errorHandler(r.deadLetterChannel("direct:dead").maximumRedeliveries(-1).redeliveryDelay(300_000)
              .allowRedeliveryWhileStopping(false))
          .process(this::fail);
    });
    send("jms-batch:q", numbers(3));
    await().until(() -> attempts.get() == 1);

    context.stop();

    assertThat(take("q", 3)).hasSize(3);
    assertThat(broker.depth("dead")).isZero();
  }

  @Test
  void whatIsInHandMayEndBeforeTheStop() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    List<String> ended = new CopyOnWriteArrayList<>();
    route(r -> r.from("jms-batch:q?maxMessages=2&waitTime=0").process(e -> {
      started.countDown();
      TimeUnit.SECONDS.sleep(1);
      ended.addAll(bodies(received(e)));
    }));
    send("jms-batch:q", numbers(6));
    started.await();

    context.stop();

    assertThat(ended).containsExactly("0", "1");
    awaitDepth("q", 4);
    assertNoThreadIsLeft();
  }

  @Test
  void whatHangsBeyondTheShutdownTimeoutIsInterruptedAndGivenBack() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    context.getShutdownStrategy().setTimeout(1);
    route(r -> r.from("jms-batch:q?waitTime=0").process(e -> {
      started.countDown();
      new CountDownLatch(1).await();
    }));
    send("jms-batch:q", "one");
    started.await();

    Duration stop = time(context::stop);

    assertThat(stop).isLessThan(Duration.ofSeconds(4));
    assertThat(take("q", 1)).hasSize(1);
    await().untilAsserted(JmsBatchShutdownTest::assertNoThreadIsLeft);
  }

  @Test
  void aRouteThatIgnoresInterruptsCanNoLongerCommit() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    context.getShutdownStrategy().setTimeout(1);
    route(r -> r.from("jms-batch:q?waitTime=0").process(e -> {
      started.countDown();
      while (release.getCount() > 0) {
        try {
          release.await();
        } catch (InterruptedException ignored) {
          e.setProperty("ignored", true);
        }
      }
    }));
    send("jms-batch:q", "one");
    started.await();

    context.stop();

    await().until(() -> take("q", 1).size() == 1);
    release.countDown();
    await().untilAsserted(JmsBatchShutdownTest::assertNoThreadIsLeft);
  }

  @Test
  void anIdleConsumerAndAnIdleProducerStopAtOnce() throws Exception {
    route(r -> r.from("jms-batch:q?concurrentConsumers=4").process(e -> attempts.incrementAndGet()));
    send("jms-batch:q", "one");
    await().untilAsserted(() -> assertThat(broker.depth("q")).isZero());

    Duration stop = time(context::stop);

    assertThat(stop).isLessThan(Duration.ofSeconds(2));
    assertNoThreadIsLeft();
    assertThat(broker.server().getConnectionCount()).isZero();
  }

  private void endlessRedelivery(RouteBuilder builder) {
    OnExceptionDefinition outage = builder.onException(IOException.class)
        .maximumRedeliveries(-1)
        .redeliveryDelay(300_000);
    outage.getRedeliveryPolicyType().setAllowRedeliveryWhileStopping("false");
  }

  private void fail(org.apache.camel.Exchange exchange) throws IOException {
    attempts.incrementAndGet();
    throw new IOException("refused");
  }

  private interface Action {
    void run() throws Exception;
  }

  private static Duration time(Action action) throws Exception {
    long start = System.nanoTime();
    action.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static void assertNoThreadIsLeft() {
    assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName).noneMatch(name -> name.startsWith("jms-batch"));
  }
}
