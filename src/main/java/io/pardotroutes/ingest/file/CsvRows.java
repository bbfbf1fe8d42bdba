package io.pardotroutes.ingest.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A CSV file with a header row (RFC 4180): one identify event a row. A row may go over several lines inside quotes, within
 * the limit of an entry. Where a quote is not closed within it, only the line with that quote is given up.
 */
public final class CsvRows implements FileEntries {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectReader CELLS = new CsvMapper().enable(CsvParser.Feature.WRAP_AS_ARRAY).readerForListOf(String[].class);

  private final JsonLines lines;
  private final Deque<FileEntry> putBack = new ArrayDeque<>();
  private Header header;

  /** @param in UTF-8 without a byte order mark; closed with this */
  public CsvRows(InputStream in) {
    this.lines = new JsonLines(in);
  }

  @Override
  public FileEntry next() throws IOException {
    if (header == null) {
      header = readHeader();
    }
    FileEntry row = row();
    if (row == null || row.problem() != null) {
      return row;
    }
    List<String> cells = cells(row);
    if (cells == null) {
      return FileEntry.unusable(row.number(), row.raw(), "is no CSV row: a quote stands where none may, or it is not UTF-8");
    }
    if (cells.size() != header.paths().size()) {
      return FileEntry.unusable(row.number(), row.raw(), "has " + cells.size() + " cells, the header row has " + header.paths().size());
    }
    return new FileEntry(row.number(), row.raw(), JSON.writeValueAsBytes(header.event(cells)), null);
  }

  private Header readHeader() throws IOException {
    FileEntry row = row();
    List<String> names = row == null || row.problem() != null ? null : cells(row);
    if (names == null) {
      throw new UnreadableFile(row == null ? "is empty: its first row has to name the columns" : "has no readable header row");
    }
    return Header.of(names);
  }

  /** The next row, its bytes not taken apart; null at the end. Blank lines between rows are none. */
  private FileEntry row() throws IOException {
    FileEntry first = line();
    while (first != null && first.isBlank()) {
      first = line();
    }
    if (first == null || first.problem() != null) {
      return first;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(first.raw());
    Quotes quotes = new Quotes();
    quotes.read(first.raw());
    Deque<FileEntry> more = new ArrayDeque<>();
    while (quotes.open()) {
      FileEntry line = line();
      if (line != null) {
        more.addLast(line);
      }
      if (line == null || line.problem() != null || bytes.size() + 1 + line.raw().length > FileEntry.LIMIT) {
        while (!more.isEmpty()) {
          putBack.addFirst(more.removeLast());
        }
        return FileEntry.unusable(first.number(), first.raw(), "has a quote that is not closed within " + FileEntry.LIMIT + " bytes");
      }
      bytes.write('\n');
      bytes.writeBytes(line.raw());
      quotes.read(line.raw());
    }
    return FileEntry.of(first.number(), bytes.toByteArray(), false);
  }

  private FileEntry line() throws IOException {
    return putBack.isEmpty() ? lines.line() : putBack.removeFirst();
  }

  /** Null where they can't be read. */
  private static List<String> cells(FileEntry row) throws IOException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(row.raw())).toString();
      List<String[]> rows = CELLS.readValue(text);
      return rows.size() == 1 ? List.of(rows.get(0)) : null;
    } catch (CharacterCodingException | JsonProcessingException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  /** Whether the text so far ends inside quotes. A quote opens a cell only at its beginning. */
  private static final class Quotes {

    private boolean inQuotes;
    private boolean cellBegins = true;

    boolean open() {
      return inQuotes;
    }

    void read(byte[] line) {
      boolean justClosed = false;
      for (byte b : line) {
        if (inQuotes) {
          inQuotes = b != '"';
          justClosed = !inQuotes;
        } else {
          inQuotes = b == '"' && (cellBegins || justClosed);
          cellBegins = b == ',';
          justClosed = false;
        }
      }
    }
  }

  /** The first row of a CSV file: which cell goes where in an identify event. Dotted trait names make nested traits. */
  private record Header(List<List<String>> paths) {

    private static final List<String> PARDOT_ID = List.of("integrations", "Pardot", "id");
    private static final List<String> PARDOT_FID = List.of("integrations", "Pardot", "fid");

    /** Names that are no traits; those with an underscore as Segment's warehouse tables have them. */
    private static final Map<String, List<String>> FIELDS = Map.of(
        "userId", List.of("userId"), "user_id", List.of("userId"),
        "anonymousId", List.of("anonymousId"), "anonymous_id", List.of("anonymousId"),
        "messageId", List.of("messageId"), "timestamp", List.of("timestamp"),
        "integrations.Pardot.id", PARDOT_ID, "integrations.Pardot.fid", PARDOT_FID);

    /** @throws UnreadableFile where two columns are about the same thing */
    static Header of(List<String> names) {
      List<List<String>> paths = new ArrayList<>();
      Set<List<String>> taken = new HashSet<>();
      for (int i = 0; i < names.size(); i++) {
        String name = names.get(i).trim();
        List<String> path = name.isEmpty() ? List.of() : FIELDS.getOrDefault(name, List.of(("traits." + name).split("\\.", -1)));
        if (!path.isEmpty() && !taken.add(path)) {
          throw new UnreadableFile("has two columns for one thing: column " + (i + 1) + " says it again");
        }
        paths.add(path);
      }
      for (List<String> path : taken) {
        for (int length = 1; length < path.size(); length++) {
          if (taken.contains(path.subList(0, length))) {
            throw new UnreadableFile("has a column for a trait as a whole and another for a part of it");
          }
        }
      }
      return new Header(paths);
    }

    /** The event of one row; empty cells are missing fields. */
    ObjectNode event(List<String> cells) {
      ObjectNode event = JSON.createObjectNode().put("type", "identify");
      for (int i = 0; i < paths.size(); i++) {
        List<String> path = paths.get(i);
        if (!path.isEmpty() && !cells.get(i).isEmpty()) {
          ObjectNode parent = event;
          for (String step : path.subList(0, path.size() - 1)) {
            parent = parent.withObjectProperty(step);
          }
          parent.put(path.get(path.size() - 1), cells.get(i));
        }
      }
      return event;
    }
  }
}
