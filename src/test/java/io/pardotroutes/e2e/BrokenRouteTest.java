package io.pardotroutes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.support.BundleTest;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;

/** Mistakes in routes that somebody has changed: they cost no event. */
class BrokenRouteTest extends BundleTest {

  @Test
  void anEventThatAStepAlwaysFailsOnIsDeadLetteredAndHoldsUpNobody() {
    home.destination("main", 4, "maxConcurrentRequests = 1", "batchWait = 300ms");
    insert("routes/prepare-v4.camel.yaml", """
              - choice:
                  when:
                    - simple: "${body.email} == 'poison@broken.example'"
                      steps:
                        - setVariable: {name: broken, simple: "${body.nothingOfThatName}"}
      """);
    start();

    post("/v1/batch", batch(identify("before@broken.example", "CEO"), identify("poison@broken.example", "CEO"), identify("behind@broken.example", "CEO")));

    settled("main");
    assertThat(prospects()).extracting(prospect -> prospect.path("email").asText())
        .containsExactlyInAnyOrder("before@broken.example", "behind@broken.example");
    assertThat(queued("pardot.dead.main")).singleElement().satisfies(dead -> {
      assertThat(text(dead)).contains("poison@broken.example");
      assertThat(dead.getStringProperty("PardotReason")).startsWith("failed: ");
      assertThat(dead.getIntProperty("PardotAttempts")).isEqualTo(5);
    });
  }

  @Test
  void aRouteThatEndsBeforeTheEventsAreSettledGivesThemBack() {
    home.destination("main", 4);
    String file = "routes/prepare.camel.yaml";
    String asShipped = home.read(file);
    insert(file, "        - stop: {}\n");
    start();

    post("/v1/batch", batch(identify("a@broken.example", "CEO"), identify("b@broken.example", "CEO")));

    eventuallyHolds(() -> assertThat(bundle().context().getRoute("prepare").getUptimeMillis()).isGreaterThan(1_000));
    assertThat(metric("pardot_backlog{destination=\"main\"}")).isEqualTo(2);
    home.write(file, asShipped);
    eventuallyHolds(() -> assertThat(prospects()).hasSize(2));
    settled("main");
  }

  /** Puts a step before the first one of a route file. */
  private void insert(String file, String step) {
    home.write(file, home.read(file).replaceFirst("      steps:\\n", Matcher.quoteReplacement("      steps:\n" + step)));
  }
}
