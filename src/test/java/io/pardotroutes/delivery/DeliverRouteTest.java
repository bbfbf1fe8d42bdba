package io.pardotroutes.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.jms.ReceivedMessage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole way of a batch, from the queue to the queue of the dead letters. */
class DeliverRouteTest extends DeliveryRouteTest {

  DeliverRouteTest() {
    super("deliver.camel.yaml", "prepare.camel.yaml", "prepare-v3.camel.yaml", "prepare-v4.camel.yaml", "lookup.camel.yaml", "send.camel.yaml",
        "settle.camel.yaml");
  }

  @BeforeEach
  void makeRoutesOfTheTemplate() throws Exception {
    for (String destination : List.of("v3", "lookup")) {
      ((ModelCamelContext) context).addRouteFromTemplate("deliver-" + destination, "deliver", destination + "-", null,
          Map.of("destination", destination, "apiVersion", destination.equals("v3") ? "3" : "4", "batchSize", "50", "batchWait", "50",
              "maxConcurrentRequests", "1"));
      replaceFrom("deliver-" + destination, "direct:queue-" + destination);
    }
  }

  @Test
  void aBatchOfVersion3IsWrittenByEmail() {
    start();

    Exchange done = deliver("v3", person("a"), person("b"));

    assertThat(done.getException()).isNull();
    assertThat(pardot.operations()).containsExactly("batchUpsert");
    assertThat(count("v3", "delivered", "upserted")).isEqualTo(2);
    assertThat(deadLetters).isEmpty();
    assertThat(done.getVariable("settled", Boolean.class)).isTrue();
  }

  @Test
  void aBatchOfVersion4IsLookedUpAndCreatedOrUpdated() {
    pardot.thenFinds("{'id':5,'org_id':'a'}");
    start();

    deliver("lookup", person("a"), person("b"));

    assertThat(pardot.operations()).containsExactly("read", "read", "batchUpdate", "batchCreate");
    assertThat(count("lookup", "delivered", "updated")).isEqualTo(1);
    assertThat(count("lookup", "delivered", "created")).isEqualTo(1);
  }

  @Test
  void aMessageThatIsNoEventIsDeadLetteredAndItsNeighboursDelivered() {
    start();

    deliver("v3", person("a"), "no event", person("b"));

    assertThat(count("v3", "delivered", "upserted")).isEqualTo(2);
    assertThat(deadLetters).singleElement().satisfies(letter -> {
      assertThat(letter.body()).isEqualTo("no event");
      assertThat(letter.properties().get("PardotReason").toString()).startsWith("unreadable: ");
    });
  }

  @Test
  void aBatchThatHoldsNothingToSendIsSettledWithoutARequest() {
    start();

    Exchange done = deliver("v3", identify("'userId':'u','traits':{'title':'CEO'}"));

    assertThat(done.getException()).isNull();
    assertThat(pardot.operations()).isEmpty();
    assertThat(count("v3", "dead", "missing-email")).isEqualTo(1);
  }

  @Test
  void aStepThatDiscardsAndStopsLeavesOutThatEventOnly() throws Exception {
    AdviceWith.adviceWith(context, "prepare", advice -> advice.weaveByType(ChoiceDefinition.class).before()
        .choice().when(advice.simple("${body.email} == 'b@example.com'")).bean("deliveries", "discard(${body}, 'not-ours')").stop().end());
    start();

    Exchange done = deliver("v3", person("a"), person("b"), person("c"));

    assertThat(done.getException()).isNull();
    assertThat(count("v3", "discarded", "not-ours")).isEqualTo(1);
    assertThat(count("v3", "delivered", "upserted")).isEqualTo(2);
    assertThat(pardot.parameter(0, "prospects")).contains("a@example.com", "c@example.com").doesNotContain("b@example.com");
  }

  @Test
  void aRouteThatEndsTooEarlyLeavesTheMessagesUnsettled() throws Exception {
    AdviceWith.adviceWith(context, "prepare", advice -> advice.weaveAddFirst().stop());
    start();

    Exchange done = deliver("v3", person("a"));

    assertThat(done.getVariable("settled")).isNull();
    assertThat(deadLetters).isEmpty();
  }

  private Exchange deliver(String destination, String... bodies) {
    List<ReceivedMessage> received = Arrays.stream(bodies).map(body -> message(body, false)).toList();
    return template.send("direct:queue-" + destination, exchange -> exchange.getMessage().setBody(received));
  }

  private double count(String destination, String outcome, String reason) {
    return meters.get("pardot.events").tags("destination", destination, "outcome", outcome, "reason", reason).counter().count();
  }

  private String person(String name) {
    return identify("'userId':'" + name + "','traits':{'email':'" + name + "@example.com','org_id':'" + name + "'}");
  }
}
