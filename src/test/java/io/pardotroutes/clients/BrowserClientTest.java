package io.pardotroutes.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pardotroutes.support.Home;
import io.pardotroutes.support.SharedBundleTest;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Segment's library for browsers sends to the bundle from the pages of another origin when its host is changed: in Chromium, which
 * asks the bundle first whether the site may.
 */
class BrowserClientTest extends SharedBundleTest {

  private static final int BACKLOG = 50;
  private static final String ONE_BY_ONE = "{}";
  private static final String BATCHES = "{strategy: 'batching', config: {size: 3, timeout: 60000}}";

  private final ClientSite site = new ClientSite();
  private final ClientSite otherSite = new ClientSite();
  private ClientProject project;
  private ClientScript browser;

  @BeforeAll
  void installLibraryAndStartBrowser() {
    project = ClientProject.install();
    browser = project.browser();
  }

  @Override
  protected void prepare(Home home) {
    home.destination("main", 4, "lookupField = org_id")
        .setting("pardot.http.corsOrigins", "https://www.example.com, " + site.origin())
        .setting("pardot.backlog.limit", BACKLOG);
  }

  @AfterAll
  void closeBrowserAndSites() {
    if (browser != null) {
      browser.close();
    }
    site.close();
    otherSite.close();
  }

  @Test
  void anIdentifyBecomesAProspectAndOtherCallsAreDiscarded() {
    double discarded = events("main", "discarded", "unsupported-type");

    List<String> told = visit(site, ONE_BY_ONE, """
        await analytics.page('Prices');
        await analytics.identify('b-1', {email: 'tom@browser.example', name: 'Tom Smykowski', org_id: 'b-1', company: 'Initech, Inc',
          address: {city: 'Rome'}, years_in_business: 10, createdAt: new Date()});
        await analytics.track('Signed up', {plan: 'pro', email: 'track@browser.example'});
        await analytics.group('g-1', {name: 'Initech', email: 'group@browser.example'});
        """);

    JsonNode tom = prospect("tom@browser.example");
    assertThat(tom.path("first_name").asText()).isEqualTo("Tom");
    assertThat(tom.path("last_name").asText()).isEqualTo("Smykowski");
    assertThat(tom.path("company").asText()).isEqualTo("Initech, Inc");
    assertThat(tom.path("city").asText()).isEqualTo("Rome");
    assertThat(tom.path("years_in_business").asText()).isEqualTo("10");
    assertThat(tom.path("org_id").asText()).isEqualTo("b-1");
    assertThat(events("main", "discarded", "unsupported-type")).isEqualTo(discarded + 3);
    assertThat(prospects()).hasSize(1);
    assertThat(sent(told)).containsExactly("/v1/p", "/v1/i", "/v1/t", "/v1/g");
    assertThat(told).filteredOn(line -> line.startsWith("request")).allMatch(line -> line.contains(" http://127.0.0.1:"));
    assertThat(told).noneMatch(line -> line.startsWith("failed") || line.startsWith("pageerror"));
  }

  @Test
  void aPageMaySendInBatches() {
    double discarded = events("main", "discarded", "unsupported-type");

    List<String> told = visit(site, BATCHES, """
        await analytics.identify('b-2', {email: 'ada@browser.example', org_id: 'b-2', title: 'CEO'});
        await analytics.track('Signed up');
        await analytics.identify('b-2', {email: 'lovelace@browser.example', org_id: 'b-2'});
        """);

    JsonNode ada = prospect("lovelace@browser.example");
    assertThat(ada.path("job_title").asText()).isEqualTo("CEO");
    assertThat(prospects()).hasSize(1);
    assertThat(events("main", "discarded", "unsupported-type")).isEqualTo(discarded + 1);
    assertThat(sent(told)).containsExactly("/v1/b");
  }

  @Test
  void aBatchThatIsNotFullIsSentWhenThePageIsLeft() {
    String next = otherSite.page("next.html", "console.log('next')");
    String page = site.page("page.html", module(BATCHES, "await analytics.identify('b-3', {email: 'left@browser.example', title: 'CEO'});"));
    try (ClientScript visit = project.visit(browser, page)) {
      visit.says("console called");
      visit.tell(next);
      visit.says("console next");

      assertThat(prospect("left@browser.example").path("job_title").asText()).isEqualTo("CEO");
    }
  }

