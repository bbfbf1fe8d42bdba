package io.pardotroutes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pardotroutes.support.Home;
import io.pardotroutes.support.SharedBundleTest;
import io.pardotroutes.support.WebhookSignature;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way in, from the sender to the prospect, and each answer that a sender can get. */
class DoorsTest extends SharedBundleTest {

  @Override
  protected void prepare(Home home) {
    home.setting("pardot.http.corsOrigins", "*").destination("main", 4).setting("pardot.http.webhooks", "segment:" + WebhookSignature.SECRET);
  }

  // ---- HTTP

  @ParameterizedTest
  @ValueSource(strings = {"identify", "i"})
  void oneCallBecomesAProspect(String path) {
    HttpResponse<String> answer = post("/v1/" + path, identify(path + "@http.example", "CEO"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"success\":true}");
    assertThat(prospect(path + "@http.example").path("job_title").asText()).isEqualTo("CEO");
  }

  @ParameterizedTest
  @ValueSource(strings = {"batch", "b", "import"})
  void eachIdentifyOfABatchBecomesAProspect(String path) {
    String track = "{\"type\":\"track\",\"event\":\"Clicked\",\"userId\":\"u\"}";

    HttpResponse<String> answer =
        post("/v1/" + path, batch(identify(path + "1@batch.example", "CEO"), track, identify(path + "2@batch.example", "CTO")));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(prospect(path + "1@batch.example").path("job_title").asText()).isEqualTo("CEO");
    assertThat(prospect(path + "2@batch.example").path("job_title").asText()).isEqualTo("CTO");
    assertThat(prospects()).hasSize(2);
  }

  @Test
  void aBrowserMaySendPlainTextWithTheWriteKeyInTheBody() {
    String body = identify("browser@http.example", "CEO").replaceFirst("\\{", "{\"writeKey\":\"sample-write-key\",");

    HttpResponse<String> answer = post("/v1/i", body.getBytes(StandardCharsets.UTF_8), "Content-Type", "text/plain", "Origin", "https://www.example.com");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(prospect("browser@http.example").path("job_title").asText()).isEqualTo("CEO");
  }

  @Test
  void aPackedBodyIsUnpacked() {
    HttpResponse<String> answer = post("/v1/batch", gzip(batch(identify("packed@http.example", "CEO"))),
        "Authorization", WRITE_KEY, "Content-Type", "application/json", "Content-Encoding", "gzip");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(prospect("packed@http.example").path("job_title").asText()).isEqualTo("CEO");
  }

  @Test
  void theLibrarysOwnMetricsAreAnsweredAndDropped() {
    double accepted = events("", "accepted", "");

    assertThat(post("/v1/m", "{\"series\":[]}").statusCode()).isEqualTo(200);

    assertThat(events("", "accepted", "")).isEqualTo(accepted);
  }

  @Test
  void aSignedWebhookBecomesAProspect() {
    String one = identify("one@hook.example", "CEO");
    String first = identify("first@hook.example", "CEO");
    String array = "[" + first + "," + identify("second@hook.example", "CTO") + "]";

    assertThat(webhook("segment", one, WebhookSignature.of(one)).statusCode()).isEqualTo(200);
    assertThat(webhook("segment", array, WebhookSignature.of(first)).statusCode()).isEqualTo(200);

    assertThat(prospect("one@hook.example").path("job_title").asText()).isEqualTo("CEO");
    assertThat(prospect("first@hook.example").path("job_title").asText()).isEqualTo("CEO");
    assertThat(prospect("second@hook.example").path("job_title").asText()).isEqualTo("CTO");
  }

  @Test
  void aWebhookOfAnUnknownSourceOrWithAWrongSignatureIsTurnedAway() throws IOException {
    String event = identify("forged@hook.example", "CEO");

    assertRefused(webhook("segment", event, WebhookSignature.of(event + " ")), 401, "unauthorized");
    assertRefused(webhook("elsewhere", event, WebhookSignature.of(event)), 404, "not_found");
  }

  // ---- files

  @ParameterizedTest
  @CsvSource({"lines.jsonl", "lines.ndjson", "lines.jsonl.gz"})
  void eachLineOfAFileBecomesAProspect(String file) {
    String lines = identify("1." + file + "@file.example", "CEO") + "\n\n" + identify("2." + file + "@file.example", "CTO") + "\n";

    home.drop(file, file.endsWith(".gz") ? gzip(lines) : lines.getBytes(StandardCharsets.UTF_8));

    assertThat(prospect("1." + file + "@file.example").path("job_title").asText()).isEqualTo("CEO");
    assertThat(prospect("2." + file + "@file.example").path("job_title").asText()).isEqualTo("CTO");
    eventuallyHolds(() -> assertThat(home.exists("data/inbox/.done/" + file)).isTrue());
  }

  @Test
  void aJsonFileMayHoldOneEventAnArrayOrABatch() {
    home.drop("one.json", identify("one@file.example", "CEO"));
    home.drop("array.json", "[" + identify("array@file.example", "CTO") + "]");
    home.drop("batch.json", batch(identify("batch@file.example", "CFO")));

    assertThat(prospect("one@file.example").path("job_title").asText()).isEqualTo("CEO");
    assertThat(prospect("array@file.example").path("job_title").asText()).isEqualTo("CTO");
    assertThat(prospect("batch@file.example").path("job_title").asText()).isEqualTo("CFO");
  }

  @Test
  void eachRowOfACsvFileBecomesAProspectByItsHeader() {
    home.drop("people.csv", "userId,email,title,\"address.city\"\nu-1,csv1@file.example,\"CEO, \"\"acting\"\"\",Rome\nu-2,csv2@file.example,CTO,\n");

    JsonNode first = prospect("csv1@file.example");
    assertThat(first.path("job_title").asText()).isEqualTo("CEO, \"acting\"");
    assertThat(first.path("city").asText()).isEqualTo("Rome");
    assertThat(prospect("csv2@file.example").path("job_title").asText()).isEqualTo("CTO");
  }

  @Test
  void linesThatAreNoEventsAreKeptWithTheirNumberAndTheOthersDelivered() {
    home.drop("mixed.jsonl", identify("good@file.example", "CEO") + "\nno event\n" + identify("better@file.example", "CTO") + "\n{\"type\":\"identify\"}\n");

    assertThat(prospect("good@file.example").path("job_title").asText()).isEqualTo("CEO");
    assertThat(prospect("better@file.example").path("job_title").asText()).isEqualTo("CTO");
    eventuallyHolds(() -> assertThat(home.exists("data/inbox/.done/mixed.jsonl")).isTrue());
    assertThat(home.read("data/inbox/.rejected/mixed.jsonl.jsonl").lines().map(DoorsTest::json)).satisfiesExactly(
        line -> assertThat(line.path("line").asInt() + " " + line.path("text").asText()).isEqualTo("2 no event"),
        line -> assertThat(line.path("line").asInt() + " " + line.path("text").asText()).isEqualTo("4 {\"type\":\"identify\"}"));
  }

  @Test
  void aFileThatCannotBeReadIsPutAsideWithItsReason() {
    home.drop("broken.json", "[" + identify("before@broken.example", "CEO") + ", {\"type\"");

    eventuallyHolds(() -> assertThat(home.exists("data/inbox/.failed/broken.json.reason")).isTrue());
    assertThat(home.exists("data/inbox/.failed/broken.json")).isTrue();
    assertThat(home.read("data/inbox/.failed/broken.json.reason")).startsWith("broken.json ");
  }

  // ---- JMS

  @Test
  void textAndBytesMessagesWithOneEventOrManyBecomeProspects() {
    sendJms("segment.events", identify("text@jms.example", "CEO"));
    sendJms("segment.events", batch(identify("batch1@jms.example", "CTO"), identify("batch2@jms.example", "CFO")));
    jms(context -> context.createProducer().send(context.createQueue("segment.events"), identify("bytes@jms.example", "COO").getBytes(StandardCharsets.UTF_8)));

    assertThat(prospect("text@jms.example").path("job_title").asText()).isEqualTo("CEO");
    assertThat(prospect("batch1@jms.example").path("job_title").asText()).isEqualTo("CTO");
    assertThat(prospect("batch2@jms.example").path("job_title").asText()).isEqualTo("CFO");
    assertThat(prospect("bytes@jms.example").path("job_title").asText()).isEqualTo("COO");
  }

  @Test
  void anObjectMessageIsRefusedUnreadAndHoldsUpNothing() {
    jms(context -> context.createProducer().send(context.createQueue("segment.events"), context.createObjectMessage("an object")));
    sendJms("segment.events", identify("behind@jms.example", "CEO"));

    assertThat(prospect("behind@jms.example").path("job_title").asText()).isEqualTo("CEO");
    eventuallyHolds(() -> assertThat(queued("pardot.rejected")).anySatisfy(rejected -> {
      assertThat(rejected).isInstanceOf(ObjectMessage.class);
      assertThat(rejected.getStringProperty("PardotReason")).isNotBlank();
    }));
  }

  @Test
  void aMessageThatIsNoEventIsKeptAsItCame() {
    sendJms("segment.events", "no event, word for word");

    eventuallyHolds(() -> assertThat(queued("pardot.rejected")).anySatisfy(rejected -> {
      assertThat(rejected.getBody(String.class)).isEqualTo("no event, word for word");
      assertThat(rejected.getStringProperty("PardotReason")).isNotBlank();
    }));
  }

  // ---- answers

  @Test
  void aBatchWithGoodAndBadEventsIsAnsweredWith200AndTheErrorsOfTheBadOnes() {
    HttpResponse<String> answer = post("/v1/batch", batch(identify("fine@answer.example", "CEO"), "{\"type\":\"identify\",\"note\":\"kept\"}", "7"));

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode body = json(answer.body());
    assertThat(body.path("success").asBoolean()).isTrue();
    assertThat(body.path("errors")).extracting(error -> error.path("index").asInt()).containsExactly(1, 2);
    assertThat(body.path("errors")).allSatisfy(error -> {
      assertThat(error.path("path").asText()).startsWith("batch[");
      assertThat(error.path("message").asText()).isNotBlank();
    });
    assertThat(prospect("fine@answer.example").path("job_title").asText()).isEqualTo("CEO");
    assertThat(queued("pardot.rejected")).anySatisfy(rejected -> {
      assertThat(rejected.getBody(String.class)).isEqualTo("{\"type\":\"identify\",\"note\":\"kept\"}");
      assertThat(rejected.getStringProperty("PardotReason")).isNotBlank();
    });
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "/v1/identify | not json",
      "/v1/identify | {\"traits\":{}}",
      "/v1/batch    | {\"batch\":[]}",
      "/v1/batch    | {\"batch\":[7,{\"type\":\"identify\"}]}"})
  void whatHoldsNoGoodEventIsAnsweredWith400(String path, String body) throws IOException {
    HttpResponse<String> answer = post(path, body);

    assertRefused(answer, 400, "invalid_request");
    assertThat(json(answer.body()).path("errors")).isNotEmpty();
  }

