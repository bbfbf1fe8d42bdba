package io.pardotroutes.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.destination.Destinations;
import io.pardotroutes.pardot.PardotMisconfigured;
import io.pardotroutes.status.WaitReason;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class SendRouteTest extends DeliveryRouteTest {

  SendRouteTest() {
    super("prepare.camel.yaml", "prepare-v3.camel.yaml", "prepare-v4.camel.yaml", "lookup.camel.yaml", "send.camel.yaml");
  }

  @Test
  void allWritesOfOneOperationAreOneRequestAndTheBodyIsTheBatchAgain() {
    start();
    Batch batch = batch("v3", person("a"), person("b"), person("a"));

    Exchange done = send("v3", batch);

    assertThat(pardot.operations()).containsExactly("batchUpsert");
    assertThat(done.getMessage().getBody()).isSameAs(batch);
    assertThat(batch.all()).allMatch(Delivery::isSettled).extracting(delivery -> delivery.outcome().reason()).containsOnly("upserted");
  }

  @Test
  void requestFollowsRequestUntilEachEventHasItsOutcome() {
    start();
    Batch batch = batch("single", person("a"), person("b"), person("c"));

    send("single", batch);

    assertThat(pardot.operations()).containsExactly("read", "read", "read", "create", "create", "create");
    assertThat(batch.all()).extracting(delivery -> delivery.outcome().reason()).containsOnly("created");
  }

  @Test
  void onlyTheRecordsThatHaveToBeSentAgainAreSentAgain() {
    pardot.then(200, "{'@attributes':{'stat':'fail'},'errors':{'a@example.com':'Conflicting Update'}}");
    start();
    Batch batch = batch("v3", person("a"), person("b"));

    send("v3", batch);

    assertThat(pardot.operations()).containsExactly("batchUpsert", "batchUpsert");
    assertThat(pardot.parameter(1, "prospects")).contains("a@example.com").doesNotContain("b@example.com");
    assertThat(batch.all()).extracting(delivery -> delivery.outcome().reason()).containsOnly("upserted");
  }

  @Test
  void aRecordThatIsRefusedAgainAndAgainIsDeadAfterFiveTries() {
    for (int i = 0; i < 5; i++) {
      pardot.then(200, "{'@attributes':{'stat':'fail'},'errors':{'a@example.com':'Unable to save the prospect'}}");
    }
    start();
    Batch batch = batch("v3", person("a"));

    send("v3", batch);

    assertThat(pardot.operations()).hasSize(5);
    assertThat(batch.all().get(0).outcome().kind()).isEqualTo(Outcome.Kind.DEAD);
    assertThat(batch.all().get(0).outcome().code()).isEqualTo(85);
  }

  @Test
  void anUpdateWhoseAnswerIsLostIsRepeatedWithoutALookup() {
    pardot.then(503, "<html>");
    start();

    send("v3", batch("v3", person("a")));

    assertThat(pardot.operations()).containsExactly("batchUpsert", "batchUpsert");
  }

  @Test
  void aCreateWhoseAnswerIsLostIsLookedUpBeforeItIsSentAgain() {
    pardot.thenRefuses(4).then(503, "<html>").thenFinds("{'id':8,'org_id':'a'}");
    start();
    Batch batch = batch("lookup", person("a"));

    send("lookup", batch);

    assertThat(pardot.operations()).containsExactly("read", "batchCreate", "read", "batchUpdate");
    assertThat(pardot.parameter(3, "prospects")).contains("\"id\":\"8\"");
    assertThat(batch.all().get(0).outcome().reason()).isEqualTo("updated");
  }

  @Test
  void anEventThatMayHaveBeenSentBeforeIsLookedUpBeforeItIsCreated() {
    start();
    Batch batch = new Deliveries(Destinations.of(batch("creates", person("a")).destination()))
        .open(List.of(message(identify("'userId':'u','traits':{'email':'u@example.com'}"), true)), "creates");

    send("creates", batch);

    assertThat(pardot.operations()).containsExactly("read", "batchCreate");
  }

  @Test
  void aRequestThatIsRefusedForOneRecordIsHalvedUntilThatRecordStandsAlone() {
    pardot.thenRefuses(71).then(200, "{'@attributes':{'stat':'ok'}}").thenRefuses(71).then(200, "{'@attributes':{'stat':'ok'}}").thenRefuses(71);
    start();
    Batch batch = batch("v3", person("a"), person("b"), person("c"), person("d"));

    Exchange done = send("v3", batch);

    assertThat(done.getException()).isNull();
    assertThat(pardot.operations()).hasSize(5);
    assertThat(batch.all()).extracting(delivery -> delivery.outcome().kind())
        .containsExactly(Outcome.Kind.DELIVERED, Outcome.Kind.DELIVERED, Outcome.Kind.DELIVERED, Outcome.Kind.DEAD);
  }

  @Test
  void whatNoRecordCanEverGetThroughIsAnErrorOfTheWholeBatch() {
    pardot.thenRefuses(88);
    start();
    Batch batch = batch("v3", person("a"));

    Exchange done = send("v3", batch);

    assertThat(done.getException()).isInstanceOf(PardotMisconfigured.class);
    assertThat(batch.all()).noneMatch(Delivery::isSettled);
    assertThat(waits.current().get("v3").reason()).isEqualTo(WaitReason.MISCONFIGURED);
  }

  @Test
  void anEventThatWasNotPreparedIsAnErrorAndNotForgotten() {
    start();
    Batch batch = batch("v3", person("a"));

    Exchange done = through("direct:send", "v3", batch);

    assertThat(done.getException()).hasMessageContaining("neither prepared nor discarded");
  }

  private Exchange send(String destination, Batch batch) {
    Exchange prepared = through("direct:prepare", destination, batch);
    assertThat(prepared.getException()).isNull();
    return through("direct:send", destination, batch);
  }

  private String person(String name) {
    return identify("'userId':'" + name + "','traits':{'email':'" + name + "@example.com','org_id':'" + name + "','title':'CEO'}");
  }
}
