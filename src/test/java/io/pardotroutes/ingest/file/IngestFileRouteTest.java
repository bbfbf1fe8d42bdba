package io.pardotroutes.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pardotroutes.accept.Acceptance;
import io.pardotroutes.accept.RecordingCounter;
import io.pardotroutes.event.EventReader;
import io.pardotroutes.ingest.DefaultDestinations;
import io.pardotroutes.ingest.IngestPolicies;
import io.pardotroutes.ingest.RecordingQueue;
import io.pardotroutes.ingest.http.Cors;
import io.pardotroutes.ingest.http.HttpAnswers;
import io.pardotroutes.jms.QueueMessage;
import io.pardotroutes.store.file.SeenMessageIds;
import io.pardotroutes.support.RouteTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestFileRouteTest extends RouteTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path data;
  private final RecordingQueue queue = new RecordingQueue();
  private final RecordingCounter counter = new RecordingCounter();
  private SeenMessageIds seen;
  private Path inbox;

  IngestFileRouteTest() {
    super("ingest-file.camel.yaml", "accept.camel.yaml");
  }

  @Override
  protected List<RouteConfigurationsBuilder> policies() {
    return List.of(new IngestPolicies());
  }

  @BeforeEach
  void startDoor() throws Exception {
    inbox = data.resolve("inbox");
    seen = SeenMessageIds.open(data, Clock.systemUTC());
    EventReader reader = new EventReader(Clock.systemUTC());
    setting("pardot.data", data);
    bind("queue", queue);
    bind("inbox", new Inbox(data, reader));
    bind("inboxInProgress", MemoryIdempotentRepository.memoryIdempotentRepository(10));
    bind("inboxFiles", new InboxFiles(Duration.ofMillis(50), Clock.systemUTC()));
    bind("httpAnswers", new HttpAnswers(Cors.parse(""), counter));
    bind("acceptance", new Acceptance(seen, () -> List.of(DefaultDestinations.v4("emea")), counter));
    bind("allOrNone", queue);
    replace("put-deliveries", "bean:queue?method=put");
    replace("put-rejected", "bean:queue?method=reject");
    start();
  }

  @AfterEach
  void closeStore() {
    seen.close();
  }

  @Test
  void everyLineOfAFileIsQueuedAndTheFileIsPutAway() {
    drop("events.jsonl", lines(1, 1_200));

    assertDone("events.jsonl");

    assertThat(queue.messages()).hasSize(1_200);
    assertThat(queue.messages()).extracting(IngestFileRouteTest::userId)
        .isEqualTo(IntStream.rangeClosed(1, 1_200).mapToObj(i -> "u" + i).toList());
    assertThat(queue.transactions()).hasSizeBetween(3, 10);
    assertThat(inbox.resolve(".rejected")).isEmptyDirectory();
    assertThat(counter.counts()).containsOnlyKeys("/accepted/").containsValue(1_200L);
  }

  @Test
  void linesThatAreNoEventsAreKeptWithTheirNumberAndTheOthersDelivered() throws IOException {
    String tooLong = "{\"userId\":\"u\",\"pad\":\"" + "x".repeat(40_000) + "\"}";
    drop("mixed.ndjson", "\uFEFF" + line("a") + "\r\n\r\n" + "{\"type\":\"identify\"}\n" + "garbage\n" + tooLong + "\n   \n" + line("b"));

    assertDone("mixed.ndjson");

    assertThat(queue.messages()).extracting(IngestFileRouteTest::userId).containsExactly("a", "b");
    List<JsonNode> rejected = rejected("mixed.ndjson.jsonl");
    assertThat(rejected).extracting(each -> each.get("line").asLong()).containsExactly(3L, 4L, 5L);
    assertThat(rejected.get(0).get("text").asText()).isEqualTo("{\"type\":\"identify\"}");
    assertThat(rejected).allSatisfy(each -> assertThat(each.get("reason").asText()).isNotBlank());
    assertThat(rejected.get(2).get("text").asText()).hasSize(32_768);
    assertThat(counter.counts()).containsEntry("/rejected/", 3L).containsEntry("/accepted/", 2L);
  }

  @Test
  void theSameFileAgainOrUnderAnotherNameQueuesNothingTwice() {
    drop("one.jsonl", "{\"type\":\"identify\",\"userId\":\"a\"}\n{\"type\":\"identify\",\"userId\":\"a\"}\n");
    assertDone("one.jsonl");
    drop("one.jsonl", "{\"type\":\"identify\",\"userId\":\"a\"}\n{\"type\":\"identify\",\"userId\":\"a\"}\n");
    assertDone("one-2.jsonl");
    drop("two.jsonl", "{\"type\":\"identify\",\"userId\":\"a\"}\n{\"type\":\"identify\",\"userId\":\"a\"}\n");

    assertDone("two.jsonl");

    assertThat(queue.messages()).hasSize(2);
    assertThat(counter.counts()).containsEntry("emea/discarded/duplicate", 4L);
  }

  @Test
  void aJsonFileMayHoldOneEventOrAnArray() throws IOException {
    drop("one.json", "\n { \"type\":\"identify\",\"userId\":\"single\", \"traits\": {\"a\":[1,{\"b\":\"]}\\\"\"}]} }\n");
    assertDone("one.json");
    drop("array.json", "[" + line("a") + " , 7, null,\n" + line("b") + ",{\"type\":\"identify\"}, \"x\", [1]]");
    assertDone("array.json");
    drop("none.json", " [ ] ");

    assertDone("none.json");

    assertThat(queue.messages()).extracting(IngestFileRouteTest::userId).containsExactly("single", "a", "b");
    assertThat(rejected("array.json.jsonl")).extracting(each -> each.get("line").asLong()).containsExactly(1L, 2L, 4L, 5L, 6L);
  }

  @Test
  void aBatchFilesEnvelopeHoldsForItsEventsWhereverItStands() throws IOException {
    drop("batch.json", "{\"batch\":[{\"type\":\"identify\",\"userId\":\"a\"},{\"type\":\"identify\",\"userId\":\"b\",\"integrations\":{\"All\":true,"
        + "\"Pardot\":true}},{}],\"writeKey\":\"w\",\"integrations\":{\"All\":false},\"context\":{\"locale\":\"de-DE\"}}");

    assertDone("batch.json");

    assertThat(queue.messages()).extracting(IngestFileRouteTest::userId).containsExactly("b");
    assertThat(queue.messages().get(0).body()).contains("de-DE").doesNotContain("writeKey");
    assertThat(counter.counts()).containsEntry("emea/discarded/integration-disabled", 1L);
    assertThat(rejected("batch.json.jsonl")).extracting(each -> each.get("line").asLong()).containsExactly(2L);
  }

  @Test
  void anEnvelopeKeepsItsDigitsAsAnEventDoes() throws IOException {
    drop("digits.json", "{\"batch\":[{\"type\":\"identify\",\"userId\":\"a\"}],\"context\":{\"n\":12345678901234567890.10,\"big\":1e300}}");

    assertDone("digits.json");

    assertThat(queue.messages().get(0).body()).contains("12345678901234567890.10").containsPattern("\"big\":1E\\+?300");
  }

  @ParameterizedTest
  @CsvSource(quoteCharacter = '^', value = {
      "'batch':[{},{}],'batch':[{}]; has batch twice",
      "'batch':[{}],'b\\u0061tch':[{}]; has batch twice",
      "'context':{},'batch':[{}],'context':{'ip':'::1'}; has context twice",
      "'context':{},'batch':[{}],'c\\u006fntext':{}; has context twice",
      "'integrations':null'x','batch':[{}]; has integrations beside its batch that can't be read",
      "'sentAt':true[,'batch':[{}]; can't be read",
      "'context':{'a':1,'a':2},'batch':[{}]; can't be read",
      "'context':{'a':1e},'batch':[{}]; can't be read",
      "'context':,'batch':[{}]; can't be read",
      "'sentAt':'\u00e9','batch':[{}]; can't be read",
      "'sentAt':\u0000\u0000\u0000\u0000-05T10:11Z','batch':[{}]; can't be read"}, delimiter = ';')
  void aBatchFileWhoseEnvelopeSaysTwoThingsOrNoneIsPutAside(String members, String reason) {
    drop("batch.json", ("{" + members.replace('\'', '"') + "}").getBytes(StandardCharsets.ISO_8859_1));

    await().untilAsserted(() -> assertThat(inbox.resolve(".failed/batch.json.reason")).content().contains(reason).doesNotContain("UTF-32"));
    assertThat(queue.messages()).isEmpty();
  }

  @Test
  void aBatchFilesNamesMayHaveEscapes() throws IOException {
    drop("escapes.json", "{\"b\\u0061tch\":[{\"type\":\"identify\",\"userId\":\"a\"}],\"integr\\u0061tions\":{\"Pardot\":false},\"c\\u006fntext\":{}}");

    assertDone("escapes.json");

    assertThat(counter.counts()).containsEntry("emea/discarded/integration-disabled", 1L);
    assertThat(inbox.resolve(".rejected/escapes.json.jsonl")).doesNotExist();
  }

  @Test
  void oneEventWithANameTwiceIsRejectedLikeALine() throws IOException {
    drop("one.json", "{\"type\":\"identify\",\"userId\":\"a\",\"context\":{},\"context\":{}}");

    assertDone("one.json");

    assertThat(rejected("one.json.jsonl")).extracting(each -> each.get("reason").asText()).singleElement().asString().contains("twice");
  }

  @Test
  void aCsvFileIsReadByItsHeaderRow() throws IOException {
    drop("people.csv", "userId,email,address.city,integrations.Pardot.id,timestamp,notes\r\n"
        + "1,tom@example.com,\"Bern, BE\",77,2026-01-02T03:04:05Z,\"two\nlines \"\"quoted\"\"\"\r\n"
        + "2,,,,,\n"
        + "3,too,few\n"
        + ",no-id@example.com,,,,\n"
        + "4,\"never closed,,,,\n"
        + "5,e@example.com,,,,last");

    assertDone("people.csv");

    assertThat(queue.messages()).extracting(IngestFileRouteTest::userId).containsExactly("1", "2", "5");
    JsonNode first = JSON.readTree(queue.messages().get(0).body());
    assertThat(first.at("/type").asText()).isEqualTo("identify");
    assertThat(first.at("/traits/address/city").asText()).isEqualTo("Bern, BE");
    assertThat(first.at("/traits/notes").asText()).isEqualTo("two\nlines \"quoted\"");
    assertThat(first.at("/integrations/Pardot/id").asText()).isEqualTo("77");
    assertThat(first.at("/timestamp").asText()).startsWith("2026-01-02T03:04:05");
    assertThat(first.at("/traits").has("userId")).isFalse();
    assertThat(JSON.readTree(queue.messages().get(1).body()).at("/traits").size()).isZero();
    assertThat(rejected("people.csv.jsonl")).extracting(each -> each.get("line").asLong()).containsExactly(5L, 6L, 7L);
  }

  @Test
  void rejectedRowsAreLinesOfJsonAndNoTable() throws IOException {
    List<String> rows = List.of("=HYPERLINK(\"\"http://x.example\"\"),b,c", "+1 555,b,c", "-1,\"two\nlines\",c", "@SUM(A1),b,c", "\t=1,b,c");
    drop("formulas.csv", "userId,email\n" + String.join("\n", rows));

    assertDone("formulas.csv");

    Path kept = inbox.resolve(".rejected/formulas.csv.jsonl");
    assertThat(Files.readAllLines(kept)).hasSameSizeAs(rows).allMatch(line -> line.startsWith("{\"line\":"));
    assertThat(rejected("formulas.csv.jsonl")).extracting(each -> each.get("text").asText()).containsExactlyElementsOf(rows);
  }

  @Test
  void gzipIsToldByItsFirstBytesAndMayHaveSeveralMembers() {
    drop("packed.jsonl.gz", gzip(line("a") + "\n"), gzip(line("b")));
    assertDone("packed.jsonl.gz");
    drop("plain.gz", line("c"));
    assertDone("plain.gz");
    drop("packed.json", gzip("[" + line("d") + "]"));
    assertDone("packed.json");
    drop("packed.csv.gz", gzip("userId\ne\n"));

    assertDone("packed.csv.gz");

    assertThat(queue.messages()).extracting(IngestFileRouteTest::userId).containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  void aFileThatUnpacksToFarMoreThanEventsDoIsPutAside() {
    drop("bomb.jsonl.gz", gzip(line("a") + "\n" + "\n".repeat(5_000_000)));

    await().untilAsserted(() -> assertThat(inbox.resolve(".failed/bomb.jsonl.gz.reason")).content()
        .contains("unpacks to more than 100 times its size; if these are events, send the file unpacked"));
    assertThat(inbox.resolve(".done")).isEmptyDirectory();
  }

  @Test
  void aFileThatCannotBeReadIsPutAsideWithItsReason() {
    byte[] packed = gzip(lines(1, 3_000));
    drop("torn.jsonl.gz", Arrays.copyOf(packed, packed.length / 2));
    drop("no.json", "hello");
    drop("empty.csv", "");
    drop("broken.json", "[" + line("x") + ",{\"userId\":");

    await().untilAsserted(() -> assertThat(names(inbox.resolve(".failed"))).containsExactlyInAnyOrder(
        "torn.jsonl.gz", "torn.jsonl.gz.reason", "no.json", "no.json.reason", "empty.csv", "empty.csv.reason", "broken.json",
        "broken.json.reason"));

    assertThat(inbox.resolve(".failed/no.json.reason")).content().contains("is not JSON");
    assertThat(inbox.resolve(".failed/broken.json.reason")).content().contains("in the middle of a value");
    assertThat(inbox.resolve(".done")).isEmptyDirectory();
  }

  @Test
  void whatStandsBeforeThePlaceWhereAFileCannotBeReadOnIsQueued() throws IOException {
    drop("broken.json", "[" + line("a") + "," + line("b") + ",{\"userId\":");
    byte[] packed = gzip(lines(1, 3_000));
    drop("torn.jsonl.gz", Arrays.copyOf(packed, packed.length / 2));

    await().untilAsserted(() -> assertThat(names(inbox.resolve(".failed"))).hasSize(4));

    assertThat(queue.messages()).extracting(IngestFileRouteTest::userId).contains("a", "b");
    assertThat(inbox.resolve(".failed/broken.json.reason")).content().contains("events taken from it before: 2");
    assertThat(inbox.resolve(".failed/torn.jsonl.gz.reason")).content()
        .contains("events taken from it before: " + (queue.messages().size() - 2));
  }

  @Test
  void aJsonFileThatIsNotUtf8OrGoesOnAfterItsValueIsPutAside() throws IOException {
    drop("utf16.json", line("a").getBytes(StandardCharsets.UTF_16));
    drop("more.json", line("a").getBytes(StandardCharsets.UTF_8), new byte[] {(byte) 0x80, (byte) 0xFF});

    await().untilAsserted(() -> assertThat(names(inbox.resolve(".failed"))).hasSize(4));

    assertThat(inbox.resolve(".failed/utf16.json.reason")).content().contains("is not JSON");
    assertThat(inbox.resolve(".failed/more.json.reason")).content().contains("more than one JSON value");
    assertThat(queue.messages()).isEmpty();
  }

  @Test
  void aFileWaitsUntilTheQueueTakesItAndThenEachLineIsQueuedOnce() {
    queue.refuse(2);
    drop("patient.jsonl", lines(1, 700));

    assertDone("patient.jsonl");

    assertThat(queue.refusals()).isEqualTo(2);
    assertThat(queue.messages()).hasSize(700);
    assertThat(counter.counts()).containsEntry("/accepted/", 700L);
  }

  @Test
  void aFileThatWaitsWhenTheProcessStopsStaysInTheInbox() throws Exception {
    drop("before.jsonl", lines(1, 3));
    assertDone("before.jsonl");
    queue.refuse(Integer.MAX_VALUE);
    drop("waiting.jsonl", lines(10, 12));
    await().until(() -> queue.refusals() > 0);

    context.stop();

    assertThat(inbox.resolve("waiting.jsonl")).exists();
    assertThat(inbox.resolve(".failed")).isEmptyDirectory();
    assertThat(counter.counts()).containsEntry("/accepted/", 3L);
  }

  @Test
  void aFileFromTheFutureIsReadOnceItIsQuiet() throws IOException {
    drop("future.jsonl", line("a"));
    Files.setLastModifiedTime(inbox.resolve("future.jsonl"), FileTime.from(Instant.now().plus(Duration.ofDays(1))));

    assertDone("future.jsonl");

    assertThat(queue.messages()).hasSize(1);
  }

  @Test
  void onlyPlainFilesWithPlainNamesAreTouched() throws IOException {
    Path secret = Files.writeString(data.resolve("secret.jsonl"), line("secret"));
    Files.createSymbolicLink(inbox.resolve("link.jsonl"), secret);
    Files.createLink(inbox.resolve("hard.jsonl"), secret);
    Files.createDirectory(inbox.resolve("folder.jsonl"));
    for (String name : List.of("with space.jsonl", "new\nline.jsonl", "ümlaut.jsonl", "x".repeat(130) + ".jsonl", "what.txt",
        "half.jsonl.part", "half.jsonl.tmp", "half.jsonl.filepart", ".hidden.jsonl")) {
      drop(name, line("bad"));
    }
    drop("zz-good.jsonl", line("good"));

    assertDone("zz-good.jsonl");

    assertThat(queue.messages()).extracting(IngestFileRouteTest::userId).containsExactly("good");
    assertThat(names(inbox)).contains("link.jsonl", "hard.jsonl", "folder.jsonl", "with space.jsonl", "what.txt", "half.jsonl.part",
        ".hidden.jsonl");
  }

  private void assertDone(String name) {
    await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> assertThat(inbox.resolve(".done").resolve(name)).exists());
  }

  private void drop(String name, String text) {
    drop(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private void drop(String name, byte[]... parts) {
    try {
      Path unfinished = data.resolve("being-written");
      Files.write(unfinished, new byte[0]);
      for (byte[] part : parts) {
        Files.write(unfinished, part, StandardOpenOption.APPEND);
      }
      Files.move(unfinished, inbox.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<JsonNode> rejected(String name) throws IOException {
    try (Stream<String> lines = Files.lines(inbox.resolve(".rejected").resolve(name))) {
      return lines.map(IngestFileRouteTest::parse).toList();
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static String userId(QueueMessage message) {
    return parse(message.body()).get("userId").asText();
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(String userId) {
    return "{\"type\":\"identify\",\"userId\":\"" + userId + "\"}";
  }

  private static String lines(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> line("u" + i)).collect(Collectors.joining("\n", "", "\n"));
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
