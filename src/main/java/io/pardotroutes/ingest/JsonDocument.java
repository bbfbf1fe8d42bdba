package io.pardotroutes.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pardotroutes.event.Event;
import io.pardotroutes.event.EventReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A file with one JSON value: an event, an array of events, or a batch ({@code {"batch":[…]}}) as Segment's HTTP tracking API
 * has it. A batch is gone through twice: what holds for all its events may stand behind them.
 */
final class JsonDocument implements FileEntries {

  /** Opens the same bytes once more. */
  @FunctionalInterface
  interface Opener {
    InputStream open() throws IOException;
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BATCH = "batch";
  private static final byte[] BATCH_END = {']', '}'};
  private static final Set<String> FOR_ALL = Set.of("context", "integrations", "sentAt");

  private final JsonScanner scanner;
  private final byte[] envelope;
  private final boolean many;
  private long index;
  private boolean ended;

  private JsonDocument(JsonScanner scanner, byte[] envelope, boolean many) {
    this.scanner = scanner;
    this.envelope = envelope;
    this.many = many;
  }

  static JsonDocument open(Opener opener) throws IOException {
    byte[] envelope = null;
    try (JsonScanner first = new JsonScanner(opener.open())) {
      int start = first.peek();
      if (start == '{') {
        envelope = envelopeOf(first);
      } else if (start != '[') {
        throw new UnreadableFile(start < 0 ? "is empty" : "is not JSON: it begins with neither { nor [");
      }
    }
    JsonScanner scanner = new JsonScanner(opener.open());
    if (scanner.peek() == '[') {
      scanner.expect('[');
      return new JsonDocument(scanner, null, true);
    }
    if (envelope == null) {
      return new JsonDocument(scanner, null, false);
    }
    goToBatch(scanner);
    return new JsonDocument(scanner, envelope, true);
  }

  /**
   * Goes through an object to its end: what it says for all events, as the beginning of a batch; null where it has no
   * batch and so is one event.
   */
  private static byte[] envelopeOf(JsonScanner scanner) throws IOException {
    ObjectNode envelope = JSON.createObjectNode();
    boolean batch = false;
    scanner.expect('{');
    while (!scanner.accept('}')) {
      String name = name(scanner);
      batch |= name.equals(BATCH) && scanner.peek() == '[';
      JsonScanner.Slice value = scanner.value(FOR_ALL.contains(name) ? FileEntry.LIMIT : 0);
      if (FOR_ALL.contains(name)) {
        envelope.set(name, parse(scanner, value));
      }
      if (!scanner.accept(',') && scanner.peek() != '}') {
        throw scanner.broken("a ',' or '}' is missing");
      }
    }
    if (scanner.peek() >= 0) {
      throw new UnreadableFile("has more than one JSON value; give a file with one event a line the ending .jsonl");
    }
    if (!batch) {
      return null;
    }
    envelope.putArray(BATCH);
    String text = JSON.writeValueAsString(envelope);
    return text.substring(0, text.length() - BATCH_END.length).getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode parse(JsonScanner scanner, JsonScanner.Slice value) throws IOException {
    if (value.cut()) {
      throw new UnreadableFile("has context, integrations or sentAt of over " + FileEntry.LIMIT + " bytes beside its batch");
    }
    try {
      return JSON.readTree(value.bytes());
    } catch (JsonProcessingException e) {
      throw scanner.broken("context, integrations or sentAt can't be read");
    }
  }

  private static void goToBatch(JsonScanner scanner) throws IOException {
    scanner.expect('{');
    while (!name(scanner).equals(BATCH) || scanner.peek() != '[') {
      scanner.value(0);
      scanner.expect(',');
    }
    scanner.expect('[');
  }

  private static String name(JsonScanner scanner) throws IOException {
    if (scanner.peek() != '"') {
      throw scanner.broken("a name in quotes is missing");
    }
    String name = new String(scanner.value(FileEntry.LIMIT).bytes(), StandardCharsets.UTF_8);
    scanner.expect(':');
    return name.substring(1, Math.max(1, name.length() - 1));
  }

  @Override
  public FileEntry next() throws IOException {
    if (ended || index == 0 && many && scanner.accept(']')) {
      ended = true;
      return null;
    }
    JsonScanner.Slice value = scanner.value(FileEntry.LIMIT);
    if (!many) {
      ended = true;
    } else if (!scanner.accept(',')) {
      scanner.expect(']');
      ended = true;
      requireEnd();
    }
    long number = index++;
    return value.cut()
        ? FileEntry.unusable(number, value.bytes(), FileEntry.TOO_LONG)
        : FileEntry.of(number, value.bytes());
  }

  private void requireEnd() throws IOException {
    if (envelope == null && scanner.peek() >= 0) {
      throw scanner.broken("there is more after the end of the array");
    }
  }

  /** An event of a batch is read as a batch of one, with what holds for all of them. */
  @Override
  public Event event(FileEntry entry, EventReader reader, String fallbackId) {
    if (envelope == null) {
      return FileEntries.super.event(entry, reader, fallbackId);
    }
    ByteArrayOutputStream one = new ByteArrayOutputStream();
    one.writeBytes(envelope);
    one.writeBytes(entry.json());
    one.writeBytes(BATCH_END);
    return reader.readAny(one.toByteArray(), fallbackId).events().get(0);
  }

  @Override
  public void close() throws IOException {
    scanner.close();
  }
}
