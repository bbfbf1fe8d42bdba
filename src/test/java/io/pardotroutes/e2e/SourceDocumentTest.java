package io.pardotroutes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pardotroutes.support.Home;
import io.pardotroutes.support.SharedBundleTest;
import org.junit.jupiter.api.Test;

/** Each example and each behaviour of the page that describes the product, for identify. */
class SourceDocumentTest extends SharedBundleTest {

  private static final String TOM = """
      {"userId": "YOUR_DATABASE_USER_ID", "traits": {
        "email": "tom@example.com",
        "name": "Tom Smykowski",
        "company": "Initech, Inc",
        "department": "Customer Service",
        "years_in_business": "10",
        "notes": "Working on a \\"Jump to Conclusions\\" mat",
        "description": "Im a people person. What the hell is wrong with you people?",
        "title": "VP of Engineering"}}""";

  private static final String BILL_BY_FID = """
      {"userId": "YOUR_DATABASE_USER_ID", "traits": {"email": "bill@segment.com"}, "integrations": {"Pardot": {"fid": "00339000033ZUR6"}}}""";

  private static final String BILL_BY_LOOKUP_FIELD = """
      {"userId": "YOUR_DATABASE_USER_ID", "traits": {"email": "bill@segment.com", "org_id": "1sf324fd53"}}""";

  /** A destination for each set of settings, and one for each test that has Pardot's answer to a lookup remembered. */
  @Override
  protected void prepare(Home home) {
    home.destination("v3", 3).destination("v4", 4);
    for (String name : new String[] {"found", "missed", "adopted", "moved"}) {
      home.destination(name, 4, "lookupField = org_id");
    }
    home.destination("by-user-id", 4, "lookupField = org_id", "lookupByUserId = true").destination("original", 4, "lookupField = org_id", "onLookupMiss = create").keys();
  }

  @Test
  void version3CreatesAProspectWithTheTraitsAsFields() {
    postTo("v3", "/v1/identify", TOM);

    JsonNode tom = prospect("tom@example.com");
    assertThat(tom.path("first_name").asText()).isEqualTo("Tom");
    assertThat(tom.path("last_name").asText()).isEqualTo("Smykowski");
    assertThat(tom.path("company").asText()).isEqualTo("Initech, Inc");
    assertThat(tom.path("department").asText()).isEqualTo("Customer Service");
    assertThat(tom.path("years_in_business").asText()).isEqualTo("10");
    assertThat(tom.path("notes").asText()).isEqualTo("Working on a \"Jump to Conclusions\" mat");
    assertThat(tom.path("comments").asText()).isEqualTo("Im a people person. What the hell is wrong with you people?");
    assertThat(tom.path("job_title").asText()).isEqualTo("VP of Engineering");
  }

  @Test
  void version3UpdatesTheFieldsOfAProspectThatExists() {
    postTo("v3", "/v1/identify", TOM);
    JsonNode before = prospect("tom@example.com");

    postTo("v3", "/v1/identify", "{\"userId\":\"u\",\"traits\":{\"email\":\"TOM@example.com\",\"title\":\"Director\"}}");

    eventuallyHolds(() -> assertThat(prospect("tom@example.com").path("job_title").asText()).isEqualTo("Director"));
    JsonNode after = prospect("tom@example.com");
    assertThat(after.path("id").asLong()).isEqualTo(before.path("id").asLong());
    assertThat(after.path("company").asText()).isEqualTo("Initech, Inc");
  }

  @Test
  void version3WithoutAnEmailIsDeadLettered() {
    postTo("v3", "/v1/identify", "{\"userId\":\"u-1\",\"traits\":{\"name\":\"Nobody\"}}");

    eventuallyHolds(() -> assertThat(queued("pardot.dead.v3")).singleElement().satisfies(dead ->
        assertThat(dead.getStringProperty("PardotReason")).startsWith("missing-email")));
    assertThat(prospects()).isEmpty();
  }

  @Test
  void aCustomFieldThatDoesNotExistYetIsIgnoredAndTheRestIsWritten() {
    postTo("v3", "/v1/identify", "{\"userId\":\"u\",\"traits\":{\"email\":\"tom@example.com\",\"favourite_colour\":\"red\",\"org_id\":\"A-1\"}}");

    JsonNode tom = prospect("tom@example.com");
    assertThat(tom.has("favourite_colour")).isFalse();
    assertThat(tom.path("org_id").asText()).isEqualTo("A-1");
  }

