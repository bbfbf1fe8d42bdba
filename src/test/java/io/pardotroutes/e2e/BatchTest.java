package io.pardotroutes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.support.Home;
import io.pardotroutes.support.SharedBundleTest;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Up to 50 events become one request, and one event's fault stays its own. One worker, and time to fill the batch. */
class BatchTest {

  private static final String[] ONE_WORKER = {"lookupField = org_id", "maxConcurrentRequests = 1", "batchWait = 500ms"};

  @Nested
  class Version4 extends SharedBundleTest {

    @Override
    protected void prepare(Home home) {
      home.destination("v4", 4, ONE_WORKER);
    }

    @Test
    void fiftyNewPeopleAreCreatedByOneRequestAndUpdatedByOne() {
      post("/v1/batch", fifty("CEO"));
      settled("v4");
      assertThat(operations()).filteredOn(operation -> !operation.equals("read")).containsExactly("batchCreate");
      post("/v1/batch", fifty("CTO"));
      settled("v4");
      int before = operations().size();

      post("/v1/batch", fifty("CFO"));

      settled("v4");
      assertThat(operations().subList(before, operations().size())).containsExactly("batchUpdate");
      assertThat(prospects()).hasSize(50).allSatisfy(prospect -> assertThat(prospect.path("job_title").asText()).isEqualTo("CFO"));
    }

    @Test
    void newAndKnownPeopleOfABatchAreOneRequestForEachOperation() {
      sandbox("POST", "/sandbox/prospects", "[{\"email\":\"known1@mixed.example\",\"org_id\":\"k1\"},{\"email\":\"known2@mixed.example\",\"org_id\":\"k2\"}]");

      post("/v1/batch", batch(identify("n1", "new1@mixed.example", "CEO"), identify("k1", "known1@mixed.example", "CEO"),
          identify("n2", "new2@mixed.example", "CEO"), identify("k2", "known2@mixed.example", "CEO")));

      settled("v4");
      assertThat(operations()).containsExactly("read", "read", "read", "read", "batchCreate", "batchUpdate");
      assertThat(prospects()).hasSize(4).allSatisfy(prospect -> assertThat(prospect.path("job_title").asText()).isEqualTo("CEO"));
    }

    @Test
    void theEventsOfOnePersonInABatchBecomeOneWriteInTheirOrder() {
      double before = events("v4", "delivered", "created");

      post("/v1/batch", batch(identify("m", "merged@one.example", "CEO"),
          identify("m", "merged@one.example", "CTO").replace("\"title\"", "\"company\":\"Initech\",\"title\""),
          identify("m", "merged@one.example", "CFO")));

      settled("v4");
      assertThat(operations()).containsExactly("read", "batchCreate");
      assertThat(prospects()).singleElement().satisfies(prospect -> {
        assertThat(prospect.path("job_title").asText()).isEqualTo("CFO");
        assertThat(prospect.path("company").asText()).isEqualTo("Initech");
      });
      assertThat(events("v4", "delivered", "created")).isEqualTo(before + 3);
    }

    @Test
    void aNewPersonWhoChangesTheAddressWithinABatchIsOneProspectWithTheLastOne() {
      post("/v1/batch", batch(identify("c", "first@change.example", "CEO"), identify("c", "last@change.example", "CTO")));

      settled("v4");
      assertThat(prospects()).singleElement().satisfies(prospect -> {
        assertThat(prospect.path("email").asText()).isEqualTo("last@change.example");
        assertThat(prospect.path("job_title").asText()).isEqualTo("CTO");
      });
    }

    @Test
    void aPersonWhomPardotKnowsByTheSecondAddressOfABatchIsNotCreatedByTheFirst() {
      sandbox("POST", "/sandbox/prospects", "[{\"email\":\"second@known.example\",\"org_id\":\"s\"}]");

      post("/v1/batch", batch(identify("s", "first@known.example", "CEO"), identify("s", "second@known.example", "CTO")));

      settled("v4");
      assertThat(prospects()).singleElement().satisfies(prospect -> assertThat(prospect.path("job_title").asText()).isEqualTo("CTO"));
    }

    @Test
    void aSalesforceIdOf18CharactersIsTheOneOf15() {
      sandbox("POST", "/sandbox/prospects", "[{\"email\":\"bill@fid.example\",\"crm_contact_fid\":\"00339000033ZUR6\"}]");

      post("/v1/batch", batch(fid("00339000033ZUR6", "CEO"), fid("00339000033ZUR6AAK", "CTO")));

      settled("v4");
      assertThat(prospects()).singleElement().satisfies(prospect -> assertThat(prospect.path("job_title").asText()).isEqualTo("CTO"));
    }

    @Test
    void recordsThatPardotRefusesAreDeadLetteredAndTheirNeighboursDelivered() {
      Instant begin = Instant.now();

      post("/v1/batch", batch(identify("g1", "good1@refused.example", "CEO"), identify("b1", "bad@nodot", "CEO"),
          identify("b2", "b2@refused.example", "CEO").replaceFirst("\\{", "{\"integrations\":{\"Pardot\":{\"id\":424242}},\"messageId\":\"unknown-id\","),
          identify("g2", "good2@refused.example", "CEO")));

      settled("v4");
      assertThat(prospects()).extracting(prospect -> prospect.path("email").asText()).containsExactlyInAnyOrder("good1@refused.example", "good2@refused.example");
      assertThat(dead("v4", "bad@nodot")).singleElement().satisfies(dead -> {
        assertThat(dead.getStringProperty("PardotReason")).startsWith("invalid-email: ");
        assertThat(dead.getIntProperty("PardotErrorCode")).isEqualTo(4);
        assertThat(dead.getIntProperty("PardotAttempts")).isEqualTo(1);
        assertThat(Instant.parse(dead.getStringProperty("PardotFailedAt"))).isAfterOrEqualTo(begin);
      });
      assertThat(dead("v4", "unknown-id")).singleElement().satisfies(dead -> {
        assertThat(dead.getStringProperty("PardotReason")).startsWith("not-found: ");
        assertThat(dead.getIntProperty("PardotErrorCode")).isEqualTo(3);
      });
    }

