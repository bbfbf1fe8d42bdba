package io.pardotroutes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.support.BundleTest;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What somebody sees who starts it for the first time. */
class SamplesTest extends BundleTest {

  @Test
  void theSampleEventsComeInByAllThreeDoorsAndBecomeProspects() {
    home.destination("sample-v4", 4, "lookupField = org_id").setting("pardot.samples", true);

    start();

    eventuallyHolds(() -> assertThat(prospects()).extracting(prospect -> prospect.path("email").asText())
        .containsExactlyInAnyOrder("ada.lovelace@example.com", "grace@example.com", "linus@example.com"));
    assertThat(prospect("ada.lovelace@example.com").path("company").asText()).isEqualTo("Example, Inc");
  }

  @Test
  void noSamplesAreSentWhereTheSampleWriteKeyWasReplaced() {
    home.destination("sample-v4", 4, "lookupField = org_id").setting("pardot.samples", true).setting("pardot.http.writeKeys", "web:another-key");

    start();

    assertThat(bundle().context().getRouteController().getRouteStatus("samples").isStopped()).isTrue();
  }
}