  @Test
  void version4WithAPardotIdUpdatesThatProspect() {
    sandbox("POST", "/sandbox/prospects", "[{\"email\":\"old@segment.com\"},{\"email\":\"bill@segment.com\"}]");
    long id = prospect("old@segment.com").path("id").asLong();

    postTo("v4", "/v1/identify", "{\"userId\":\"u\",\"traits\":{\"email\":\"bill@segment.com\",\"title\":\"CEO\"},\"integrations\":{\"Pardot\":{\"id\":" + id + "}}}");

    eventuallyHolds(() -> assertThat(prospects()).filteredOn(p -> p.path("id").asLong() == id).singleElement().satisfies(p -> {
      assertThat(p.path("email").asText()).isEqualTo("bill@segment.com");
      assertThat(p.path("job_title").asText()).isEqualTo("CEO");
    }));
    assertThat(prospects()).hasSize(2);
  }

  @Test
  void version4WithASalesforceFidUpdatesThatProspect() {
    sandbox("POST", "/sandbox/prospects", "[{\"email\":\"william@segment.com\",\"crm_contact_fid\":\"00339000033ZUR6\"}]");

    postTo("v4", "/v1/identify", BILL_BY_FID);

    eventuallyHolds(() -> assertThat(prospects()).singleElement().satisfies(p -> assertThat(p.path("email").asText()).isEqualTo("bill@segment.com")));
  }

  @Test
  void version4UpdatesTheProspectWhoseLookupFieldHasTheValue() {
    sandbox("POST", "/sandbox/prospects", """
        [{"email":"bill@segment.com","org_id":"other"},{"email":"bill@segment.com","org_id":"1sf324fd53"},{"email":"bill@segment.com"}]""");

    postTo("found", "/v1/identify", BILL_BY_LOOKUP_FIELD.replace("\"org_id\"", "\"title\":\"CEO\",\"org_id\""));

    eventuallyHolds(() -> assertThat(prospects()).filteredOn(p -> p.path("job_title").asText().equals("CEO")).singleElement()
        .satisfies(p -> assertThat(p.path("org_id").asText()).isEqualTo("1sf324fd53")));
    assertThat(prospects()).hasSize(3);
  }

  @Test
  void version4CreatesAProspectWithTheLookupFieldFilledInWhereNoneHasTheValue() {
    postTo("missed", "/v1/identify", BILL_BY_LOOKUP_FIELD);

    assertThat(prospect("bill@segment.com").path("org_id").asText()).isEqualTo("1sf324fd53");
  }

  @Test
  void theUserIdIsTheLookupValueWhereTheSettingSaysSo() {
    sandbox("POST", "/sandbox/prospects", "[{\"email\":\"bill@segment.com\",\"org_id\":\"YOUR_DATABASE_USER_ID\"},{\"email\":\"bill@segment.com\",\"org_id\":\"x\"}]");

    postTo("by-user-id", "/v1/identify", "{\"userId\":\"YOUR_DATABASE_USER_ID\",\"traits\":{\"email\":\"bill@segment.com\",\"title\":\"CEO\"}}");

    eventuallyHolds(() -> assertThat(prospects()).filteredOn(p -> p.path("job_title").asText().equals("CEO")).singleElement()
        .satisfies(p -> assertThat(p.path("org_id").asText()).isEqualTo("YOUR_DATABASE_USER_ID")));
    assertThat(prospects()).hasSize(2);
  }

  @Test
  void aProspectWithoutALookupValueIsAdoptedAndNotDuplicated() {
    sandbox("POST", "/sandbox/prospects", "[{\"email\":\"bill@segment.com\"}]");

    postTo("adopted", "/v1/identify", BILL_BY_LOOKUP_FIELD);

    eventuallyHolds(() -> assertThat(prospects()).singleElement().satisfies(p -> assertThat(p.path("org_id").asText()).isEqualTo("1sf324fd53")));
  }

  @Test
  void asTheOriginalAProspectWithoutALookupValueIsDuplicatedWhereTheSettingSaysSo() {
    sandbox("POST", "/sandbox/prospects", "[{\"email\":\"bill@segment.com\"}]");

    postTo("original", "/v1/identify", BILL_BY_LOOKUP_FIELD);

    eventuallyHolds(() -> assertThat(prospects()).hasSize(2));
  }

  @Test
  void aChangedEmailUpdatesTheSameProspect() {
    postTo("moved", "/v1/identify", BILL_BY_LOOKUP_FIELD);
    long id = prospect("bill@segment.com").path("id").asLong();

    postTo("moved", "/v1/identify", BILL_BY_LOOKUP_FIELD.replace("bill@", "william@"));

    assertThat(prospect("william@segment.com").path("id").asLong()).isEqualTo(id);
    assertThat(prospects()).hasSize(1);
  }

  @Test
  void otherCallsThanIdentifyAreAcceptedAndDiscarded() {
    postTo("v4", "/v1/track", "{\"userId\":\"u\",\"event\":\"Clicked\"}");

    eventuallyHolds(() -> assertThat(events("v4", "discarded", "unsupported-type")).isEqualTo(1));
    assertThat(requests()).isEmpty();
  }
}
