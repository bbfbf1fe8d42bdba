package io.pardotroutes.ingest.file;

import java.io.IOException;
import java.io.InputStream;

/** One event a line; blank lines are no entries. */
public final class JsonLines implements FileEntries {

  private final Lines lines;

  public JsonLines(InputStream in) {
    this.lines = new Lines(in);
  }

  @Override
  public FileEntry next() throws IOException {
    Lines.Line line = lines.next();
    while (line != null && line.isBlank()) {
      line = lines.next();
    }
    if (line == null) {
      return null;
    }
    return line.cut()
        ? FileEntry.unusable(line.number(), line.bytes(), FileEntry.TOO_LONG)
        : FileEntry.of(line.number(), line.bytes());
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
