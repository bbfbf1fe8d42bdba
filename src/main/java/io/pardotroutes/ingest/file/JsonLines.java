package io.pardotroutes.ingest.file;

import java.io.IOException;
import java.io.InputStream;

/** One event a line; blank lines are no entries. */
public final class JsonLines implements FileEntries {

  private final Lines lines;

  /** @param in UTF-8 without a byte order mark; closed with this */
  public JsonLines(InputStream in) {
    this.lines = new Lines(in);
  }

  @Override
  public FileEntry next() throws IOException {
    Lines.Line line = lines.next();
    while (line != null && line.isBlank()) {
      line = lines.next();
    }
    return line == null ? null : FileEntry.of(line.number(), line.bytes(), line.cut());
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
