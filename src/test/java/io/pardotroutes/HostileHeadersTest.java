package io.pardotroutes;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Names that mean something to Camel, to the broker or to us, sent by a stranger: they are data, and never controls. */
class HostileHeadersTest extends SharedBundleTest {

  private static final List<String> NAMES = List.of("CamelBeanMethodName", "CAmelBeanMethodName", "CamelHttpUri", "CamelHttpPath", "CamelHttpMethod",
      "CamelHttpResponseCode", "CamelFileName", "CamelJmsDestinationName", "CamelSimpleEndpoint", "CamelRedelivered", "org.apache.camel.body", "Long-Running-Action",
      "JMSXGroupID", "JMSXGroupSeq", "JMSReplyTo", "JMSCorrelationID", "JMSPriority", "JMSExpiration", "JMSDestination", "_AMQ_DUPL_ID", "_AMQ_GROUP_ID",
      "_AMQ_SCHED_DELIVERY", "_AMQ_LVQ_NAME", "PardotReason", "PardotDestination", "JmsBatchPartition", "Set-Cookie", "Access-Control-Allow-Credentials", "X-Anything");
  private static final Set<String> OURS = Set.of("JMSXGroupID", "JMSXDeliveryCount", "JmsBatchPartition");

  enum Place {
    HEADER, LOWER_CASE_HEADER, UPPER_CASE_HEADER, QUERY, FORM
  }

  @Override
  void prepare(Home home) {
    home.destination("main", 4);
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void bothEventsArriveWithOurPropertiesAloneAndNothingComesBack(Place place) throws Exception {
    bundle().context().getRouteController().stopRoute("deliver-main");
    List<String> addresses = new ArrayList<>();
    try (RawHttp connection = new RawHttp(home.httpPort)) {
      for (String name : NAMES) {
        for (int i = 1; i <= 2; i++) {
          String address = "n" + NAMES.indexOf(name) + "-" + i + "@" + place.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".example";
          addresses.add(address);
          RawHttp.Answer answer = connection.send(request(place, name, identify(address, "CEO"))).answer();
          assertThat(answer.status()).as(name).isEqualTo(200);
          assertThat(answer.headers().keySet()).as(name).containsExactlyInAnyOrder("content-type", "content-length");
          assertThat(answer.body()).isEqualTo("{\"success\":true}");
        }
      }
    }

    List<Message> waiting = eventually(() -> {
      assertThat(queued("pardot.deliveries.main")).hasSize(addresses.size());
      return queued("pardot.deliveries.main");
    });
    bundle().context().getRouteController().startRoute("deliver-main");

    assertThat(waiting).allSatisfy(message -> {
      assertThat(OURS).containsAll(properties(message));
      assertThat(message.getStringProperty("JMSXGroupID")).startsWith("email:");
      assertThat(message.getJMSReplyTo()).isNull();
      assertThat(message.getJMSCorrelationID()).isNull();
      assertThat(message.getJMSPriority()).isEqualTo(Message.DEFAULT_PRIORITY);
      assertThat(message.getJMSExpiration()).isZero();
      assertThat(text(message)).doesNotContain("sample-write-key", "forged");
    });
    settled("main");
    assertThat(prospects()).extracting(prospect -> prospect.path("email").asText()).containsExactlyInAnyOrderElementsOf(addresses);
  }

  private static String request(Place place, String name, String event) {
    String auth = "Authorization: " + WRITE_KEY;
    String json = "Content-Type: application/json";
    return switch (place) {
      case HEADER -> RawHttp.post("/v1/identify", event, auth, json, name + ": forged");
      case LOWER_CASE_HEADER -> RawHttp.post("/v1/identify", event, auth, json, name.toLowerCase(Locale.ROOT) + ": forged");
      case UPPER_CASE_HEADER -> RawHttp.post("/v1/identify", event, auth, json, name.toUpperCase(Locale.ROOT) + ": forged");
      case QUERY -> RawHttp.post("/v1/identify?" + name + "=forged&" + name.toLowerCase(Locale.ROOT) + "=forged", event, auth, json);
      // A form is refused as such; as what browsers call text it has to be an event, whatever else stands in the object.
      case FORM -> RawHttp.post("/v1/identify", event.replaceFirst("\\{", "{\"integrations\":{\"" + name + "\":\"x\"},"), auth, "Content-Type: text/plain");
    };
  }

  private static Set<String> properties(Message message) throws jakarta.jms.JMSException {
    Set<String> names = new TreeSet<>();
    Collections.list(message.getPropertyNames()).forEach(name -> names.add(name.toString()));
    return names;
  }
}