  /** Unless it has its answer in time, the library keeps what it was sending; the site's next page sends that again, with the same message id. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatAPageWasSendingWhenItWasLeftArrivesAndOnlyOnce(boolean keepalive) {
    String strategy = "{config: {keepalive: " + keepalive + "}}";
    double delivered = delivered();
    site.page("next.html", """
        const send = window.fetch;
        window.fetch = (url, request) => send(url, request).then(answer => {
          console.log(`answered ${answer.status} to ${JSON.parse(request.body).userId}`);
          return answer;
        });
        """ + module(strategy, "await analytics.identify('b-5', {email: 'next@browser.example'});"));
    String page = site.page("page.html", """
        const send = window.fetch;
        window.fetch = (url, request) => {
          const answer = send(url, request);
          location.href = '/next.html';
          return answer;
        };
        """ + module(strategy, "await analytics.identify('b-4', {email: 'leaving@browser.example', title: 'CEO'});"));

    try (ClientScript visit = project.visit(browser, page)) {
      visit.says("console answered 200 to b-5");
      assertThat(prospect("leaving@browser.example").path("job_title").asText()).isEqualTo("CEO");
    }

    prospect("next@browser.example");
    settled("main");
    assertThat(delivered()).isEqualTo(delivered + 2);
  }

  @Test
  void theBrowserKeepsTheEventsOfASiteThatIsNotInTheSettings() {
    assertRefused(otherSite, ONE_BY_ONE, "No 'Access-Control-Allow-Origin' header is present");
  }

  @Test
  void theBrowserKeepsEventsThatItIsToSendWithCredentials() {
    assertRefused(site, "{config: {credentials: 'include'}}", "'Access-Control-Allow-Credentials' header in the response is ''");
  }

  @Test
  void aPageMayGiveTheLibraryHeadersOfItsOwn() {
    visit(site, "{config: {headers: {'X-Site': 'shop'}}}", "await analytics.identify('b-6', {email: 'headers@browser.example'});");

    prospect("headers@browser.example");
  }

  @Test
  void aPageCanReadHowLongItIsToWait() {
    fault("{\"kind\":\"503\"}");
    post("/v1/batch", batch(IntStream.range(0, BACKLOG).mapToObj(i -> identify(i + "@waiting.example", "CEO")).toArray(String[]::new)));
    String page = site.page("page.html", """
        const send = window.fetch;
        window.fetch = (url, request) => send(url, request).then(answer => {
          console.log(`${answer.status}, wait ${answer.headers.get('Retry-After')}`);
          return answer;
        });
        """ + module(ONE_BY_ONE, "await analytics.identify('b-8', {email: 'waits@browser.example'});"));

    try (ClientScript visit = project.visit(browser, page)) {
      visit.says("console 429, wait 10");
    } finally {
      endFaults();
      settled("main");
    }
  }

  private void assertRefused(ClientSite from, String strategy, String why) {
    double accepted = events("", "accepted", "");
    try (ClientScript visit = project.visit(browser, from.page("page.html", module(strategy,
        "await analytics.identify('b-7', {email: 'refused@browser.example'});")))) {
      visit.says("console Access to fetch at");
      visit.says(why);
      visit.says("net::ERR_FAILED");
    }
    assertThat(events("", "accepted", "")).isEqualTo(accepted);
    assertThat(prospects()).isEmpty();
  }

  private double delivered() {
    return Stream.of("created", "updated", "unchanged").mapToDouble(reason -> events("main", "delivered", reason)).sum();
  }

  /** Opens a page that makes these calls, and closes it when they are done; gives what the browser did. */
  private List<String> visit(ClientSite from, String strategy, String calls) {
    return told(from.page("page.html", module(strategy, calls)));
  }

  private List<String> told(String url) {
    try (ClientScript visit = project.visit(browser, url)) {
      visit.says("console called");
      return visit.succeeds(60);
    }
  }

  /** The paths of the bundle that the page sent to. */
  private List<String> sent(List<String> told) {
    String start = "request POST http://127.0.0.1:" + home.httpPort;
    return told.stream().filter(line -> line.startsWith(start)).map(line -> line.substring(start.length())).toList();
  }

  private String module(String strategy, String calls) {
    return """
        const analytics = AnalyticsNext.AnalyticsBrowser.load(
          {writeKey: 'sample-write-key', cdnSettings: {integrations: {'Segment.io': {apiKey: 'sample-write-key'}}}},
          {integrations: {'Segment.io': {apiHost: '127.0.0.1:%d/v1', protocol: 'http', deliveryStrategy: %s}}});
        %s
        console.log('called');
        """.formatted(home.httpPort, strategy, calls);
  }
}
