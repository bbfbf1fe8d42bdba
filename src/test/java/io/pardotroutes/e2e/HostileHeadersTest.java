package io.pardotroutes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.support.Home;
import io.pardotroutes.support.RawHttp;
import io.pardotroutes.support.SharedBundleTest;
import io.pardotroutes.support.WebhookSignature;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.activemq.artemis.jms.client.ActiveMQMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that mean something to Camel, to the broker or to us, sent by a stranger by any door: they are data, and never controls. */
class HostileHeadersTest extends SharedBundleTest {

  private static final List<String> NAMES = List.of("CamelBeanMethodName", "CAmelBeanMethodName", "CAMELBeanMethodName", "CamelHttpUri", "CamelHttpPath", "CamelHttpMethod",
      "CamelHttpResponseCode", "CamelFileName", "CamelJmsDestinationName", "CamelSimpleEndpoint", "CamelRedelivered", "org.apache.camel.body", "Long-Running-Action",
      "breadcrumbId", "JMSXGroupID", "JMSXGroupSeq", "JMSReplyTo", "JMSCorrelationID", "JMSPriority", "JMSExpiration", "JMSDestination", "_AMQ_DUPL_ID", "_AMQ_GROUP_ID",
      "_AMQ_SCHED_DELIVERY", "_AMQ_LVQ_NAME", "PardotReason", "PardotDestination", "JmsBatchPartition", "Set-Cookie", "Access-Control-Allow-Credentials", "X-Anything");
  private static final String STRANGERS = "strangers.replies";

  enum Place {
    HEADER, LOWER_CASE_HEADER, UPPER_CASE_HEADER, QUERY, FORM, WEBHOOK_HEADER, WEBHOOK_UPPER_CASE_HEADER, WEBHOOK_QUERY, JMS_PROPERTY, JMS_UPPER_CASE_PROPERTY, FILE_NAME, COLUMN
  }

