package io.pardotroutes.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.support.BundleTest;
import org.junit.jupiter.api.Test;

/** The counter of events, with each of its labels. */
class EventCountsTest extends BundleTest {

  @Test
  void everyEventIsCountedAtTheDoorAndOnceForEachDestination() {
    home.destination("v3", 3).destination("v4", 4);
    start();

    post("/v1/batch", batch(identify("tom@metric.example", "CEO"), "{\"type\":\"identify\"}", "{\"type\":\"track\",\"event\":\"E\",\"userId\":\"u\"}",
        "{\"type\":\"delete\",\"userId\":\"u\"}", "{\"type\":\"identify\",\"userId\":\"u\",\"traits\":{\"email\":\"ann@metric.example\"},\"integrations\":{\"All\":false}}",
        "{\"type\":\"identify\",\"userId\":\"u\"}"));
    settled("v3");
    settled("v4");
    post("/v1/identify", identify("tom@metric.example", "CTO"));
    settled("v3");
    settled("v4");

    assertThat(get(home.consolePort, "/observe/metrics").body().lines().filter(line -> line.startsWith("pardot_events_total"))).containsExactlyInAnyOrder(
        "pardot_events_total{destination=\"\",outcome=\"accepted\",reason=\"\"} 6.0",
        "pardot_events_total{destination=\"\",outcome=\"rejected\",reason=\"\"} 1.0",
        "pardot_events_total{destination=\"v3\",outcome=\"delivered\",reason=\"upserted\"} 2.0",
        "pardot_events_total{destination=\"v3\",outcome=\"dead\",reason=\"missing-email\"} 1.0",
        "pardot_events_total{destination=\"v3\",outcome=\"discarded\",reason=\"unsupported-type\"} 2.0",
        "pardot_events_total{destination=\"v3\",outcome=\"discarded\",reason=\"integration-disabled\"} 1.0",
        "pardot_events_total{destination=\"v4\",outcome=\"delivered\",reason=\"created\"} 1.0",
        "pardot_events_total{destination=\"v4\",outcome=\"delivered\",reason=\"updated\"} 1.0",
        "pardot_events_total{destination=\"v4\",outcome=\"dead\",reason=\"missing-email\"} 1.0",
        "pardot_events_total{destination=\"v4\",outcome=\"discarded\",reason=\"unsupported-type\"} 2.0",
        "pardot_events_total{destination=\"v4\",outcome=\"discarded\",reason=\"integration-disabled\"} 1.0");
  }
}
