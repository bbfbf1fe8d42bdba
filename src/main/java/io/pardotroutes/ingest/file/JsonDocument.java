package io.pardotroutes.ingest.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.pardotroutes.event.BrokenJson;
import io.pardotroutes.event.Event;
import io.pardotroutes.event.EventReader;
import io.pardotroutes.event.InputScanner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A file with one JSON value: an event, an array of events, or a batch ({@code {"batch":[…]}}) as Segment's HTTP tracking API
 * has it. A batch is gone through twice: what holds for all its events may stand behind them.
 */
public final class JsonDocument implements FileEntries {

  /** Opens the same bytes once more. */
  public interface Opener {
    InputStream open() throws IOException;
  }

  private static final JsonMapper JSON = JsonMapper.builder()
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .build();
  private static final String BATCH = "batch";
  private static final byte[] BATCH_END = {']', '}'};
  private static final List<String> FOR_ALL = List.of("context", "integrations", "sentAt");

  private final InputScanner scanner;
  private final byte[] envelope;
  private final boolean many;
  private long index;
  private boolean ended;

  private JsonDocument(InputScanner scanner, byte[] envelope, boolean many) {
    this.scanner = scanner;
    this.envelope = envelope;
    this.many = many;
  }

  /** @throws UnreadableFile where the file is none of these, or is no JSON */
  public static JsonDocument open(Opener opener) throws IOException {
    try {
      return begin(opener);
    } catch (BrokenJson e) {
      throw new UnreadableFile(e.getMessage());
    }
  }

  private static JsonDocument begin(Opener opener) throws IOException {
    byte[] envelope = null;
    try (InputScanner first = new InputScanner(opener.open())) {
      int start = first.peek();
      if (start == '{') {
        envelope = envelopeOf(first);
      } else if (start != '[') {
        throw new UnreadableFile(start < 0 ? "is empty" : "is not JSON: it begins with neither { nor [");
      }
    }
    InputScanner scanner = new InputScanner(opener.open());
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
  private static byte[] envelopeOf(InputScanner scanner) throws IOException {
    Map<String, InputScanner.Slice> parts = new HashMap<>();
    boolean batch = false;
    String twice = null;
    scanner.expect('{');
    while (!scanner.accept('}')) {
      String name = name(scanner);
      batch |= name.equals(BATCH) && scanner.peek() == '[';
      boolean forAll = FOR_ALL.contains(name);
      InputScanner.Slice value = scanner.value(forAll ? FileEntry.LIMIT : 0);
      if ((forAll || name.equals(BATCH)) && parts.put(name, value) != null) {
        twice = name;
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
    if (twice != null) {
      throw new UnreadableFile("has " + twice + " twice");
    }
    return beginning(parts);
  }

  /** The parts stay as they are written, so that they mean the same as in an event; each event's reader holds them to its rules. */
  private static byte[] beginning(Map<String, InputScanner.Slice> parts) throws IOException {
    ByteArrayOutputStream beginning = new ByteArrayOutputStream();
    beginning.write('{');
    for (String name : FOR_ALL) {
      InputScanner.Slice part = parts.get(name);
      if (part != null) {
        require(name, part);
        beginning.writeBytes(('"' + name + "\":").getBytes(StandardCharsets.UTF_8));
        beginning.writeBytes(part.bytes());
        beginning.write(',');
      }
    }
    beginning.writeBytes(('"' + BATCH + "\":[").getBytes(StandardCharsets.UTF_8));
    return beginning.toByteArray();
  }

  private static void require(String name, InputScanner.Slice part) throws IOException {
    if (part.cut()) {
      throw new UnreadableFile("has " + name + " of over " + FileEntry.LIMIT + " bytes beside its batch");
    }
    if (parse(part).isMissingNode()) {
      throw new UnreadableFile("has " + name + " beside its batch that can't be read: it is no JSON, not UTF-8, has a name twice, or is beyond all limits");
    }
  }

  /** Missing where it is nothing, or can't be read. */
  private static JsonNode parse(InputScanner.Slice value) throws IOException {
    try {
      return JSON.readTree(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value.bytes())).toString());
    } catch (CharacterCodingException | JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static void goToBatch(InputScanner scanner) throws IOException {
    scanner.expect('{');
    while (!name(scanner).equals(BATCH) || scanner.peek() != '[') {
      scanner.value(0);
      scanner.expect(',');
    }
    scanner.expect('[');
  }

  private static String name(InputScanner scanner) throws IOException {
    if (scanner.peek() != '"') {
      throw scanner.broken("a name in quotes is missing");
    }
    String name = parse(scanner.value(FileEntry.LIMIT)).textValue();
    if (name == null) {
      throw scanner.broken("a name can't be read");
    }
    scanner.expect(':');
    return name;
  }

  @Override
  public FileEntry next() throws IOException {
    try {
      return read();
    } catch (BrokenJson e) {
      throw new UnreadableFile(e.getMessage());
    }
  }

  private FileEntry read() throws IOException {
    if (ended || index == 0 && many && scanner.accept(']')) {
      ended = true;
      return null;
    }
    InputScanner.Slice value = scanner.value(FileEntry.LIMIT);
    if (!many) {
      ended = true;
    } else if (!scanner.accept(',')) {
      scanner.expect(']');
      ended = true;
      requireEnd();
    }
    return FileEntry.of(index++, value.bytes(), value.cut());
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
