package io.pardotroutes.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pardotroutes.accept.Acceptance;
import io.pardotroutes.accept.RecordingCounter;
import io.pardotroutes.broker.BrokerSettings;
import io.pardotroutes.broker.EmbeddedBroker;
import io.pardotroutes.event.EventReader;
import io.pardotroutes.ingest.file.Inbox;
import io.pardotroutes.ingest.http.Cors;
import io.pardotroutes.ingest.http.HttpAnswers;
import io.pardotroutes.jms.AllOrNone;
import io.pardotroutes.jms.JmsBatchComponent;
import io.pardotroutes.store.MessageIdsBusy;
import io.pardotroutes.store.SeenIds;
import io.pardotroutes.store.file.SeenMessageIds;
import io.pardotroutes.support.RouteTest;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.builder.AdviceWith;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestJmsRouteTest extends RouteTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DELIVERIES = "pardot.deliveries.emea";

  @TempDir Path data;
  private final RecordingCounter counter = new RecordingCounter();
  private EmbeddedBroker broker;
  private SeenMessageIds seen;

  IngestJmsRouteTest() {
    super("ingest-jms.camel.yaml", "accept.camel.yaml");
  }

  @Override
  protected List<RouteConfigurationsBuilder> policies() {
    return List.of(new IngestPolicies());
  }

  @BeforeEach
  void startBroker() {
    broker = EmbeddedBroker.start(BrokerSettings.in(data.resolve("broker")), reason -> { });
    seen = SeenMessageIds.open(data, Clock.systemUTC());
    EventReader reader = new EventReader(Clock.systemUTC());
    JmsBatchComponent component = new JmsBatchComponent();
    component.setConnectionFactory(broker.connectionFactory());
    context.addComponent("jms-batch", component);
    bind("allOrNone", new AllOrNone());
    bind("jmsMessages", new JmsMessages(reader));
    bind("inbox", new Inbox(data, reader));
    bind("httpAnswers", new HttpAnswers(Cors.parse(""), counter));
    bind("acceptance", new Acceptance(seen, () -> List.of(DefaultDestinations.v4("emea")), counter));
  }

  @AfterEach
  void stopBroker() {
    context.stop();
    broker.close();
    seen.close();
  }

  @Test
  void eventsBatchesAndArraysAreQueuedAndWhatIsNoneIsKeptAsItCame() throws Exception {
    start();

    send(jms -> text(jms, identify("one")));
    send(jms -> text(jms, "{\"batch\":[" + identify("two") + ",{}]}"));
    send(jms -> bytes(jms, "[" + identify("three") + "]"));
    send(jms -> text(jms, "no event, but as it came"));
    send(jms -> jms.createObjectMessage("an object"));
    send(jms -> jms.createMapMessage());

    List<TextMessage> deliveries = receive(DELIVERIES, 3);
    assertThat(deliveries).extracting(each -> JSON.readTree(each.getText()).get("userId").asText())
        .containsExactlyInAnyOrder("one", "two", "three");
    for (TextMessage delivery : deliveries) {
      assertThat(delivery.getStringProperty("JMSXGroupID")).startsWith("user:");
      List<?> names = Collections.list(delivery.getPropertyNames());
      assertThat(names.stream().map(Object::toString).toList()).allMatch(name -> name.startsWith("JMSX") || name.equals("JmsBatchPartition"));
    }
    List<Message> rejected = receiveAny("pardot.rejected", 4);
    assertThat(rejected).allSatisfy(each -> assertThat(each.getStringProperty("PardotReason")).isNotBlank());
    assertThat(rejected).anySatisfy(each -> assertThat(((TextMessage) each).getText()).isEqualTo("no event, but as it came"));
    await().untilAsserted(() -> assertThat(counter.counts()).containsEntry("/accepted/", 3L).containsEntry("/rejected/", 4L));
    assertThat(broker.depth("segment.events")).isZero();
  }

  @Test
  void aMessageWithAKnownMessageIdIsNotQueuedAgain() throws Exception {
    seen.claim(List.of("m-known")).commit();
    start();

    send(jms -> text(jms, "{\"type\":\"identify\",\"userId\":\"u\",\"messageId\":\"m-known\"}"));
    send(jms -> text(jms, "{\"type\":\"identify\",\"userId\":\"u\",\"messageId\":\"m-new\"}"));

    assertThat(receive(DELIVERIES, 1).get(0).getText()).contains("m-new");
    await().untilAsserted(() -> assertThat(counter.counts()).containsEntry("emea/discarded/duplicate", 1L));
    assertThat(broker.depth(DELIVERIES)).isZero();
  }

  @Test
  void whileAnotherRequestHasTheSameEventItsMessageWaitsOnItsQueue() throws Exception {
    SeenIds.Claim other = seen.claim(List.of("m-1"));
    start();
    send(jms -> text(jms, "{\"type\":\"identify\",\"userId\":\"u\",\"messageId\":\"m-1\"}"));
    await().during(Duration.ofMillis(500)).untilAsserted(() -> assertThat(broker.depth("segment.events")).isEqualTo(1));

    other.release();

    assertThat(receive(DELIVERIES, 1)).hasSize(1);
  }

  @Test
  void anEventWhoseTransactionCouldNotBeCommittedIsNotTakenForSeen() throws Exception {
    AdviceWith.adviceWith(context, "ingest-jms", advice -> advice.weaveAddLast().process(exchange -> broker.close()));
    start();

    send(jms -> text(jms, "{\"type\":\"identify\",\"userId\":\"u\",\"messageId\":\"m-lost\"}"));

    await().until(() -> !broker.isRunning());
    await().atMost(Duration.ofMinutes(1)).ignoreException(MessageIdsBusy.class).untilAsserted(() -> {
      SeenIds.Claim claim = seen.claim(List.of("m-lost"));
      boolean fresh = claim.isFresh(0);
      claim.release();
      assertThat(fresh).isTrue();
    });
    assertThat(counter.counts()).isEqualTo(Map.of());
  }

  private void send(Function<JMSContext, Message> message) {
    try (JMSContext jms = broker.connectionFactory().createContext()) {
      jms.createProducer().send(jms.createQueue("segment.events"), message.apply(jms));
    }
  }

  private List<TextMessage> receive(String queue, int count) {
    return receiveAny(queue, count).stream().map(TextMessage.class::cast).toList();
  }

  private List<Message> receiveAny(String queue, int count) {
    List<Message> messages = new ArrayList<>();
    try (JMSContext jms = broker.connectionFactory().createContext(); JMSConsumer consumer = jms.createConsumer(jms.createQueue(queue))) {
      while (messages.size() < count) {
        Message message = consumer.receive(10_000);
        assertThat(message).as("message %d of %d on %s", messages.size() + 1, count, queue).isNotNull();
        messages.add(message);
      }
    }
    return messages;
  }

  private static Message text(JMSContext jms, String text) {
    return jms.createTextMessage(text);
  }

  private static Message bytes(JMSContext jms, String text) {
    try {
      BytesMessage message = jms.createBytesMessage();
      message.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      return message;
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String identify(String userId) {
    return "{\"type\":\"identify\",\"userId\":\"" + userId + "\"}";
  }
}
