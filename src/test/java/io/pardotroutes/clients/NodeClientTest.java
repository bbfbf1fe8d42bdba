package io.pardotroutes.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pardotroutes.support.Home;
import io.pardotroutes.support.SharedBundleTest;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Segment's library for Node.js sends to the bundle when its host is changed. */
class NodeClientTest extends SharedBundleTest {

  private static final long SECONDS = 60;

  private ClientProject project;

  @BeforeAll
  void installLibrary() {
    project = ClientProject.install();
  }

  @Override
  protected void prepare(Home home) {
    home.destination("main", 4, "lookupField = org_id");
  }

  @Test
  void anIdentifyBecomesAProspectWithItsTraits() {
    List<String> told = send("sample-write-key", """
        analytics.identify({userId: 'n-1', traits: {
          email: 'tom@node.example', name: 'Tom Smykowski', org_id: 'n-1', company: {name: 'Initech, Inc'},
          address: {city: 'Rome', postalCode: '00184'}, years_in_business: 10, notes: 'Jump to \\u201cConclusions\\u201d'}});
        """);

    assertThat(told).containsExactly("sent 1", "answer 200", "closed");
    JsonNode tom = prospect("tom@node.example");
    assertThat(tom.path("first_name").asText()).isEqualTo("Tom");
    assertThat(tom.path("last_name").asText()).isEqualTo("Smykowski");
    assertThat(tom.path("company").asText()).isEqualTo("Initech, Inc");
    assertThat(tom.path("city").asText()).isEqualTo("Rome");
    assertThat(tom.path("zip").asText()).isEqualTo("00184");
    assertThat(tom.path("years_in_business").asText()).isEqualTo("10");
    assertThat(tom.path("notes").asText()).isEqualTo("Jump to \u201cConclusions\u201d");
    assertThat(tom.path("org_id").asText()).isEqualTo("n-1");
  }

  @Test
  void aChangedAddressIsThatOfTheSameProspect() {
    send("sample-write-key", """
        analytics.identify({userId: 'n-2', traits: {email: 'ada@node.example', org_id: 'n-2'}});
        await analytics.flush();
        analytics.identify({userId: 'n-2', traits: {email: 'lovelace@node.example', org_id: 'n-2'}});
        """);

    prospect("lovelace@node.example");
    assertThat(prospects()).hasSize(1);
  }

  @Test
  void manyIdentifiesAreSentInBatchesAndEachBecomesAProspect() {
    List<String> told = send("sample-write-key", """
        for (let i = 1; i <= 40; i++) {
          analytics.identify({anonymousId: `visitor-${i}`, traits: {email: `many${i}@node.example`}});
        }
        """);

    assertThat(told).filteredOn(line -> line.startsWith("sent")).containsExactly("sent 15", "sent 15", "sent 10");
    eventuallyHolds(() -> assertThat(prospects()).hasSize(40));
    assertThat(told).doesNotContain("error");
  }

  @Test
  void theOptionsOfAnIdentifyNameTheProspectOrKeepItAway() {
    sandbox("POST", "/sandbox/prospects", "[{\"email\":\"bill@node.example\"}]");
    String id = prospect("bill@node.example").path("id").asText();
    double kept = events("main", "discarded", "integration-disabled");

    send("sample-write-key", """
        analytics.identify({userId: 'n-4', traits: {email: 'bill@node.example', title: 'CEO'}, integrations: {Pardot: {id: %s}}});
        analytics.identify({userId: 'n-5', traits: {email: 'private@node.example'}, integrations: {All: false}});
        """.formatted(id));

    eventuallyHolds(() -> assertThat(prospect("bill@node.example").path("job_title").asText()).isEqualTo("CEO"));
    assertThat(events("main", "discarded", "integration-disabled")).isEqualTo(kept + 1);
    assertThat(prospects()).hasSize(1);
  }

  @Test
  void otherCallsAreTakenAndDiscarded() {
    double discarded = events("main", "discarded", "unsupported-type");

    List<String> told = send("sample-write-key", """
        analytics.track({userId: 'n-6', event: 'Signed up', properties: {email: 'track@node.example'}});
        analytics.page({userId: 'n-6', name: 'Prices'});
        analytics.screen({userId: 'n-6', name: 'Start'});
        analytics.group({userId: 'n-6', groupId: 'g-1', traits: {name: 'Initech', email: 'group@node.example'}});
        analytics.alias({userId: 'n-6', previousId: 'visitor'});
        """);

    assertThat(told).containsExactly("sent 5", "answer 200", "closed");
    assertThat(events("main", "discarded", "unsupported-type")).isEqualTo(discarded + 5);
    assertThat(prospects()).isEmpty();
  }

  @Test
  void aWrongWriteKeyIsToldToTheLibrary() {
    List<String> told = send("wrong-key", "analytics.identify({userId: 'n-7', traits: {email: 'stranger@node.example'}});");

    assertThat(told).contains("answer 401", "error [401] Unauthorized");
    assertThat(prospects()).isEmpty();
  }

  @Test
  void whileTheRouteRestsTheLibraryKeepsItsEventsAndSendsThemAgain() throws Exception {
    bundle().context().getRouteController().suspendRoute("ingest-http");
    try (ClientScript script = project.evaluate(module("sample-write-key", "analytics.identify({userId: 'n-8', traits: {email: 'later@node.example'}});"))) {
      script.says("answer 503");
      bundle().context().getRouteController().resumeRoute("ingest-http");

      assertThat(script.succeeds(SECONDS)).contains("answer 200").noneMatch(line -> line.startsWith("error"));
    } finally {
      bundle().context().getRouteController().resumeRoute("ingest-http");
    }
    prospect("later@node.example");
  }

  /** Makes these calls and has the library send what it holds; gives the requests, their answers and its errors. */
  private List<String> send(String writeKey, String calls) {
    try (ClientScript script = project.evaluate(module(writeKey, calls))) {
      return script.succeeds(SECONDS);
    }
  }

  private String module(String writeKey, String calls) {
    return """
        import {Analytics} from '@segment/analytics-node';
        const analytics = new Analytics({writeKey: '%s', host: 'http://127.0.0.1:%d'});
        analytics.on('http_request', request => console.log('sent ' + JSON.parse(request.body).batch.length));
        analytics.on('http_response', response => console.log('answer ' + response.status));
        analytics.on('error', error => console.log('error ' + error.reason.message));
        %s
        await analytics.closeAndFlush();
        console.log('closed');
        """.formatted(writeKey, home.httpPort, calls);
  }
}