  @Override
  protected void prepare(Home home) {
    home.destination("main", 4).setting("pardot.http.webhooks", "segment:" + WebhookSignature.SECRET);
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void bothEventsArriveWithOurPropertiesAloneAndNothingComesBack(Place place) throws Exception {
    bundle().context().getRouteController().stopRoute("deliver-main");
    List<String> addresses = new ArrayList<>();
    List<Message> waiting;
    try {
      for (String name : NAMES) {
        String about = NAMES.indexOf(name) + "@" + place.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".example";
        send(place, name, "first-" + about, "second-" + about);
        addresses.addAll(List.of("first-" + about, "second-" + about));
      }
      eventuallyHolds(() -> assertThat(queued("pardot.deliveries.main")).hasSize(addresses.size()));
      waiting = queued("pardot.deliveries.main");
    } finally {
      bundle().context().getRouteController().startRoute("deliver-main");
    }

    assertThat(waiting).allSatisfy(message -> {
      assertThat(properties(message)).containsExactly("JMSXDeliveryCount", "JMSXGroupID", "JmsBatchPartition");
      assertThat(message.getStringProperty("JMSXGroupID")).startsWith("email:");
      assertThat(message.getJMSReplyTo()).isNull();
      assertThat(message.getJMSCorrelationID()).isNull();
      assertThat(message.getJMSPriority()).isEqualTo(Message.DEFAULT_PRIORITY);
      assertThat(message.getJMSExpiration()).isZero();
      assertThat(text(message)).doesNotContain("sample-write-key");
      if (place != Place.COLUMN) {
        assertThat(text(message)).doesNotContain("forged");
      }
    });
    settled("main");
    assertThat(prospects()).extracting(prospect -> prospect.path("email").asText()).containsExactlyInAnyOrderElementsOf(addresses);
    assertThat(queued(STRANGERS)).isEmpty();
  }

  @Test
  void aMessageThatIsNoEventIsKeptWithoutTheSendersProperties() {
    jms(context -> NAMES.forEach(name -> context.createProducer().send(context.createQueue("segment.events"), message(context, name, "no event " + name))));

    eventuallyHolds(() -> assertThat(queued("pardot.rejected")).hasSize(NAMES.size()));
    assertThat(queued("pardot.rejected")).allSatisfy(rejected -> {
      assertThat(properties(rejected)).containsExactly("JMSXDeliveryCount", "PardotReason");
      assertThat(rejected.getStringProperty("PardotReason")).isNotEqualTo("forged");
      assertThat(rejected.getJMSReplyTo()).isNull();
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"${sys.user.home}", "${bean:calls}", "{{pardot.http.writeKeys}}", "{{env:HOME}}", "resource:file:config/application.properties", "#{systemProperties}"})
  void anExpressionInATraitArrivesAsItsCharactersByEachDoor(String expression) {
    String place = "@" + expression.replaceAll("[^a-z]", "") + ".example";
    String event = identify("hook" + place, expression);

    assertThat(post("/v1/identify", identify("http" + place, expression)).statusCode()).isEqualTo(200);
    assertThat(post("/webhook/segment", event.getBytes(StandardCharsets.UTF_8), "X-Signature", WebhookSignature.of(event)).statusCode()).isEqualTo(200);
    sendJms("segment.events", identify("jms" + place, expression));
    home.drop("expression.csv", "userId,email,title\nu,file" + place + ",\"" + expression + "\"\n");

    for (String door : List.of("http", "hook", "jms", "file")) {
      assertThat(prospect(door + place).path("job_title").asText()).as(door).isEqualTo(expression);
    }
  }

  private void send(Place place, String name, String... addresses) {
    List<String> events = List.of(identify(addresses[0], "CEO"), identify(addresses[1], "CEO"));
    switch (place) {
      case JMS_PROPERTY, JMS_UPPER_CASE_PROPERTY -> jms(context -> events.forEach(event -> context.createProducer().send(context.createQueue("segment.events"),
          message(context, place == Place.JMS_PROPERTY ? name : name.toUpperCase(Locale.ROOT), event))));
      case FILE_NAME -> home.drop(name + ".jsonl", String.join("\n", events));
      case COLUMN -> home.drop("column" + NAMES.indexOf(name) + ".csv",
          "userId,email," + name + "\n" + addresses[0] + "," + addresses[0] + ",forged\n" + addresses[1] + "," + addresses[1] + ",forged\n");
      default -> events.forEach(event -> assertAccepted(request(place, name, event), name));
    }
  }

  private void assertAccepted(String request, String name) {
    try (RawHttp connection = new RawHttp(home.httpPort)) {
      RawHttp.Answer answer = connection.send(request).answer();
      assertThat(answer.status()).as(name).isEqualTo(200);
      assertThat(answer.headers().keySet()).as(name).containsExactlyInAnyOrder("content-type", "content-length");
      assertThat(answer.body()).isEqualTo("{\"success\":true}");
    }
  }

  private static String request(Place place, String name, String event) {
    String auth = "Authorization: " + WRITE_KEY;
    String json = "Content-Type: application/json";
    String signature = "X-Signature: " + WebhookSignature.of(event);
    String query = "?" + name + "=forged&" + name.toLowerCase(Locale.ROOT) + "=forged";
    return switch (place) {
      case HEADER -> RawHttp.post("/v1/identify", event, auth, json, name + ": forged");
      case LOWER_CASE_HEADER -> RawHttp.post("/v1/identify", event, auth, json, name.toLowerCase(Locale.ROOT) + ": forged");
      case UPPER_CASE_HEADER -> RawHttp.post("/v1/identify", event, auth, json, name.toUpperCase(Locale.ROOT) + ": forged");
      case QUERY -> RawHttp.post("/v1/identify" + query, event, auth, json);
      case WEBHOOK_HEADER -> RawHttp.post("/webhook/segment", event, signature, json, name + ": forged");
      case WEBHOOK_UPPER_CASE_HEADER -> RawHttp.post("/webhook/segment", event, signature, json, name.toUpperCase(Locale.ROOT) + ": forged");
      case WEBHOOK_QUERY -> RawHttp.post("/webhook/segment" + query, event, signature, json);
      // A form is refused as such; as what browsers call text it has to be an event, whatever else stands in the object.
      case FORM -> RawHttp.post("/v1/identify", event.replaceFirst("\\{", "{\"integrations\":{\"" + name + "\":\"x\"},"), auth, "Content-Type: text/plain");
      default -> throw new IllegalArgumentException(place + " is no HTTP");
    };
  }

  /** What a client can put on the wire: also names that the JMS API would not let it set. */
  private static Message message(JMSContext context, String name, String body) {
    try {
      Message message = context.createTextMessage(body);
      message.setJMSReplyTo(context.createQueue(STRANGERS));
      message.setJMSCorrelationID("forged");
      Object value = Map.<String, Object>of("_AMQ_SCHED_DELIVERY", 1L, "JMSXGroupSeq", 7, "JMSPriority", 9, "JMSExpiration", 1L, "JmsBatchPartition", 3).getOrDefault(name, "forged");
      ((ActiveMQMessage) message).getCoreMessage().putObjectProperty(name, value);
      return message;
    } catch (JMSException e) {
      throw new AssertionError(e);
    }
  }

  private static Set<String> properties(Message message) throws JMSException {
    Set<String> names = new TreeSet<>();
    Collections.list(message.getPropertyNames()).forEach(name -> names.add(name.toString()));
    return names;
  }
}
