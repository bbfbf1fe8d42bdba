package io.pardotroutes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.support.Home;
import io.pardotroutes.support.SharedBundleTest;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Version 4 creates another prospect each time it is told to. When the answer to a create is lost, nobody knows whether there is one. */
class LostAnswerTest {

  /** The same promise, however the request was made. */
  abstract static class Promise extends SharedBundleTest {

    private final String[] lines;

    /** @param lines of the destination's file */
    Promise(String... lines) {
      this.lines = lines;
    }

    @Override
    protected final void prepare(Home home) {
      home.destination("main", 4, lines).setting("pardot.delivery.requestTimeout", "1s");
    }

    @ParameterizedTest
    @CsvSource({"timeout,after", "timeout,before", "reset,after", "reset,before", "503,after", "500,after", "html,after", "empty,after", "cut,after", "code:183,after"})
    void aCreateWhoseAnswerIsLostMakesNoSecondProspect(String kind, String when) {
      String name = "lost" + kind.replace(":", "") + when;
      fault("{\"kind\":\"" + kind + "\",\"when\":\"" + when + "\",\"match\":\"reate\",\"count\":1}");

      post("/v1/identify", identify(name, name + "@lost.example", "CEO"));

      settled("main");
      assertThat(prospects()).singleElement().satisfies(prospect -> {
        assertThat(prospect.path("email").asText()).isEqualTo(name + "@lost.example");
        assertThat(prospect.path("job_title").asText()).isEqualTo("CEO");
      });
      assertThat(operations()).filteredOn(operation -> operation.endsWith("reate")).hasSize(when.equals("after") ? 1 : 2);
    }

    @ParameterizedTest
    @CsvSource({"reset", "503"})
    void twoAnswersLostMakeNoSecondProspectEither(String kind) {
      String name = "twice" + kind;
      fault("{\"kind\":\"" + kind + "\",\"when\":\"after\",\"count\":2}");

      post("/v1/identify", identify(name, name + "@lost.example", "CEO"));

      settled("main");
      assertThat(prospects()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"code:66", "429", "code:122"})
    void aCreateThatWasNotTakenForCertainIsSimplyRepeated(String kind) {
      String name = "certain" + kind.replace(":", "");
      fault("{\"kind\":\"" + kind + "\",\"match\":\"reate\",\"count\":1}");

      post("/v1/identify", identify(name, name + "@lost.example", "CEO"));

      settled("main");
      assertThat(prospects()).hasSize(1);
      List<String> operations = operations();
      assertThat(operations.subList(operations.size() - 2, operations.size())).allMatch(operation -> operation.endsWith("reate"));
    }
  }

  @Nested
  class InBatches extends Promise {
    InBatches() {
      super("lookupField = org_id");
    }
  }

  @Nested
  class OneByOne extends Promise {
    OneByOne() {
      super("lookupField = org_id", "batchSize = 1");
    }
  }

  @Nested
  class WithoutALookup extends Promise {
    WithoutALookup() {
      super("onNoIdentifier = create");
    }

    @Test
    void aRefusedLookupLeavesTheCreateInDoubt() {
      fault("{\"kind\":\"reset\",\"when\":\"after\",\"match\":\"batchCreate\",\"count\":1}");
      fault("{\"kind\":\"code:66\",\"match\":\"/do/read\",\"count\":2}");

      post("/v1/identify", identify("doubt", "doubt@lost.example", "CEO"));

      settled("main");
      assertThat(prospects()).hasSize(1);
      assertThat(operations()).startsWith("batchCreate", "read", "read", "read").filteredOn("batchCreate"::equals).hasSize(1);
    }

    @Test
    void twoPeopleWithOneAddressStayTwoProspects() {
      post("/v1/batch", batch(identify("one", "shared@lost.example", "CEO"), identify("two", "shared@lost.example", "CTO")));

      settled("main");
      assertThat(prospectsOf("shared@lost.example")).extracting(prospect -> prospect.path("job_title").asText()).containsExactlyInAnyOrder("CEO", "CTO");
    }
  }

  @Nested
  class WithoutALookupOneByOne extends Promise {
    WithoutALookupOneByOne() {
      super("onNoIdentifier = create", "batchSize = 1");
    }
  }
}
