package io.pardotroutes.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.segment.analytics.Analytics;
import com.segment.analytics.Callback;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.TrackMessage;
import io.pardotroutes.support.Home;
import io.pardotroutes.support.SharedBundleTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Segment's library for Java sends to the bundle when its endpoint is changed. */
class JavaClientTest extends SharedBundleTest {

  private final List<String> answers = new CopyOnWriteArrayList<>();
  private Analytics analytics;

  @Override
  protected void prepare(Home home) {
    home.destination("main", 4, "lookupField = org_id");
  }

  @BeforeEach
  void setUp() {
    answers.clear();
    analytics = client("sample-write-key");
  }

  @AfterEach
  void shutDown() {
    analytics.shutdown();
  }

  @Test
  void anIdentifyBecomesAProspectAndALaterOneUpdatesIt() {
    analytics.enqueue(IdentifyMessage.builder().userId("j-1").traits(Map.of(
        "email", "tom@java.example", "name", "Tom Smykowski", "org_id", "j-1", "address", Map.of("city", "Rome"), "years_in_business", 10)));
    analytics.flush();

    JsonNode tom = prospect("tom@java.example");
    assertThat(tom.path("first_name").asText()).isEqualTo("Tom");
    assertThat(tom.path("last_name").asText()).isEqualTo("Smykowski");
    assertThat(tom.path("city").asText()).isEqualTo("Rome");
    assertThat(tom.path("years_in_business").asText()).isEqualTo("10");

    analytics.enqueue(IdentifyMessage.builder().userId("j-1").traits(Map.of("email", "thomas@java.example", "org_id", "j-1")));
    analytics.flush();

    assertThat(prospect("thomas@java.example").path("id")).isEqualTo(tom.path("id"));
    assertThat(prospects()).hasSize(1);
    eventuallyHolds(() -> assertThat(answers).containsExactly("identify taken", "identify taken"));
  }

  @Test
  void theOptionsOfAnIdentifyNameTheProspect() {
    sandbox("POST", "/sandbox/prospects", "[{\"email\":\"bill@java.example\"}]");
    String id = prospect("bill@java.example").path("id").asText();

    analytics.enqueue(IdentifyMessage.builder().userId("j-2").traits(Map.of("email", "bill@java.example", "title", "CEO"))
        .integrationOptions("Pardot", Map.of("id", id)));
    analytics.flush();

    eventuallyHolds(() -> assertThat(prospect("bill@java.example").path("job_title").asText()).isEqualTo("CEO"));
    assertThat(operations()).containsExactly("batchUpdate");
  }

  @Test
  void aTrackIsTakenAndDiscarded() {
    double discarded = events("main", "discarded", "unsupported-type");

    analytics.enqueue(TrackMessage.builder("Signed up").userId("j-3").properties(Map.of("plan", "pro")));
    analytics.flush();

    eventuallyHolds(() -> assertThat(answers).containsExactly("track taken"));
    assertThat(events("main", "discarded", "unsupported-type")).isEqualTo(discarded + 1);
  }

  @Test
  void aWrongWriteKeyIsToldToTheLibrary() {
    Analytics stranger = client("wrong-key");
    stranger.enqueue(IdentifyMessage.builder().userId("j-4").traits(Map.of("email", "stranger@java.example")));
    stranger.flush();

    eventuallyHolds(() -> assertThat(answers).singleElement().asString().startsWith("identify refused").contains("Unknown or missing write key"));
    stranger.shutdown();
  }

  private Analytics client(String writeKey) {
    return Analytics.builder(writeKey).endpoint("http://127.0.0.1:" + home.httpPort).callback(new Callback() {
      @Override
      public void success(Message message) {
        answers.add(message.type() + " taken");
      }

      @Override
      public void failure(Message message, Throwable cause) {
        answers.add(message.type() + " refused: " + cause.getMessage());
      }
    }).build();
  }
}
