package io.pardotroutes.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class SettleRouteTest extends DeliveryRouteTest {

  SettleRouteTest() {
    super("settle.camel.yaml");
  }

  @Test
  void eachOutcomeIsCountedAndOnlyTheDeadAreKept() {
    start();
    Batch batch = batch("v4", person("a"), person("b"), person("c"));
    batch.all().get(0).end(Outcome.delivered("created"));
    batch.all().get(1).end(Outcome.discarded("not-ours"));
    batch.all().get(2).end(Outcome.dead("invalid-email", 4, "what to do"));

    Exchange done = through("direct:settle", "v4", batch);

    assertThat(done.getException()).isNull();
    assertThat(deadLetters).singleElement().satisfies(letter -> {
      assertThat(letter.queue()).isEqualTo("pardot.dead.v4");
      assertThat(letter.body()).contains("c@example.com");
      assertThat(letter.properties()).containsEntry("PardotReason", "invalid-email: what to do").containsEntry("PardotErrorCode", 4)
          .containsEntry("PardotAttempts", 1);
      assertThat(Instant.parse((String) letter.properties().get("PardotFailedAt"))).isBeforeOrEqualTo(Instant.now());
    });
    assertThat(count("delivered", "created")).isEqualTo(1);
    assertThat(count("discarded", "not-ours")).isEqualTo(1);
    assertThat(count("dead", "invalid-email")).isEqualTo(1);
  }

  @Test
  void aDeadLetterWithoutACodeOfPardotsHasNone() {
    start();
    Batch batch = batch("v4", person("a"));
    batch.all().get(0).end(Outcome.dead("no-identifier", 0, null));

    through("direct:settle", "v4", batch);

    assertThat(deadLetters.get(0).properties()).containsEntry("PardotReason", "no-identifier").doesNotContainKey("PardotErrorCode");
  }

  @Test
  void theFirstOutcomeStays() {
    start();
    Batch batch = batch("v4", person("a"));
    batch.all().get(0).end(Outcome.discarded("not-ours"));
    batch.all().get(0).end(Outcome.delivered("created"));

    through("direct:settle", "v4", batch);

    assertThat(count("discarded", "not-ours")).isEqualTo(1);
  }

  @Test
  void anEventWithoutOutcomeIsAnErrorAndNothingIsCounted() {
    start();
    Batch batch = batch("v4", person("a"), person("b"));
    batch.all().get(0).end(Outcome.delivered("created"));

    Exchange done = through("direct:settle", "v4", batch);

    assertThat(done.getException()).hasMessageContaining("without outcome");
    assertThat(done.getVariable("settled")).isNull();
    assertThat(meters.getMeters()).isEmpty();
    assertThat(deadLetters).isEmpty();
  }

  @Test
  void onlyThenAreTheMessagesSettled() {
    start();
    Batch batch = batch("v4", person("a"));
    batch.all().get(0).end(Outcome.delivered("created"));

    Exchange done = through("direct:settle", "v4", batch);

    assertThat(done.getVariable("settled", Boolean.class)).isTrue();
  }

  private double count(String outcome, String reason) {
    return meters.get("pardot.events").tags("destination", "v4", "outcome", outcome, "reason", reason).counter().count();
  }

  private String person(String name) {
    return identify("'userId':'" + name + "','traits':{'email':'" + name + "@example.com'}");
  }
}