  @Test
  void anUnknownWriteKeyIsAnsweredWith401() throws IOException {
    byte[] event = identify("stranger@answer.example", "CEO").getBytes(StandardCharsets.UTF_8);

    assertRefused(post("/v1/identify", event), 401, "unauthorized");
    assertRefused(post("/v1/identify", event, "Authorization", "Basic eDo="), 401, "unauthorized");
  }

  @Test
  void anUnknownPathIs404AnotherMethod405AndAnotherMediaType415() throws IOException {
    byte[] event = identify("lost@answer.example", "CEO").getBytes(StandardCharsets.UTF_8);

    assertRefused(post("/v1/nothing", event, "Authorization", WRITE_KEY), 404, "not_found");
    assertRefused(get(home.httpPort, "/v1/identify"), 405, "method_not_allowed");
    assertRefused(post("/v1/identify", event, "Authorization", WRITE_KEY, "Content-Type", "application/xml"), 415, "unsupported_media_type");
  }

  @Test
  void bodiesOverTheLimitsAreAnsweredWith413() throws IOException {
    String large = identify("large@answer.example", "x".repeat(32_768));
    byte[] bomb = gzip(batch(identify("large@answer.example", "CEO")) + " ".repeat(512_000));

    assertRefused(post("/v1/identify", large), 413, "too_large");
    assertRefused(post("/v1/batch", bomb, "Authorization", WRITE_KEY, "Content-Encoding", "gzip"), 413, "too_large");
  }

