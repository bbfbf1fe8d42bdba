package io.pardotroutes.event;

import static io.pardotroutes.event.Events.NOW;
import static io.pardotroutes.event.Events.READER;
import static io.pardotroutes.event.Events.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {

  private static final String GOOD = "{\"type\":\"identify\",\"userId\":\"u1\",\"messageId\":\"m1\"}";

  @Test
  void aCallIsReadWithTheTypeOfItsPathAndItsWriteKeyIsTakenOut() {
    String body = """
        {"type":"track","userId":"u1","writeKey":"secret-key","_metadata":{"bundled":[]},"traits":{"email":"tom@example.com"},"odd":[1]}
        """;

    Reading reading = READER.readCall(utf8(body), "identify");

    assertThat(reading.writeKey()).isEqualTo("secret-key");
    assertThat(reading.invalid()).isEmpty();
    Event event = reading.events().get(0);
    assertThat(event.type()).isEqualTo("identify");
    assertThat(event.messageId()).matches("pr-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    assertThat(event.timestamp()).isEqualTo(NOW);
    assertThat(event.json().get("receivedAt").textValue()).isEqualTo("2026-11-24T12:00:00.250Z");
    assertThat(event.json().get("odd").get(0).intValue()).isEqualTo(1);
    assertThat(event.json().has("writeKey")).isFalse();
    assertThat(event.json().has("_metadata")).isFalse();
    assertThat(event.toJson()).doesNotContain("secret-key");
    assertThat(reading.toString()).doesNotContain("secret-key", "tom@example.com");
  }

  @Test
  void eachEventWithoutAMessageIdGetsOneOfItsOwn() {
    Reading reading = READER.readBatch(utf8("""
        {"batch":[{"type":"identify","userId":"u1"},{"type":"identify","userId":"u1","messageId":""},{"type":"identify","userId":"u1","messageId":null}]}
        """));

    assertThat(reading.events()).extracting(Event::messageId).doesNotHaveDuplicates().allMatch(id -> id.startsWith("pr-"));
  }

  @Test
  void theEnvelopeHoldsForEachEventOfABatchThatHasNoneOfItsOwn() {
    Reading reading = READER.readBatch(utf8("""
        {"batch":[
           {"type":"identify","userId":"u1","context":{"ip":"10.0.0.1","locale":null},"integrations":{"Pardot":{"id":"7"}}},
           {"type":"identify","userId":"u2","context":null},
           {"type":"identify","userId":"u3","context":"odd","sentAt":"2026-11-24T11:00:00Z"}],
         "context":{"ip":"10.0.0.9","locale":"de","library":{"name":"x"}},
         "integrations":{"All":false,"Pardot":true},
         "sentAt":"2026-11-24T12:00:00Z", "writeKey":"k", "unknown":{"a":[{}]}}
        """));

    assertThat(reading.writeKey()).isEqualTo("k");
    List<Event> events = reading.events();
    assertThat(events.get(0).json().get("context").toString()).isEqualTo("{\"ip\":\"10.0.0.1\",\"locale\":null,\"library\":{\"name\":\"x\"}}");
    assertThat(events.get(0).pardot()).isEqualTo(new Integrations(true, "7", null));
    assertThat(events.get(0).json().get("sentAt").textValue()).isEqualTo("2026-11-24T12:00:00Z");
    assertThat(events.get(1).json().at("/context/ip").textValue()).isEqualTo("10.0.0.9");
    assertThat(events.get(1).pardot()).isEqualTo(new Integrations(true, null, null));
    assertThat(events.get(2).json().get("context").textValue()).isEqualTo("odd");
    assertThat(events.get(2).json().get("sentAt").textValue()).isEqualTo("2026-11-24T11:00:00Z");
  }

  @Test
  void theGoodEventsOfABatchAreReadAndTheOthersReportedWithTheirPlace() {
    Reading reading = READER.readBatch(utf8("{\"batch\":[" + GOOD + ",null,{\"type\":\"identify\",\"userId\":\"\"},"
        + "{\"type\":\"identify\",\"userId\":\"u2\",\"traits\":[\"secret value\"],\"writeKey\":\"k-7\"}," + GOOD.replace("m1", "m2") + "]}"));

    assertThat(reading.events()).extracting(Event::messageId).containsExactly("m1", "m2");
    assertThat(reading.invalid()).extracting(InvalidEvent::index).containsExactly(1, 2, 3);
    assertThat(reading.invalid()).extracting(InvalidEvent::describe).containsExactly(
        "batch[1] is no JSON object",
        "batch[2].userId is missing, and so is anonymousId: give one of them as text",
        "batch[3].traits is no object");
    assertThat(reading.invalid()).extracting(InvalidEvent::text).containsExactly("null", "{\"type\":\"identify\",\"userId\":\"\"}",
        "{\"type\":\"identify\",\"userId\":\"u2\",\"traits\":[\"secret value\"],\"writeKey\":\"\"}");
    assertThat(reading.invalid().toString()).doesNotContain("secret value");
  }

  @Test
  void aBatchWithoutOneGoodEventIsRefusedWithEachReasonAndItsWriteKey() {
    InvalidRequest refusal = catchThrowableOfType(InvalidRequest.class,
        () -> READER.readBatch(utf8("{\"batch\":[{\"userId\":\"u\"},5],\"writeKey\":\"k\"}")));

    assertThat(refusal.errors()).extracting(InvalidEvent::path).containsExactly("batch[0].type", "batch[1]");
    assertThat(refusal.writeKey()).isEqualTo("k");
    assertThat(refusal).hasMessage("none of 2 events is valid; the first: batch[0].type is missing: give the kind of call as text, e.g. identify");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"batch\":[]}", "{\"batch\":{}}", "{\"batch\":null}", "{}", "[]", "[" + GOOD + "]", "5", GOOD,
      "{\"batch\":[" + GOOD + "],\"batch\":[" + GOOD + "]}", "{\"batch\":[" + GOOD + "],\"context\":{\"a\":1,\"a\":2}}",
      "{\"batch\":[" + GOOD + ",]}", "{\"batch\":[,,," + GOOD + "]}", "{\"batch\":[" + GOOD + "]}}", "{\"batch\":[" + GOOD + "]", ""})
  void aBodyThatIsNoBatchIsRefusedAsAWhole(String body) {
    assertThatThrownBy(() -> READER.readBatch(utf8(body))).isInstanceOfSatisfying(InvalidRequest.class,
        refusal -> assertThat(refusal.errors()).hasSize(1).allMatch(error -> error.index() == -1));
  }

  @Test
  void aSyntaxErrorIsNamedByLineAndColumnAndNeverQuoted() {
    assertThatThrownBy(() -> READER.readCall(utf8("{\"userId\":\"u\",\n \"traits\":{tom@example.com}}"), "identify"))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("line 2, column 12").hasMessageNotContaining("tom");
  }

  @Test
  void anEventMayHave32768BytesAndNotOneMore() {
    String full = padded("{\"userId\":\"ü\",\"traits\":{\"x\":\"%s\"}}", EventReader.MAX_EVENT_BYTES);
    String over = padded("{\"userId\":\"ü\",\"traits\":{\"x\":\"%s\"}}", EventReader.MAX_EVENT_BYTES + 1);

    assertThat(READER.readCall(utf8(full), "identify").events()).hasSize(1);
    assertThatThrownBy(() -> READER.readCall(utf8(over), "identify")).isInstanceOf(TooLarge.class)
        .hasMessage("the event is over 32,768 bytes");
  }

  @Test
  void anEventOverItsSizeInABatchIsRefusedButNotItsNeighbours() {
    String item = "{\"type\":\"identify\",\"userId\":\"ü\",\"traits\":{\"x\":\"%s\"}}";
    String full = padded(item, EventReader.MAX_EVENT_BYTES);
    String over = padded(item, EventReader.MAX_EVENT_BYTES + 1);

    Reading reading = READER.readBatch(utf8("{\"batch\":[" + full + "," + over + "," + GOOD + "]}"));

    assertThat(reading.events()).hasSize(2);
    assertThat(reading.invalid()).extracting(InvalidEvent::describe).containsExactly("batch[1] is over 32,768 bytes");
  }

  @Test
  void whatTheEnvelopeAddsCountsForTheSizeOfAnEvent() {
    String context = padded("{\"x\":\"%s\"}", 10_000);
    String item = padded("{\"type\":\"identify\",\"userId\":\"u\",\"traits\":{\"x\":\"%s\"}}", 23_000);

    Reading reading = READER.readBatch(utf8("{\"context\":" + context + ",\"batch\":[" + item + "," + GOOD + "]}"));

    assertThat(reading.invalid()).extracting(InvalidEvent::describe).containsExactly("batch[0] is over 32,768 bytes with what the batch adds to it");
    assertThat(reading.events()).hasSize(1);
  }

  @Test
  void aSmallBatchCanNotBecomeAnEnormousOneByItsEnvelope() {
    String context = padded("{\"x\":\"%s\"}", 30_000);
    String body = "{\"context\":" + context + ",\"batch\":[" + (GOOD + ",").repeat(600) + GOOD + "]}";

    assertThatThrownBy(() -> READER.readBatch(utf8(body))).isInstanceOf(TooLarge.class);
  }

  @Test
  void aBatchMayHave512000BytesAnd2500EventsAndNotOneMore() {
    String event = "{\"type\":\"page\",\"userId\":\"u\"}";
    String full = "{\"batch\":[" + (event + ",").repeat(EventReader.MAX_BATCH_EVENTS - 1) + event + "]}";
    String many = "{\"batch\":[" + (event + ",").repeat(EventReader.MAX_BATCH_EVENTS) + event + "]}";
    String padding = " ".repeat(EventReader.MAX_BATCH_BYTES - full.length());

    assertThat(READER.readBatch(utf8(full + padding)).events()).hasSize(2_500);
    assertThatThrownBy(() -> READER.readBatch(utf8(full + padding + " "))).isInstanceOf(TooLarge.class).hasMessageContaining("512,000 bytes");
    assertThatThrownBy(() -> READER.readBatch(utf8(many))).isInstanceOf(TooLarge.class).hasMessageContaining("2,500 events");
  }

  @Test
  void aWebhookBringsOneEventOrAnArrayOfUpTo4000() {
    String event = "{\"type\":\"page\",\"userId\":\"u\"}";
    String full = "[" + (event + ",").repeat(EventReader.MAX_WEBHOOK_EVENTS - 2) + event + ",7]";

    assertThat(READER.readWebhook(utf8(" " + GOOD)).events()).hasSize(1);
    Reading reading = READER.readWebhook(utf8(full));
    assertThat(reading.events()).hasSize(3_999);
    assertThat(reading.invalid()).extracting(InvalidEvent::index, InvalidEvent::path).containsExactly(tuple(3_999, "[3999]"));
    assertThatThrownBy(() -> READER.readWebhook(utf8("[" + (event + ",").repeat(4_000) + event + "]"))).isInstanceOf(TooLarge.class);
    assertThatThrownBy(() -> READER.readWebhook(utf8("[]"))).isInstanceOf(InvalidRequest.class).hasMessage("the input has no event");
  }

  @Test
  void aMessageOfABusIsOneEventOrABatchOrAnArray() {
    assertThat(READER.readAny(utf8("{\"type\":\"identify\",\"userId\":\"u\"}"), "ID:1").events()).extracting(Event::messageId).containsExactly("ID:1");
    assertThat(READER.readAny(utf8("{\"sentAt\":\"2026-11-24T12:00:00Z\",\"batch\":[{\"type\":\"identify\",\"userId\":\"u\"}," + GOOD + "]}"), "ID:1").events())
        .extracting(Event::messageId).containsExactly("ID:1-0", "m1");
    assertThat(READER.readAny(utf8("\n[7,{\"type\":\"identify\",\"userId\":\"u\"}]"), "ID:1").events()).extracting(Event::messageId).containsExactly("ID:1-1");
    assertThat(READER.readAny(utf8("{\"type\":\"identify\",\"userId\":\"u\",\"batch\":[1]}"), null).events()).hasSize(1);
    assertThatThrownBy(() -> READER.readAny(utf8("{\"userId\":\"u\"}"), null)).isInstanceOf(InvalidRequest.class);
    assertThatThrownBy(() -> READER.readAny(utf8("\"text\""), null)).isInstanceOf(InvalidRequest.class).hasMessage("the input is no JSON object");
    assertThatThrownBy(() -> READER.readAny(utf8(padded("{\"type\":\"identify\",\"userId\":\"%s\"}", 32_769)), null)).isInstanceOf(TooLarge.class);
  }

  @Test
  void aFallbackIdThatIsTooLongIsReplacedByTheSameShorterOneEachTime() {
    byte[] json = utf8("{\"type\":\"identify\",\"userId\":\"u\"}");

    String first = READER.readOne(json, "ID:" + "x".repeat(100)).messageId();

    assertThat(first).hasSizeLessThanOrEqualTo(100).isEqualTo(READER.readOne(json, "ID:" + "x".repeat(100)).messageId());
    assertThat(READER.readOne(json, "ID:" + "y".repeat(100)).messageId()).isNotEqualTo(first);
  }

  @Test
  void aLineThatIsNoEventSaysWhyAndKeepsItsTextWithoutTheWriteKey() {
    NotAnEvent refusal = catchThrowableOfType(NotAnEvent.class,
        () -> READER.readOne(utf8(" {\"type\":\"identify\",\"writeKey\":{\"a\":\"k\"},\"userId\":\"u\",\"messageId\":5} "), null));

    assertThat(refusal).hasMessage("messageId is no text");
    assertThat(refusal.why()).isEqualTo(new InvalidEvent(-1, "messageId", "is no text",
        "{\"type\":\"identify\",\"writeKey\":\"\",\"userId\":\"u\",\"messageId\":5}"));
    assertThatThrownBy(() -> READER.readOne(utf8("{\"type\":"), null)).isInstanceOf(NotAnEvent.class).hasMessageContaining("ends too early");
    assertThatThrownBy(() -> READER.readOne(utf8(" ".repeat(32_769)), null)).isInstanceOf(NotAnEvent.class).hasMessageContaining("32,768");
  }

  private static String padded(String template, int bytes) {
    int rest = bytes - utf8(template.formatted("")).length;
    return template.formatted("x".repeat(rest));
  }
}
