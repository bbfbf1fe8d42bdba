package io.pardotroutes.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.support.service.ServiceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JmsBatchConsumerTest extends JmsTest {

  private final List<List<ReceivedMessage>> batches = new CopyOnWriteArrayList<>();

  @Test
  void takesUpToMaxMessagesInOneExchangeAndCommitsThem() throws Exception {
    send("jms-batch:q", numbers(120));

    route(r -> r.from("jms-batch:q?maxMessages=50&waitTime=300ms").process(e -> batches.add(received(e))));

    await().untilAsserted(() -> assertThat(broker.depth("q")).isZero());
    assertThat(batches).extracting(List::size).containsExactly(50, 50, 20);
    assertThat(batches.stream().flatMap(b -> b.stream()).map(ReceivedMessage::body)).containsExactly(numbers(120));
  }

  @Test
  void doesNotWaitForMoreWhenTheBatchIsFull() throws Exception {
    send("jms-batch:q", numbers(10));

    route(r -> r.from("jms-batch:q?maxMessages=5&waitTime=1h").process(e -> batches.add(received(e))));

    await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(broker.depth("q")).isZero());
    assertThat(batches).extracting(List::size).containsExactly(5, 5);
  }

  @Test
  void givesAMessageWithItsPropertiesAndItsTime() throws Exception {
    long before = System.currentTimeMillis();
    template.sendBody("jms-batch:q", List.of(new QueueMessage(null, "one", "group", Map.of("destination", "emea", "attempt", 3))));

    route(r -> r.from("jms-batch:q?waitTime=0").process(e -> batches.add(received(e))));

    await().until(() -> batches.size() == 1);
    ReceivedMessage message = batches.get(0).get(0);
    assertThat(message.body()).isEqualTo("one");
    assertThat(message.refusal()).isNull();
    assertThat(message.properties()).isEqualTo(Map.of("destination", "emea", "attempt", 3));
    assertThat(message.redelivered()).isFalse();
    assertThat(message.deliveryCount()).isEqualTo(1);
    assertThat(message.sentAt().toEpochMilli()).isBetween(before, System.currentTimeMillis());
    assertThat(message.jmsMessageId()).isNotBlank();
  }

  @Test
  void takesAMessageFromBeforeItsStartForOneThatMayHaveBeenDelivered() throws Exception {
    send("jms-batch:q", "of a former process");
    stopBroker();
    startBroker();

    route(r -> r.from("jms-batch:q?waitTime=0").process(e -> batches.add(received(e))));

    await().until(() -> batches.size() == 1);
    assertThat(batches.get(0).get(0).redelivered()).isTrue();
    assertThat(batches.get(0).get(0).deliveryCount()).isEqualTo(1);
  }

  @Test
  void givesTheWholeBatchBackWhenTheRouteFailsAndPausesBeforeTheNextAttempt() throws Exception {
    List<Long> attempts = new CopyOnWriteArrayList<>();
    send("jms-batch:q", numbers(3));

    route(r -> r.from("jms-batch:q?waitTime=100ms&redeliveryDelay=500ms").process(e -> {
      attempts.add(System.nanoTime());
      batches.add(received(e));
      if (attempts.size() < 3) {
        throw new IllegalStateException("not now");
      }
    }));

    await().untilAsserted(() -> assertThat(broker.depth("q")).isZero());
    assertThat(batches).extracting(JmsTest::bodies).containsOnly(List.of("0", "1", "2")).hasSize(3);
    assertThat(batches.get(2)).extracting(ReceivedMessage::deliveryCount).containsOnly(3);
    assertThat(batches.get(2)).allMatch(ReceivedMessage::redelivered);
    assertThat(Duration.ofNanos(attempts.get(1) - attempts.get(0))).isGreaterThanOrEqualTo(Duration.ofMillis(500));
  }

  @Test
  void givesMessagesBackUntilTheRouteHasSetTheVariableThatTheEndpointNames() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    route(r -> r.from("jms-batch:q?waitTime=0&redeliveryDelay=10ms&commitWhen=done").process(e -> {
      if (attempts.incrementAndGet() == 3) {
        e.setVariable("done", "true");
      }
    }));

    send("jms-batch:q", "one");

    await().untilAsserted(() -> assertThat(attempts).hasValue(3));
    awaitDepth("q", 0);
  }

  @Test
  void givesTheBatchBackWhenTheRouteMarksItForRollback() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    send("jms-batch:q", "one");

    route(r -> r.from("jms-batch:q?waitTime=0&redeliveryDelay=10ms")
        .process(e -> e.setRollbackOnly(attempts.incrementAndGet() == 1)));

    await().untilAsserted(() -> assertThat(broker.depth("q")).isZero());
    assertThat(attempts).hasValue(2);
  }

  @Test
  void neverWorksOnOneGroupTwiceAtOnceAndKeepsItsOrder() throws Exception {
    List<QueueMessage> sent = IntStream.range(0, 2_000)
        .mapToObj(i -> new QueueMessage(null, i % 40 + ":" + i / 40, "g" + i % 40, Map.of()))
        .toList();
    template.sendBody("jms-batch:q", sent);
    Map<String, List<Integer>> seen = new ConcurrentHashMap<>();
    Map<String, Thread> inHand = new ConcurrentHashMap<>();
    Set<String> clashes = ConcurrentHashMap.newKeySet();
    Set<Thread> workers = ConcurrentHashMap.newKeySet();
    AtomicInteger count = new AtomicInteger();

    route(r -> r.from("jms-batch:q?maxMessages=20&waitTime=10ms&concurrentConsumers=4&redeliveryDelay=1ms").process(e -> {
      workers.add(Thread.currentThread());
      Set<String> groups = new HashSet<>();
      for (ReceivedMessage message : received(e)) {
        String group = message.body().substring(0, message.body().indexOf(':'));
        if (groups.add(group) && inHand.putIfAbsent(group, Thread.currentThread()) != null) {
          clashes.add(group);
        }
      }
      boolean fails = count.incrementAndGet() % 5 == 0;
      TimeUnit.MILLISECONDS.sleep(2);
      if (!fails) {
        for (ReceivedMessage message : received(e)) {
          String[] parts = message.body().split(":");
          seen.computeIfAbsent(parts[0], g -> new ArrayList<>()).add(Integer.valueOf(parts[1]));
        }
      }
      inHand.keySet().removeAll(groups);
      if (fails) {
        throw new IllegalStateException("again");
      }
    }));

    await().untilAsserted(() -> assertThat(broker.depth("q")).isZero());
    List<Integer> inOrder = IntStream.range(0, 50).boxed().toList();
    assertThat(clashes).isEmpty();
    assertThat(seen).hasSize(40).allSatisfy((group, numbers) -> assertThat(numbers).isEqualTo(inOrder));
    assertThat(workers).hasSize(4);
  }

  @Test
  void aSlowGroupHoldsUpOnlyItsOwnWorker() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch slowStarted = new CountDownLatch(1);
    Set<String> done = ConcurrentHashMap.newKeySet();
    route(r -> r.from("jms-batch:q?maxMessages=10&waitTime=0&concurrentConsumers=4").process(e -> {
      if (bodies(received(e)).contains("slow")) {
        slowStarted.countDown();
        release.await();
      }
      done.addAll(bodies(received(e)));
    }));
    template.sendBody("jms-batch:q", new QueueMessage(null, "slow", "slow", Map.of()));
    slowStarted.await();

    template.sendBody("jms-batch:q", IntStream.range(0, 3_000)
        .mapToObj(i -> new QueueMessage(null, i + " ".repeat(1_000), i % 10 == 0 ? "slow" : "g" + i, Map.of())).toList());

    // Nine in ten are of other groups, three in four of these of other workers.
    await().atMost(Duration.ofSeconds(20)).until(() -> done.size() >= 1_800);
    assertThat(broker.depth("q")).isGreaterThan(300);
    release.countDown();
    await().untilAsserted(() -> assertThat(broker.depth("q")).isZero());
  }

  @Test
  void aSendOfTheSameExchangeIsCommittedOrRolledBackWithIt() throws Exception {
    AtomicBoolean fail = new AtomicBoolean(true);
    route(r -> {
      r.from("jms-batch:in?waitTime=0&redeliveryDelay=50ms").to("direct:forward").process(e -> {
        if (fail.get()) {
          throw new IllegalStateException("after the send");
        }
      });
      r.from("direct:forward").split(r.body()).process(e -> {
        String body = e.getIn().getBody(ReceivedMessage.class).body();
        e.getIn().setBody(messages(body));
      }).to("jms-batch:out");
    });

    send("jms-batch:in", "one", "two");

    await().during(Duration.ofMillis(500)).untilAsserted(() -> assertThat(broker.depth("out")).isZero());
    awaitDepth("in", 2);
    fail.set(false);
    await().untilAsserted(() -> assertThat(broker.depth("in")).isZero());
    awaitDepth("out", 2);
  }

  @Test
  void aSendThatFailedIsNeverCommittedEvenIfTheRouteHandlesTheError() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    route(r -> {
      r.onException(QueueUnavailable.class).handled(true);
      r.from("jms-batch:in?waitTime=0&redeliveryDelay=50ms").process(e -> {
        attempts.incrementAndGet();
        e.getIn().setBody(List.of(new QueueMessage(null, "can't be sent", null, Map.of("no name", true))));
      }).to("jms-batch:out");
    });

    send("jms-batch:in", "one");

    await().until(() -> attempts.get() >= 2);
    awaitDepth("in", 1);
  }

  @Test
  void takesNothingWhileItIsSuspendedAndLosesNothing() throws Exception {
    route(r -> r.from("jms-batch:q?waitTime=0&concurrentConsumers=2").routeId("in").process(e -> batches.add(received(e))));
    send("jms-batch:q", "before");
    await().until(() -> batches.size() == 1);

    context.getRouteController().suspendRoute("in");
    send("jms-batch:q", "while suspended");
    await().during(Duration.ofMillis(500)).untilAsserted(() -> assertThat(broker.depth("q")).isEqualTo(1));
    assertThat(batches).hasSize(1);
    context.getRouteController().resumeRoute("in");

    await().untilAsserted(() -> assertThat(broker.depth("q")).isZero());
    assertThat(bodies(batches.get(1))).containsExactly("while suspended");
    assertThat(batches.get(1).get(0).redelivered()).isFalse();
  }

  @Test
  void losesNothingAndRepeatsNothingHoweverOftenItIsSuspended() throws Exception {
    route(r -> r.from("jms-batch:q?maxMessages=5&waitTime=0&concurrentConsumers=2&redeliveryDelay=1ms").routeId("in")
        .process(e -> batches.add(received(e))));
    List<String> sent = new ArrayList<>();

    for (int i = 0; i < 60; i++) {
      send("jms-batch:q", "first " + i, "second " + i, "third " + i);
      sent.addAll(List.of("first " + i, "second " + i, "third " + i));
      if (i % 6 == 0) {
        // Takes up to a second: Camel looks once a second whether what is in hand has ended.
        context.getRouteController().suspendRoute("in");
        context.getRouteController().resumeRoute("in");
      } else {
        ServiceHelper.suspendService(context.getRoute("in").getConsumer());
        ServiceHelper.resumeService(context.getRoute("in").getConsumer());
      }
    }

    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(broker.depth("q")).isZero());
    assertThat(batches.stream().flatMap(List::stream).map(ReceivedMessage::body)).containsExactlyInAnyOrderElementsOf(sent);
  }

  @Test
  void aContextThatIsOnlyLoadedNeedsNoConnectionFactory() throws Exception {
    context.getRegistry().unbind("connectionFactory");

    route(r -> r.from("jms-batch:q?maxMessages=7&waitTime=200&sendTimeout=4s").autoStartup(false).to("jms-batch:other"));

    JmsBatchEndpoint endpoint = context.getEndpoint("jms-batch:q?maxMessages=7&waitTime=200&sendTimeout=4s", JmsBatchEndpoint.class);
    assertThat(endpoint.getMaxMessages()).isEqualTo(7);
    assertThat(endpoint.getWaitTime()).isEqualTo(Duration.ofMillis(200));
    assertThat(endpoint.getSendTimeout()).isEqualTo(Duration.ofSeconds(4));
  }
}
