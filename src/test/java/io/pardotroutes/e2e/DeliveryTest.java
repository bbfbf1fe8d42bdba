package io.pardotroutes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pardotroutes.support.Home;
import io.pardotroutes.support.SharedBundleTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of events when Pardot does not simply take them: they wait, and go on in order. */
class DeliveryTest extends SharedBundleTest {

  @Override
  protected void prepare(Home home) {
    home.destination("v4", 4, "lookupField = org_id");
  }

  @ParameterizedTest
  @CsvSource({
      "503,before,unavailable",
      "503,after,unavailable",
      "500,before,unavailable",
      "reset,before,unavailable",
      "reset,after,unavailable",
      "html,before,unavailable",
      "empty,after,unavailable",
      "code:183,after,unavailable",
      "429,before,rate-limited",
      "code:66,before,rate-limited",
      "code:202,before,rate-limited",
      "code:122,before,quota-exhausted",
      "401,before,unauthorized"})
  void aWriteWaitsUntilTheTroubleIsOverAndIsThenDeliveredOnce(String kind, String when, String reason) {
    String name = "write" + kind.replace(":", "") + when;
    fault("{\"kind\":\"" + kind + "\",\"when\":\"" + when + "\",\"match\":\"" + name + "-title\"}");

    waitsAndIsDelivered(name, reason);
  }

  @ParameterizedTest
  @CsvSource({"503,unavailable", "reset,unavailable", "html,unavailable", "code:66,rate-limited", "code:122,quota-exhausted", "401,unauthorized"})
  void aLookupWaitsUntilTheTroubleIsOver(String kind, String reason) {
    String name = "lookup" + kind.replace(":", "");
    fault("{\"kind\":\"" + kind + "\",\"match\":\"/do/read\"}");

    waitsAndIsDelivered(name, reason);
  }

  private void waitsAndIsDelivered(String name, String reason) {
    post("/v1/identify", identify(name, name + "@trouble.example", name + "-title"));

    eventuallyHolds(() -> assertThat(waits("v4", reason)).isTrue());
    assertThat(metric("pardot_backlog{destination=\"v4\"}")).isEqualTo(1);
    eventuallyHolds(() -> assertThat(metric("pardot_oldest_seconds{destination=\"v4\"}")).isPositive());
    endFaults();
    settled("v4");
    assertThat(prospects()).singleElement().satisfies(prospect -> assertThat(prospect.path("job_title").asText()).isEqualTo(name + "-title"));
    assertThat(waits("v4", reason)).isFalse();
    assertThat(dead("v4", name)).isEmpty();
  }

  @Test
  void aPauseThatPardotAsksForIsKept() {
    fault("{\"kind\":\"429\",\"retryAfter\":2,\"count\":1}");
    long begin = System.nanoTime();

    post("/v1/identify", identify("patient", "patient@trouble.example", "CEO"));

    assertThat(prospect("patient@trouble.example").path("job_title").asText()).isEqualTo("CEO");
    assertThat(System.nanoTime() - begin).isGreaterThan(1_900_000_000L);
  }

  @Test
  void whileItWaitsNothingIsRefusedAndNothingIsLost() {
    fault("{\"kind\":\"503\"}");

    for (int i = 0; i < 200; i++) {
      assertThat(post("/v1/identify", identify("many" + i, "many" + i + "@trouble.example", "CEO")).statusCode()).isEqualTo(200);
    }

    assertThat(metric("pardot_backlog{destination=\"v4\"}")).isEqualTo(200);
    endFaults();
    settled("v4");
    assertThat(prospects()).hasSize(200);
  }

