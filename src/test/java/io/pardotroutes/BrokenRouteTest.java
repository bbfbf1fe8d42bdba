package io.pardotroutes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;

/** A mistake in a route that somebody has changed. */
class BrokenRouteTest extends BundleTest {

  @Test
  void anEventThatAStepAlwaysFailsOnIsDeadLetteredAndHoldsUpNobody() {
    home.destination("main", 4, "maxConcurrentRequests = 1", "batchWait = 300ms");
    String file = "routes/prepare-v4.camel.yaml";
    String step = """
              - choice:
                  when:
                    - simple: "${body.email} == 'poison@broken.example'"
                      steps:
                        - setVariable: {name: broken, simple: "${body.nothingOfThatName}"}
      """;
    home.write(file, home.read(file).replaceFirst("      steps:\n", Matcher.quoteReplacement("      steps:\n" + step)));
    start();

    post("/v1/batch", batch(identify("before@broken.example", "CEO"), identify("poison@broken.example", "CEO"), identify("behind@broken.example", "CEO")));

    settled("main");
    assertThat(prospects()).extracting(prospect -> prospect.path("email").asText())
        .containsExactlyInAnyOrder("before@broken.example", "behind@broken.example");
    assertThat(dead("main", "poison@broken.example")).singleElement().satisfies(dead -> {
      assertThat(dead.getStringProperty("PardotReason")).startsWith("failed: ");
      assertThat(dead.getIntProperty("PardotAttempts")).isGreaterThanOrEqualTo(5);
    });
  }
}