    @Test
    void aRequestThatIsRefusedAsAWholeIsHalvedUntilTheRecordAtFaultStandsAlone() {
      fault("{\"kind\":\"code:71\",\"match\":\"POISON\"}");
      String[] events = IntStream.range(0, 20).mapToObj(i -> identify("p" + i, "p" + i + "@poison.example", i == 13 ? "POISON" : "CEO")).toArray(String[]::new);

      post("/v1/batch", batch(events));

      settled("v4");
      assertThat(prospects()).hasSize(19).noneMatch(prospect -> prospect.path("email").asText().equals("p13@poison.example"));
      assertThat(dead("v4", "POISON")).singleElement().satisfies(dead -> {
        assertThat(dead.getStringProperty("PardotReason")).startsWith("refused: ");
        assertThat(dead.getIntProperty("PardotErrorCode")).isEqualTo(71);
      });
      assertThat(operations()).filteredOn("batchCreate"::equals).hasSizeLessThanOrEqualTo(11);
    }

    @Test
    void aBatchOfCreatesWhoseAnswerIsLostMakesNoSecondProspects() {
      fault("{\"kind\":\"reset\",\"when\":\"after\",\"match\":\"batchCreate\",\"count\":1}");

      post("/v1/batch", fifty("lost", "CEO"));

      settled("v4");
      assertThat(prospects()).hasSize(50);
    }

    private String fid(String fid, String title) {
      return "{\"type\":\"identify\",\"userId\":\"f\",\"traits\":{\"title\":\"" + title + "\"},\"integrations\":{\"Pardot\":{\"fid\":\"" + fid + "\"}}}";
    }
  }

  @Nested
  class Version3 extends SharedBundleTest {

    @Override
    protected void prepare(Home home) {
      home.destination("v3", 3, "maxConcurrentRequests = 1", "batchWait = 500ms");
    }

    @Test
    void fiftyPeopleAreOneRequest() {
      double before = events("v3", "delivered", "upserted");

      post("/v1/batch", fifty("CEO"));

      settled("v3");
      assertThat(operations()).containsExactly("batchUpsert");
      assertThat(prospects()).hasSize(50);
      assertThat(events("v3", "delivered", "upserted")).isEqualTo(before + 50);
    }

    @Test
    void theEventsOfOnePersonInABatchBecomeOneWriteInTheirOrder() {
      post("/v1/batch", batch(identify("Merged@one.example", "CEO"), identify("merged@ONE.example", "CTO"), identify("other@one.example", "CEO")));

      settled("v3");
      assertThat(operations()).containsExactly("batchUpsert");
      assertThat(prospects()).hasSize(2);
      assertThat(prospect("merged@one.example").path("job_title").asText()).isEqualTo("CTO");
    }

    @Test
    void aRecordThatPardotRefusesIsDeadLetteredAndItsNeighboursDelivered() {
      post("/v1/batch", batch(identify("good1@refused.example", "CEO"), identify("bad@nodot", "CEO"), identify("good2@refused.example", "CEO")));

      settled("v3");
      assertThat(prospects()).hasSize(2);
      assertThat(dead("v3", "bad@nodot")).singleElement()
          .satisfies(dead -> assertThat(dead.getStringProperty("PardotReason")).startsWith("invalid-email: "));
    }

    @Test
    void aRequestThatIsRefusedAsAWholeIsHalvedUntilTheRecordAtFaultStandsAlone() {
      fault("{\"kind\":\"code:71\",\"match\":\"POISON\"}");
      String[] events = IntStream.range(0, 20).mapToObj(i -> identify("p" + i + "@poison.example", i == 7 ? "POISON" : "CEO")).toArray(String[]::new);

      post("/v1/batch", batch(events));

      settled("v3");
      assertThat(prospects()).hasSize(19);
      assertThat(dead("v3", "POISON")).hasSize(1);
    }
  }

  @Nested
  class OneByOne extends SharedBundleTest {

    @Override
    protected void prepare(Home home) {
      home.destination("one", 4, "lookupField = org_id", "batchSize = 1");
    }

    @Test
    void eachPersonIsARequestOfItsOwnAndTheAnswerTellsTheId() {
      double created = events("one", "delivered", "created");

      post("/v1/identify", identify("solo", "solo@one.example", "CEO"));
      settled("one");
      post("/v1/identify", identify("solo", "solo@one.example", "CTO"));
      settled("one");

      assertThat(operations()).containsExactly("read", "create", "update");
      assertThat(events("one", "delivered", "created")).isEqualTo(created + 1);
    }

    @Test
    void aRefusedPersonIsDeadLettered() {
      post("/v1/identify", identify("bad", "bad@nodot", "CEO"));

      settled("one");
      assertThat(prospects()).isEmpty();
      assertThat(queued("pardot.dead.one")).singleElement().satisfies(dead ->
          assertThat(dead.getStringProperty("PardotReason")).startsWith("invalid-email: "));
    }
  }

  private static String fifty(String title) {
    return fifty("f", title);
  }

  private static String fifty(String name, String title) {
    return SharedBundleTest.batch(IntStream.range(0, 50).mapToObj(i -> SharedBundleTest.identify(name + i, name + i + "@fifty.example", title)).toArray(String[]::new));
  }
}
