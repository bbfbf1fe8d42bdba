package io.pardotroutes.ingest.file;

import io.pardotroutes.event.InputScanner;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** One event a line, ended by LF or CRLF; blank lines are no entries. */
public final class JsonLines implements FileEntries {

  private final InputScanner in;
  private long number;

  /** @param in UTF-8 without a byte order mark; closed with this */
  public JsonLines(InputStream in) {
    this.in = new InputScanner(in);
  }

  @Override
  public FileEntry next() throws IOException {
    FileEntry line = line();
    while (line != null && line.isBlank()) {
      line = line();
    }
    return line;
  }

  /** The next line, blank or not; null at the end. A last line needs no line end. */
  FileEntry line() throws IOException {
    InputScanner.Slice line = in.line(FileEntry.LIMIT + 1);
    if (line == null) {
      return null;
    }
    number++;
    int length = line.bytes().length;
    if (!line.cut() && length > 0 && line.bytes()[length - 1] == '\r') {
      length--;
    }
    return FileEntry.of(number, Arrays.copyOf(line.bytes(), Math.min(length, FileEntry.LIMIT)), line.cut() || length > FileEntry.LIMIT);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