  @Test
  void aRememberedProspectThatIsGoneIsLookedUpAgainOnce() {
    post("/v1/identify", identify("gone", "gone@stale.example", "CEO"));
    settled("v4");
    post("/v1/identify", identify("gone", "gone@stale.example", "CTO"));
    settled("v4");
    sandbox("DELETE", "/sandbox", null);

    post("/v1/identify", identify("gone", "gone@stale.example", "CFO"));

    settled("v4");
    assertThat(prospects()).singleElement().satisfies(prospect -> {
      assertThat(prospect.path("job_title").asText()).isEqualTo("CFO");
      assertThat(prospect.path("org_id").asText()).isEqualTo("gone");
    });
    assertThat(operations()).containsExactly("batchUpdate", "read", "batchCreate");
  }

  @Test
  void aRememberedProspectInTheRecycleBinIsLeftThereAndTheOneThatTookItsPlaceIsUpdated() {
    post("/v1/identify", identify("binned", "binned@stale.example", "CEO"));
    settled("v4");
    post("/v1/identify", identify("binned", "binned@stale.example", "CTO"));
    settled("v4");
    long id = prospect("binned@stale.example").path("id").asLong();
    sandbox("DELETE", "/sandbox", null);
    sandbox("POST", "/sandbox/prospects", """
        [{"id":%d,"email":"binned@stale.example","org_id":"binned","is_archived":true}, {"email":"binned@stale.example","org_id":"binned"}]"""
        .formatted(id));

    post("/v1/identify", identify("binned", "binned@stale.example", "CFO"));

    settled("v4");
    assertThat(prospects()).hasSize(2);
    assertThat(prospects()).filteredOn(prospect -> !prospect.path("is_archived").asBoolean())
        .singleElement().satisfies(prospect -> assertThat(prospect.path("job_title").asText()).isEqualTo("CFO"));
  }

  @Test
  void aProspectThatStaysUnknownIsLookedUpAgainOnlyOnce() {
    double before = events("v4", "dead", "not-found");

    post("/v1/identify", identify("nobody@stale.example", "CEO").replaceFirst("\\{", "{\"integrations\":{\"Pardot\":{\"id\":987654}},"));

    settled("v4");
    assertThat(events("v4", "dead", "not-found")).isEqualTo(before + 1);
    assertThat(operations()).containsExactly("batchUpdate");
  }

  @Test
  void theEventsOfOnePersonAreWrittenInTheirOrder() {
    fault("{\"kind\":\"503\",\"count\":6,\"rate\":0.5}");

    for (int i = 1; i <= 40; i++) {
      post("/v1/identify", identify("ordered", "ordered@order.example", Integer.toString(i)));
      post("/v1/identify", identify("neighbour" + i, "neighbour" + i + "@order.example", "CEO"));
    }

    settled("v4");
    assertThat(prospect("ordered@order.example").path("job_title").asText()).isEqualTo("40");
    assertThat(prospects()).hasSize(41);
    List<Integer> written = titles("ordered@order.example");
    assertThat(written).isSorted().contains(40);
  }

  @Test
  void severalWorkersNeverCreateOnePersonTwice() {
    String[] events = IntStream.range(0, 100).mapToObj(i -> identify("crowd" + i % 7, "crowd" + i % 7 + "@crowd.example", "CEO")).toArray(String[]::new);

    for (int from = 0; from < 100; from += 10) {
      post("/v1/batch", batch(Arrays.copyOfRange(events, from, from + 10)));
    }

    settled("v4");
    assertThat(prospects()).hasSize(7);
  }

  /** The titles that successful writes gave to a person, in the order of the requests. */
  private List<Integer> titles(String email) {
    List<Integer> titles = new ArrayList<>();
    for (JsonNode request : requests()) {
      String records = request.path("body").path("prospects").asText();
      if (request.path("status").asInt() == 200 && !records.isEmpty()) {
        try {
          JSON.readTree(records).path("prospects").forEach(record -> {
            if (record.path("email").asText().equals(email)) {
              titles.add(record.path("job_title").asInt());
            }
          });
        } catch (IOException e) {
          throw new AssertionError(e);
        }
      }
    }
    return titles;
  }
}
