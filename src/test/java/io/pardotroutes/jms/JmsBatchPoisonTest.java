package io.pardotroutes.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JmsBatchPoisonTest extends JmsTest {

  private final List<ReceivedMessage> messages = new CopyOnWriteArrayList<>();

  @Test
  void readsTextAndUtf8BytesAndRefusesAnythingElse() throws Exception {
    sendForeign("segment.events",
        session -> session.createTextMessage("text"),
        session -> bytes(session, "bytes é €".getBytes(StandardCharsets.UTF_8)),
        session -> session.createObjectMessage(new Canary()),
        Session::createMapMessage,
        Session::createStreamMessage,
        Session::createMessage,
        Session::createTextMessage,
        session -> bytes(session, "é".getBytes(StandardCharsets.ISO_8859_1)),
        session -> session.createTextMessage("x".repeat(5_000_001)),
        session -> bytes(session, new byte[5_000_001]));

    receive(10);

    assertThat(messages).extracting(ReceivedMessage::body).containsExactly("text", "bytes é €", null, null, null, null, null, null,
        null, null);
    assertThat(messages).extracting(ReceivedMessage::refusal).containsExactly(null, null,
        "not a text or bytes message (object message)",
        "not a text or bytes message (map message)",
        "not a text or bytes message (stream message)",
        "not a text or bytes message (empty message)",
        "a text message without a text",
        "a bytes message that is not UTF-8",
        "longer than 5000000 bytes",
        "longer than 5000000 bytes");
    assertThat(Canary.awakened).isFalse();
    assertThat(messages).extracting(ReceivedMessage::deliveryCount).containsOnly(1);
  }

  @Test
  void forwardsWhatItRefusesAsItCameWithOurReasonOnly() throws Exception {
    sendForeign("segment.events",
        session -> foreign(session.createTextMessage("not json")),
        session -> foreign(bytes(session, new byte[] {1, (byte) 0xff, 3})),
        session -> foreign(session.createObjectMessage(new Canary())),
        session -> {
          MapMessage map = session.createMapMessage();
          map.setString("key", "value");
          return foreign(map);
        },
        session -> {
          StreamMessage stream = session.createStreamMessage();
          stream.writeInt(7);
          return foreign(stream);
        },
        session -> foreign(session.createMessage()));

    route(r -> r.from("jms-batch:segment.events?waitTime=100ms").process(e -> {
      messages.addAll(received(e));
      e.getIn().setBody(received(e).stream()
          .map(m -> QueueMessage.forwarding(m.original(), Map.of("PardotReason", "because"))).toList());
    }).to("jms-batch:pardot.rejected"));

    await().untilAsserted(() -> assertThat(broker.depth("segment.events")).isZero());
    List<Message> rejected = take("pardot.rejected", 6);
    assertThat(((TextMessage) rejected.get(0)).getText()).isEqualTo("not json");
    assertThat(rejected.get(1).getBody(byte[].class)).containsExactly(1, 0xff, 3);
    assertThat(rejected.get(2)).isInstanceOf(ObjectMessage.class);
    assertThat(((MapMessage) rejected.get(3)).getString("key")).isEqualTo("value");
    assertThat(((StreamMessage) rejected.get(4)).readInt()).isEqualTo(7);
    for (Message message : rejected) {
      assertThat(names(message)).containsExactlyInAnyOrder("PardotReason", "JMSXDeliveryCount");
      assertThat(message.getJMSCorrelationID()).isNull();
      assertThat(message.getJMSType()).isNullOrEmpty();
    }
    assertThat(Canary.awakened).isFalse();
  }

  @Test
  void forwardsAlsoWhatIsTooLongToRead() throws Exception {
    String longText = "ä".repeat(6_000_000);
    sendForeign("segment.events",
        session -> session.createTextMessage(longText),
        session -> bytes(session, new byte[6_000_000]),
        session -> session.createObjectMessage(new byte[6_000_000]));

    route(r -> r.from("jms-batch:segment.events?waitTime=500ms").process(e ->
        e.getIn().setBody(received(e).stream()
            .map(m -> QueueMessage.forwarding(m.original(), Map.of("PardotReason", m.refusal()))).toList()))
        .to("jms-batch:pardot.rejected"));

    await().untilAsserted(() -> assertThat(broker.depth("segment.events")).isZero());
    List<Message> rejected = take("pardot.rejected", 3);
    assertThat(rejected).hasSize(3);
    assertThat(((TextMessage) rejected.get(0)).getText()).hasSize(6_000_000);
    assertThat(((BytesMessage) rejected.get(1)).getBodyLength()).isEqualTo(6_000_000);
    assertThat(rejected.get(2)).isInstanceOf(ObjectMessage.class);
    assertThat(rejected.get(2).getStringProperty("PardotReason")).contains("object message");
  }

  @Test
  void leavesOutThePropertiesOfTheProviderAndKeepsTheSendersOwn() throws Exception {
    sendForeign("segment.events", session -> foreign(session.createTextMessage("text")));

    receive(1);

    assertThat(messages.get(0).properties()).isEqualTo(Map.of("CamelHttpUri", "http://evil", "count", 3, "ok", true));
  }

  private void receive(int count) throws Exception {
    route(r -> r.from("jms-batch:segment.events?waitTime=100ms").process(e -> messages.addAll(received(e))));
    await().atMost(Duration.ofSeconds(20)).until(() -> messages.size() >= count);
    await().untilAsserted(() -> assertThat(broker.depth("segment.events")).isZero());
  }

  private static List<Object> names(Message message) throws JMSException {
    return new ArrayList<>(Collections.list(message.getPropertyNames()));
  }

  private static Message bytes(Session session, byte[] bytes) throws JMSException {
    BytesMessage message = session.createBytesMessage();
    message.writeBytes(bytes);
    return message;
  }

  private static Message foreign(Message message) throws JMSException {
    message.setStringProperty("CamelHttpUri", "http://evil");
    message.setIntProperty("count", 3);
    message.setBooleanProperty("ok", true);
    message.setStringProperty("JMSXGroupID", "group");
    message.setStringProperty("_AMQ_DUPL_ID", UUID.randomUUID().toString());
    message.setJMSCorrelationID("correlation");
    message.setJMSType("type");
    return message;
  }

  /** Says when its object is built from bytes. */
  private static final class Canary implements Serializable {

    private static final long serialVersionUID = 1L;
    private static volatile boolean awakened;

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      awakened = true;
    }
  }
}
