package io.pardotroutes.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import jakarta.jms.DeliveryMode;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ResolveEndpointFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class JmsBatchProducerTest extends JmsTest {

  private final ExecutorService callers = Executors.newCachedThreadPool();

  @AfterEach
  void endCallers() {
    callers.shutdownNow();
  }

  @Test
  void putsDurableTextMessagesWithOnlyOurPropertiesOnTheirQueues() throws Exception {
    List<QueueMessage> messages = List.of(
        new QueueMessage("q.one", "one", "group-1", Map.of("PardotReason", "because")),
        new QueueMessage("q.two", "two", null, Map.of()));

    template.sendBodyAndHeaders("jms-batch:q.*?queueFrom=message", messages,
        Map.of("Authorization", "Basic c2VjcmV0", "_AMQ_DUPL_ID", "same", "JMSXGroupID", "forged"));

    Message one = take("q.one", 1).get(0);
    Message two = take("q.two", 1).get(0);
    assertThat(((TextMessage) one).getText()).isEqualTo("one");
    assertThat(one.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
    assertThat(propertyNames(one)).containsExactlyInAnyOrder("PardotReason", "JMSXGroupID", "JmsBatchPartition", "JMSXDeliveryCount");
    assertThat(one.getStringProperty("JMSXGroupID")).isEqualTo("group-1");
    assertThat(((TextMessage) two).getText()).isEqualTo("two");
    assertThat(propertyNames(two)).containsExactly("JMSXDeliveryCount");
  }

  @ParameterizedTest
  @ValueSource(strings = {"q", "q.", "q.a.b", "other.a", "xq.a", "q.a b", ""})
  void refusesAListWithAMessageWhoseQueueDoesNotFitItsName(String queue) {
    List<QueueMessage> messages = List.of(new QueueMessage("q.a", "one", null, Map.of()), new QueueMessage(queue, "secret", null, Map.of()));

    assertThatExceptionOfType(CamelExecutionException.class).isThrownBy(() -> template.sendBody("jms-batch:q.*?queueFrom=message", messages))
        .havingCause().isInstanceOf(IllegalArgumentException.class)
        .withMessage("a message for jms-batch:q.* names the queue '" + queue + "'; nothing was sent");

    assertThat(broker.depth("q.a")).isZero();
  }

  @Test
  void refusesAMessageThatNamesNoQueueWhereItHasToAndAnotherWhereItCannot() {
    assertThatExceptionOfType(CamelExecutionException.class).isThrownBy(() -> send("jms-batch:q.*?queueFrom=message", "x"))
        .havingCause().withMessage("a message for jms-batch:q.* names no queue; nothing was sent");
    assertThatExceptionOfType(CamelExecutionException.class)
        .isThrownBy(() -> template.sendBody("jms-batch:q", List.of(new QueueMessage("other", "x", null, Map.of()))))
        .havingCause().withMessage("a message for jms-batch:q names the queue 'other'; nothing was sent");
  }

  @Test
  void aNameSaysWhoFillsWhatItLeavesOpen() {
    assertThatExceptionOfType(ResolveEndpointFailedException.class).isThrownBy(() -> context.getEndpoint("jms-batch:q.*"))
        .withMessageContaining("jms-batch:q.* names several queues; say queueFrom=message");
    assertThatExceptionOfType(ResolveEndpointFailedException.class).isThrownBy(() -> context.getEndpoint("jms-batch:q?queueFrom=message"))
        .withMessageContaining("names one queue");
    assertThatExceptionOfType(Exception.class).isThrownBy(() -> route(r -> r.from("jms-batch:q.*?queueFrom=message").to("mock:out")))
        .havingRootCause().withMessage("jms-batch takes messages from one queue, and q.* names several");
  }

  @Test
  void whatTheStepsOfATransactionPutIsCommittedOnceAtTheirEnd() throws Exception {
    CountTransactions transactions = new CountTransactions();
    send("jms-batch:q", "connected");
    broker.server().registerBrokerPlugin(transactions);
    context.getRegistry().bind("allOrNone", new AllOrNone());
    route(r -> r.from("direct:in").transacted("allOrNone").to("jms-batch:a").process(e -> assertThat(broker.depth("a")).isZero()).to("jms-batch:b"));

    send("direct:in", "one", "two");

    awaitDepth("a", 2);
    awaitDepth("b", 2);
    assertThat(transactions.seen).hasSize(1);
  }

  @Test
  void nothingOfATransactionIsQueuedWhereOneOfItsStepsFailsOrItsMessagesCannotBeSent() throws Exception {
    context.getRegistry().bind("allOrNone", new AllOrNone());
    route(r -> {
      r.from("direct:fails").transacted("allOrNone").to("jms-batch:a").throwException(IllegalStateException.class, "because");
      r.from("direct:refused").transacted("allOrNone").to("jms-batch:a")
          .process(e -> e.getMessage().setBody(List.of(new QueueMessage(null, "x", null, Map.of("no name", true))))).to("jms-batch:b");
    });

    assertThatExceptionOfType(CamelExecutionException.class).isThrownBy(() -> send("direct:fails", "one")).havingCause().withMessage("because");
    assertThat(refused("direct:refused", messages("one"))).hasMessageContaining("2 message(s) for a, b").satisfies(e -> assertThat(e.mayBeQueued()).isFalse());

    assertThat(broker.depth("a")).isZero();
    send("jms-batch:a", "the next one is fine");
    awaitDepth("a", 1);
  }

  @Test
  void aTextIsOneMessage() throws Exception {
    template.sendBodyAndHeaders("jms-batch:q", "one", Map.of("Authorization", "Basic c2VjcmV0"));

    Message message = take("q", 1).get(0);
    assertThat(((TextMessage) message).getText()).isEqualTo("one");
    assertThat(propertyNames(message)).containsExactly("JMSXDeliveryCount");
  }

  @Test
  void refusesPropertiesThatBelongToTheProvider() {
    assertThatIllegalArgumentException().isThrownBy(() -> new QueueMessage(null, "x", null, Map.of("_AMQ_DUPL_ID", "same")))
        .withMessageContaining("_AMQ_DUPL_ID");
    assertThatIllegalArgumentException().isThrownBy(() -> new QueueMessage(null, "x", null, Map.of("jmsXGroupID", "g")));
    assertThatIllegalArgumentException().isThrownBy(() -> new QueueMessage(null, "x", null, Map.of("list", List.of())));
  }

  @Test
  void queuesNothingOfAListThatCannotBeSentWhole() {
    List<QueueMessage> messages = List.of(
        new QueueMessage(null, "one", null, Map.of()),
        new QueueMessage(null, "can't be sent", null, Map.of("no name", true)));

    QueueUnavailable refused = refused("jms-batch:q", messages);

    assertThat(refused.mayBeQueued()).isFalse();
    assertThat(broker.depth("q")).isZero();
    send("jms-batch:q", "the next one is fine");
    awaitDepth("q", 1);
  }

  @Test
  void manyCallersShareFewCommits() throws Exception {
    CountTransactions transactions = new CountTransactions();
    send("jms-batch:q", "connected");
    broker.server().registerBrokerPlugin(transactions);

    List<Future<?>> sent = new ArrayList<>();
    for (int caller = 0; caller < 40; caller++) {
      int number = caller;
      sent.add(callers.submit(() -> {
        for (int i = 0; i < 25; i++) {
          template.sendBody("jms-batch:q", List.of(new QueueMessage(null, number + ":" + i, null, Map.of())));
        }
      }));
    }
    for (Future<?> each : sent) {
      each.get();
    }

    awaitDepth("q", 1_001);
    assertThat(transactions.seen).hasSizeBetween(25, 400);
    List<String> ofOne = new ArrayList<>();
    for (Message message : take("q", 1_001)) {
      if (((TextMessage) message).getText().startsWith("7:")) {
        ofOne.add(((TextMessage) message).getText());
      }
    }
    assertThat(ofOne).isEqualTo(IntStream.range(0, 25).mapToObj(i -> "7:" + i).toList());
  }

  @Test
  void tellsTheCallerInTimeWhenAFullQueueBlocks() throws Exception {
    block("full");

    long start = System.nanoTime();
    QueueUnavailable refused = refused("jms-batch:full?sendTimeout=1s", messages("secret@example.com"));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    assertThat(refused).hasMessageContaining("full").hasMessageContaining("1000 ms").hasMessageNotContaining("secret");
    assertThat(refused.mayBeQueued()).isFalse();
  }

  @Test
  void neverQueuesTheMessageOfACallerThatHasGivenUp() throws Exception {
    int before = block("full");
    Future<QueueUnavailable> first = callers.submit(() -> refused("jms-batch:full?sendTimeout=1s", messages("given up 1")));
    Future<QueueUnavailable> second = callers.submit(() -> refused("jms-batch:full?sendTimeout=2s", messages("given up 2")));
    assertThat(first.get().mayBeQueued()).isFalse();
    assertThat(second.get().mayBeQueued()).isFalse();

    assertThat(take("full", before)).hasSize(before);
    send("jms-batch:full", "later");

    List<Message> after = take("full", 3);
    assertThat(after).hasSize(1);
    assertThat(((TextMessage) after.get(0)).getText()).isEqualTo("later");
  }

  @Test
  void oneBlockedQueueDoesNotTakeTheMessagesOfOthersWithIt() throws Exception {
    block("full");
    Future<QueueUnavailable> hangs = callers.submit(() -> refused("jms-batch:full?sendTimeout=1s", messages("a")));
    await().during(Duration.ofMillis(200)).until(() -> !hangs.isDone());
    Future<QueueUnavailable> alsoHangs = callers.submit(() -> refused("jms-batch:full?sendTimeout=3s", messages("b")));
    Future<?> good = callers.submit(() -> send("jms-batch:good?sendTimeout=20s", "c"));

    good.get();
    assertThat(hangs.get().mayBeQueued()).isFalse();
    assertThat(alsoHangs.get().mayBeQueued()).isFalse();
    assertThat(take("good", 2)).hasSize(1);
  }

  @Test
  void aListThatTheBrokerRefusesDoesNotTakeOthersWithIt() throws Exception {
    send("jms-batch:q", "connected");
    fail("refusing");
    List<Future<Boolean>> sent = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      String queue = i % 5 == 0 ? "refusing" : "q";
      sent.add(callers.submit(() -> {
        try {
          send("jms-batch:" + queue, "x");
          return true;
        } catch (CamelExecutionException e) {
          return false;
        }
      }));
    }
    int queued = 0;
    for (Future<Boolean> each : sent) {
      queued += each.get() ? 1 : 0;
    }

    assertThat(queued).isEqualTo(24);
    awaitDepth("q", 25);
  }

  @Test
  void refusesAtOnceWhenTooMuchWaits() throws Exception {
    block("full");
    // Who uses a component first starts it; the others are not to meet it half started.
    send("jms-batch:good", "x");
    String big = "x".repeat(6_000_000);
    List<Future<QueueUnavailable>> refused = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      refused.add(callers.submit(() -> refused("jms-batch:full?sendTimeout=5s", messages(big))));
    }

    await().atMost(Duration.ofSeconds(3)).until(() -> refused.stream().anyMatch(Future::isDone));
    List<String> texts = new ArrayList<>();
    for (Future<QueueUnavailable> each : refused) {
      texts.add(each.get().getMessage());
    }
    assertThat(texts).anyMatch(text -> text.contains("Too many messages"));
  }

  @Test
  void saysWhatItCanSendWhenGivenSomethingElse() {
    assertThatExceptionOfType(CamelExecutionException.class).isThrownBy(() -> template.sendBody("jms-batch:q", 7))
        .havingCause().isInstanceOf(IllegalArgumentException.class).withMessageContaining("java.lang.Integer");
    assertThat(broker.depth("q")).isZero();
  }

  private QueueUnavailable refused(String uri, List<QueueMessage> messages) {
    CamelExecutionException failed = catchThrowableOfType(CamelExecutionException.class, () -> template.sendBody(uri, messages));
    assertThat(failed).isNotNull();
    assertThat(failed.getCause()).isInstanceOf(QueueUnavailable.class);
    return (QueueUnavailable) failed.getCause();
  }

  /** Fills the queue until its sender would be held; returns how many messages that took. */
  private int block(String queue) throws Exception {
    limit(queue, AddressFullMessagePolicy.BLOCK);
    int sent = 0;
    while (!broker.server().getPagingManager().getPageStore(
        SimpleString.of(queue)).isFull()) {
      send("jms-batch:" + queue, "x".repeat(20_000));
      sent++;
    }
    // What the client was granted before the queue was full is spent with a new connection.
    stopBroker();
    startBroker();
    limit(queue, AddressFullMessagePolicy.BLOCK);
    return sent;
  }

  private void fail(String queue) throws Exception {
    limit(queue, AddressFullMessagePolicy.FAIL);
    int sent = 0;
    while (sent < 100) {
      try {
        send("jms-batch:" + queue, "x".repeat(20_000));
        sent++;
      } catch (CamelExecutionException full) {
        return;
      }
    }
    throw new IllegalStateException("the queue never got full");
  }

  private void limit(String queue, AddressFullMessagePolicy policy) {
    broker.server().getAddressSettingsRepository().addMatch(queue,
        new AddressSettings().setAddressFullMessagePolicy(policy).setMaxSizeBytes(200_000).setMaxDeliveryAttempts(-1));
    broker.ensureQueue(queue);
  }

  private static List<String> propertyNames(Message message) throws Exception {
    List<String> names = new ArrayList<>();
    for (Object name : Collections.list(message.getPropertyNames())) {
      names.add((String) name);
    }
    return names;
  }

  private static final class CountTransactions implements ActiveMQServerPlugin {

    private final Set<Long> seen = ConcurrentHashMap.newKeySet();

    @Override
    public void beforeSend(ServerSession session, Transaction tx, org.apache.activemq.artemis.api.core.Message message,
        boolean direct, boolean noAutoCreateQueue) {
      seen.add(tx.getID());
    }
  }
}
