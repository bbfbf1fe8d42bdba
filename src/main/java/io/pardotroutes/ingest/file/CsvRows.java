package io.pardotroutes.ingest.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A CSV file with a header row (RFC 4180): one identify event a row. A row may go over several lines inside quotes, within
 * the limit of an entry. Where a quote is not closed within it, only the line with that quote is given up.
 */
public final class CsvRows implements FileEntries {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectReader CELLS = new CsvMapper().enable(CsvParser.Feature.WRAP_AS_ARRAY).readerForListOf(String[].class);

  private final Lines lines;
  private final Deque<Lines.Line> putBack = new ArrayDeque<>();
  private CsvHeader header;

  /** @param in UTF-8 without a byte order mark; closed with this */
  public CsvRows(InputStream in) {
    this.lines = new Lines(in);
  }

  @Override
  public FileEntry next() throws IOException {
    if (header == null) {
      header = readHeader();
    }
    Row row = row();
    if (row == null) {
      return null;
    }
    if (row.problem != null) {
      return FileEntry.unusable(row.number, row.bytes, row.problem);
    }
    List<String> cells = cells(row);
    if (cells == null) {
      return FileEntry.unusable(row.number, row.bytes, "is no CSV row: a quote stands where none may, or it is not UTF-8");
    }
    if (cells.size() != header.columns()) {
      return FileEntry.unusable(row.number, row.bytes,
          "has " + cells.size() + " cells, the header row has " + header.columns());
    }
    return new FileEntry(row.number, row.bytes, JSON.writeValueAsBytes(header.event(cells)), null);
  }

  private CsvHeader readHeader() throws IOException {
    Row row = row();
    List<String> names = row == null || row.problem != null ? null : cells(row);
    if (names == null) {
      throw new UnreadableFile(row == null ? "is empty: its first row has to name the columns" : "has no readable header row");
    }
    return CsvHeader.of(names);
  }

  private record Row(long number, byte[] bytes, String problem) {}

  /** The next row, null at the end. Blank lines between rows are none. */
  private Row row() throws IOException {
    Lines.Line first = line();
    while (first != null && first.isBlank()) {
      first = line();
    }
    if (first == null) {
      return null;
    }
    if (first.cut()) {
      return new Row(first.number(), first.bytes(), FileEntry.TOO_LONG);
    }
    Quotes quotes = new Quotes();
    quotes.read(first.bytes());
    if (!quotes.open()) {
      return new Row(first.number(), first.bytes(), null);
    }
    return continued(first, quotes);
  }

  private Row continued(Lines.Line first, Quotes quotes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(first.bytes());
    Deque<Lines.Line> more = new ArrayDeque<>();
    while (quotes.open()) {
      Lines.Line line = line();
      if (line != null) {
        more.addLast(line);
      }
      if (line == null || line.cut() || bytes.size() + 1 + line.bytes().length > FileEntry.LIMIT) {
        while (!more.isEmpty()) {
          putBack.addFirst(more.removeLast());
        }
        return new Row(first.number(), first.bytes(), "has a quote that is not closed within " + FileEntry.LIMIT + " bytes");
      }
      bytes.write('\n');
      bytes.writeBytes(line.bytes());
      quotes.read(line.bytes());
    }
    return new Row(first.number(), bytes.toByteArray(), null);
  }

  private Lines.Line line() throws IOException {
    return putBack.isEmpty() ? lines.next() : putBack.removeFirst();
  }

  /** Null where they can't be read. */
  private static List<String> cells(Row row) throws IOException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(row.bytes)).toString();
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
}
