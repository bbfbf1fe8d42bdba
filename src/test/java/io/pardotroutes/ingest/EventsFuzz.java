package io.pardotroutes.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pardotroutes.event.Event;
import io.pardotroutes.event.EventReader;
import io.pardotroutes.event.InvalidRequest;
import io.pardotroutes.event.NotAnEvent;
import io.pardotroutes.event.TooLarge;
import io.pardotroutes.ingest.file.CsvRows;
import io.pardotroutes.ingest.file.FileEntries;
import io.pardotroutes.ingest.file.FileEntry;
import io.pardotroutes.ingest.file.JsonDocument;
import io.pardotroutes.ingest.file.JsonLines;
import io.pardotroutes.ingest.file.UnreadableFile;
import io.pardotroutes.pardot.Forms;
import io.pardotroutes.pardot.form.FormApi;
import io.pardotroutes.prospect.ApiVersion;
import io.pardotroutes.prospect.FieldMap;
import io.pardotroutes.prospect.Identity;
import io.pardotroutes.prospect.MappingRules;
import io.pardotroutes.prospect.OnNoIdentifier;
import io.pardotroutes.prospect.Operation;
import io.pardotroutes.prospect.ProspectWrite;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes come in by a door, they are events or are refused in one line, and each event becomes a call of Pardot's that
 * says what the event was mapped to. Run by {@code JAZZER_FUZZ=1 mvn surefire:test -Dtest=EventsFuzz}; without the variable
 * it tries its seeds and what is kept in {@code src/test/resources} as a finding.
 */
class EventsFuzz {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final EventReader READER = new EventReader(Clock.systemUTC());
  private static final int WAYS = 7;
  private static final int LONGEST_REASON = 2_000;
  private static final FieldMap MAP = shippedMap();
  private static final List<MappingRules> RULES = List.of(
      new MappingRules(ApiVersion.V3, null, false, OnNoIdentifier.MATCH_EMAIL, true, "7"),
      new MappingRules(ApiVersion.V4, "org_id", false, OnNoIdentifier.MATCH_EMAIL, true, "7"),
      new MappingRules(ApiVersion.V4, "org_id", true, OnNoIdentifier.CREATE, false, null));

  private static FieldMap shippedMap() {
    try {
      return FieldMap.parse(Files.readString(Path.of("config/field-map.yaml")), "config/field-map.yaml");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<byte[]> seeds() {
    String identify = """
        {"type":"identify","messageId":"m","userId":"u","anonymousId":"a","timestamp":"2026-01-05T10:11:12.123Z","sentAt":"2026-01-05T10:11:12Z",\
        "originalTimestamp":"2026-01-05T10:11:11Z","traits":{"email":"ada@example.org","firstName":"Ada","age":7,"optedOut":true,"org_id":"X",\
        "a":["x","y"],"address":{"city":"Rome","street":"1\\n2"},"company":{"name":"N"},"n":null,"d":1.5e3},"context":{"traits":{"phone":"+1"}},\
        "integrations":{"All":false,"Pardot":{"id":"4711","fid":"0035e00000AbCdEAAV"}}}""";
    String track = "{\"type\":\"track\",\"event\":\"E\",\"userId\":\"ada@example.org\",\"context\":{\"traits\":{\"email\":\"x@y.example\"}},\"integrations\":{\"Pardot\":true}}";
    return Stream.of(identify, track, "[" + identify + "," + track + "]",
            "{\"batch\":[" + track + ",7],\"context\":{\"traits\":{\"city\":\"X\"}},\"integrations\":{\"Pardot\":{\"id\":1}},\"sentAt\":\"2026-01-05T10:11:12Z\"}",
            "userId,email,traits.firstName,\"a \"\"b\"\"\"\r\n1,ada@example.org,\"Ada\nL\",x\n2,,,\n", identify + "\n\n" + track + "\r\n{\"type\":")
        .flatMap(text -> IntStream.range(0, WAYS).mapToObj(way -> (char) way + text)).map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  /** @param input its first byte says by which way the others come */
  @MethodSource("seeds")
  @FuzzTest(maxDuration = "60s")
  void anyBytesAreEventsOrRefused(byte[] input) throws IOException {
    if (input == null || input.length == 0) {
      return;
    }
    byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
    List<Event> events;
    try {
      events = switch (Math.floorMod(input[0], WAYS)) {
        case 0 -> READER.readCall(bytes, "identify").events();
        case 1 -> READER.readBatch(bytes).events();
        case 2 -> READER.readWebhook(bytes).events();
        case 3 -> READER.readAny(bytes, "ID:1").events();
        case 4 -> events(JsonDocument.open(() -> new ByteArrayInputStream(bytes)));
        case 5 -> events(new CsvRows(new ByteArrayInputStream(bytes)));
        default -> events(new JsonLines(new ByteArrayInputStream(bytes)));
      };
    } catch (InvalidRequest | TooLarge | UnreadableFile refused) {
      assertReason(refused);
      return;
    }
    for (Event event : events) {
      for (MappingRules rules : RULES) {
        assertDeliverable(Event.parse(event.toJson()), rules);
      }
    }
  }

  private static List<Event> events(FileEntries file) throws IOException {
    List<Event> events = new ArrayList<>();
    try (file) {
      for (FileEntry entry = file.next(); entry != null; entry = file.next()) {
        if (entry.problem() == null) {
          try {
            events.add(file.event(entry, READER, "f-" + entry.number()));
          } catch (NotAnEvent | InvalidRequest refused) {
            assertReason(refused);
          } catch (TooLarge unexpected) {
            throw new AssertionError("a file's entry is within the limits of a batch", unexpected);
          }
        }
      }
    }
    return events;
  }

  private static void assertReason(RuntimeException refused) {
    assertThat(refused.getMessage()).isNotBlank().hasSizeLessThan(LONGEST_REASON).doesNotContainPattern("\\p{Cntrl}");
  }

  private static void assertDeliverable(Event event, MappingRules rules) throws IOException {
    Identity identity = rules.apiVersion().isUniqueByEmail() ? Identity.byEmail(event) : Identity.byIdentifier(event, rules);
    if (identity instanceof Identity.Refused) {
      return;
    }
    ProspectWrite write = ProspectWrite.of(identity, MAP.map(event, rules), rules);
    if (write.by() == ProspectWrite.By.NEW && write.emailProblem() != null) {
      return;
    }
    Operation operation = rules.apiVersion().operation(write, false);
    FormApi requests = new FormApi(rules.apiVersion());
    assertThat(Forms.parameters(requests.write(operation, write))).containsAllEntriesOf(write.fields());
    JsonNode prospects = JSON.readTree(Forms.parameters(requests.batch(operation, List.of(write))).get("prospects")).path("prospects");
    JsonNode prospect = rules.apiVersion().isUniqueByEmail() ? prospects.path(write.key()) : prospects.path(0);
    write.fields().forEach((name, text) -> assertThat(prospect.path(name).textValue()).isEqualTo(text));
  }
}
