package io.pardotroutes.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.destination.Destination;
import io.pardotroutes.event.Event;
import io.pardotroutes.event.EventReader;
import io.pardotroutes.event.InvalidEvent;
import io.pardotroutes.ingest.DefaultDestinations;
import io.pardotroutes.ingest.IngestPolicies;
import io.pardotroutes.ingest.RecordingQueue;
import io.pardotroutes.ingest.file.Inbox;
import io.pardotroutes.ingest.http.Cors;
import io.pardotroutes.ingest.http.HttpAnswers;
import io.pardotroutes.jms.QueueMessage;
import io.pardotroutes.jms.QueueUnavailable;
import io.pardotroutes.store.MessageIdsBusy;
import io.pardotroutes.store.SeenIds;
import io.pardotroutes.store.file.SeenMessageIds;
import io.pardotroutes.support.RouteTest;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.builder.AdviceWith;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptRouteTest extends RouteTest {

  @TempDir Path data;
  private final RecordingQueue queue = new RecordingQueue();
  private final RecordingCounter counter = new RecordingCounter();
  private final List<Destination> destinations = List.of(DefaultDestinations.v4("emea"), DefaultDestinations.v3("apac"));
  private SeenMessageIds seen;

  AcceptRouteTest() {
    super("accept.camel.yaml");
  }

  @Override
  protected List<RouteConfigurationsBuilder> policies() {
    return List.of(new IngestPolicies());
  }

  @BeforeEach
  void bindBeansAndReplaceTheQueues() throws Exception {
    seen = SeenMessageIds.open(data, Clock.systemUTC());
    bind("acceptance", new Acceptance(seen, () -> destinations, counter));
    bind("allOrNone", queue);
    bind("queue", queue);
    bind("httpAnswers", new HttpAnswers(Cors.parse(""), counter));
    bind("inbox", new Inbox(data, new EventReader(Clock.systemUTC())));
    replace("put-deliveries", "bean:queue?method=put");
    replace("put-rejected", "bean:queue?method=reject");
  }

  @AfterEach
  void closeStore() {
    seen.close();
  }

  @Test
  void anEventBecomesOneMessageForEachDestinationAndWhatCameInIsGivenBack() {
    start();
    Intake intake = intake(identify("m-1"), identify("m-2"));

    Exchange done = accept(intake);

    assertThat(done.getException()).isNull();
    assertThat(done.getMessage().getBody()).isSameAs(intake);
    assertThat(queue.transactions()).hasSize(1);
    assertThat(queue.messages()).extracting(QueueMessage::queue)
        .containsExactly("pardot.deliveries.emea", "pardot.deliveries.apac", "pardot.deliveries.emea", "pardot.deliveries.apac");
    assertThat(counter.counts()).isEqualTo(Map.of("/accepted/", 2L));
  }

  @Test
  void whatIsForNobodyIsCountedAndQueuesNothing() {
    start();

    Exchange done = accept(intake("{'type':'track','event':'E','userId':'u','messageId':'m-1'}",
        "{'type':'identify','userId':'u','messageId':'m-2','integrations':{'Pardot':false}}"));

    assertThat(done.getException()).isNull();
    assertThat(queue.messages()).isEmpty();
    assertThat(counter.counts()).isEqualTo(Map.of("/accepted/", 2L, "emea/discarded/unsupported-type", 1L, "apac/discarded/unsupported-type", 1L,
        "emea/discarded/integration-disabled", 1L, "apac/discarded/integration-disabled", 1L));
  }

  @Test
  void onlyTheDestinationsThatTheIntakeNamesAreAsked() {
    start();

    accept(new Intake(events(identify("m-1"), "{'type':'page','userId':'u','messageId':'m-2'}"), List.of(), List.of(), Set.of("apac")));

    assertThat(queue.messages()).extracting(QueueMessage::queue).containsExactly("pardot.deliveries.apac");
    assertThat(counter.counts()).isEqualTo(Map.of("/accepted/", 2L, "apac/discarded/unsupported-type", 1L));
  }

  @Test
  void whatWasQueuedBeforeIsNotQueuedAgain() {
    start();
    accept(intake(identify("m-1")));

    accept(intake(identify("m-1"), identify("m-2"), identify("m-2")));

    assertThat(queue.transactions().get(1)).extracting(QueueMessage::queue).containsExactly("pardot.deliveries.emea", "pardot.deliveries.apac");
    assertThat(counter.counts()).containsEntry("emea/discarded/duplicate", 2L).containsEntry("apac/discarded/duplicate", 2L);
  }

  @Test
  void rejectedInputIsPutInTheTransactionOfTheEvents() {
    start();
    InvalidEvent invalid = new InvalidEvent(1, "", "is no event", "what came");

    accept(new Intake(events(identify("m-1")), List.of(invalid), List.of(Rejected.keep(invalid))));

    assertThat(queue.transactions()).singleElement().satisfies(messages -> assertThat(messages).hasSize(3));
    assertThat(queue.rejected()).singleElement().satisfies(message -> {
      assertThat(message.queue()).isNull();
      assertThat(message.body()).isEqualTo("what came");
      assertThat(message.properties()).isEqualTo(Map.of("PardotReason", "the input is no event"));
    });
    assertThat(counter.counts()).isEqualTo(Map.of("/accepted/", 1L, "/rejected/", 1L));
  }

  @Test
  void aQueueThatTakesNothingLeavesTheIdsAsNeverSeenAndNothingCounted() {
    queue.refuse(1);
    start();

    Exchange refused = accept(intake(identify("m-1")));

    assertThat(refused.getException()).isInstanceOf(QueueUnavailable.class);
    assertThat(counter.counts()).isEmpty();
    accept(intake(identify("m-1")));
    assertThat(queue.messages()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"put-deliveries", "put-rejected"})
  void aStepThatFailsLeavesTheIdsAsNeverSeenAndNothingQueued(String step) throws Exception {
    AdviceWith.adviceWith(context, "accept-put", advice -> advice.weaveByToUri("bean:queue?method=" + (step.equals("put-rejected") ? "reject" : "put")).after()
        .choice().when(exchange -> exchange.getVariable("trouble") != null).throwException(IllegalStateException.class, "because").end());
    start();

    Exchange failed = template.send("direct:accept", exchange -> {
      exchange.setVariable("trouble", true);
      exchange.getMessage().setBody(intake(identify("m-1")));
    });

    assertThat(failed.getException()).hasMessage("because");
    assertThat(queue.transactions()).isEmpty();
    assertThat(counter.counts()).isEmpty();
    accept(intake(identify("m-1")));
    assertThat(queue.messages()).hasSize(2);
  }

  @Test
  void anEventInAnotherRequestsHandsIsNeitherQueuedNorDropped() {
    SeenIds.Claim other = seen.claim(List.of("m-1"));
    start();

    assertThat(accept(intake(identify("m-1"), identify("m-2"))).getException()).isInstanceOf(MessageIdsBusy.class);

    other.release();
    assertThat(accept(intake(identify("m-1"), identify("m-2"))).getException()).isNull();
    assertThat(queue.messages()).hasSize(4);
  }

  private Exchange accept(Intake intake) {
    return template.send("direct:accept", exchange -> exchange.getMessage().setBody(intake));
  }

  private static Intake intake(String... events) {
    return new Intake(events(events), List.of(), List.of());
  }

  private static List<Event> events(String... events) {
    return Arrays.stream(events).map(event -> Event.parse(event.replace('\'', '"'))).toList();
  }

  private static String identify(String messageId) {
    return "{'type':'identify','userId':'u','messageId':'" + messageId + "','timestamp':'2026-01-05T10:11:12Z'}";
  }
}