  @Test
  void aBrowserIsToldThatItMaySend() {
    HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + home.httpPort + "/v1/t"))
        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
        .header("Origin", "https://www.example.com").header("Access-Control-Request-Method", "POST").build());

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Methods")).hasValue("POST");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElse("")).contains("authorization", "content-type");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
  }

  // ---- what goes on

  @Test
  void noHeaderOfASenderComesBackOrReachesTheQueue() throws Exception {
    bundle().context().getRouteController().stopRoute("deliver-main");

    HttpResponse<String> answer = post("/v1/identify", identify("header@queue.example", "CEO").getBytes(StandardCharsets.UTF_8),
        "Authorization", WRITE_KEY, "X-Anything", "x", "JMSXGroupID", "mine", "_AMQ_DUPL_ID", "same", "PardotReason", "forged", "CamelBeanMethodName", "wait");

    Message waiting = eventually(() -> {
      assertThat(queued("pardot.deliveries.main")).hasSize(1);
      return queued("pardot.deliveries.main").get(0);
    });
    bundle().context().getRouteController().startRoute("deliver-main");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new TreeSet<>(answer.headers().map().keySet())).containsExactly("content-length", "content-type");
    assertThat(waiting.getStringProperty("JMSXGroupID")).isEqualTo("email:header@queue.example");
    assertThat(names(waiting)).allMatch(name -> name.startsWith("JMSX") || name.equals("JmsBatchPartition"));
    assertThat(text(waiting)).doesNotContain("sample-write-key");
    assertThat(prospect("header@queue.example").path("job_title").asText()).isEqualTo("CEO");
  }

  @Test
  void anEventThatWasQueuedBeforeIsNotDeliveredAgain() {
    String event = identify("twice@again.example", "CEO").replaceFirst("\\{", "{\"messageId\":\"twice-1\",");
    double before = events("main", "discarded", "duplicate");

    post("/v1/identify", event);
    post("/v1/batch", batch(event, event));
    sendJms("segment.events", event);

    eventuallyHolds(() -> assertThat(events("main", "discarded", "duplicate")).isEqualTo(before + 3));
    assertThat(prospect("twice@again.example").path("job_title").asText()).isEqualTo("CEO");
    settled("main");
    assertThat(operations()).containsExactly("read", "batchCreate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"Pardot\":false}", "{\"All\":false}"})
  void anEventThatIsKeptFromPardotIsDiscarded(String integrations) {
    double before = events("main", "discarded", "integration-disabled");

    post("/v1/identify", identify("kept@away.example", "CEO").replaceFirst("\\{", "{\"integrations\":" + integrations + ","));

    assertThat(events("main", "discarded", "integration-disabled")).isEqualTo(before + 1);
    settled("main");
    assertThat(requests()).isEmpty();
  }

  private HttpResponse<String> webhook(String source, String body, String signature) {
    return post("/webhook/" + source, body.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json", "X-Signature", signature);
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).isEqualTo(status);
    JsonNode body = json(answer.body());
    assertThat(body.path("success").asBoolean(true)).isFalse();
    assertThat(body.path("code").asText()).isEqualTo(code);
    assertThat(body.path("message").asText()).isNotBlank();
  }

  private static List<String> names(Message message) throws JMSException {
    return Collections.list(message.getPropertyNames()).stream().map(Object::toString).toList();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
      packed.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }
}
