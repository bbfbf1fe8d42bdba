package io.pardotroutes.ingest.file;

import io.pardotroutes.event.InputScanner;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts a stream into lines ended by LF or CRLF; keeps at most {@link FileEntry#LIMIT} bytes of a line. */
final class Lines implements Closeable {

  /**
   * @param number from 1
   * @param bytes without the line's end
   * @param cut whether the line was longer than what is kept of it
   */
  record Line(long number, byte[] bytes, boolean cut) {

    boolean isBlank() {
      for (byte b : bytes) {
        if (b != ' ' && b != '\t' && b != '\r') {
          return false;
        }
      }
      return true;
    }
  }

  private final InputScanner in;
  private long number;

  Lines(InputStream in) {
    this.in = new InputScanner(in);
  }

  /** The next line, null at the end. A last line needs no line end. */
  Line next() throws IOException {
    InputScanner.Slice line = in.line(FileEntry.LIMIT + 1);
    if (line == null) {
      return null;
    }
    number++;
    int length = line.bytes().length;
    if (!line.cut() && length > 0 && line.bytes()[length - 1] == '\r') {
      length--;
    }
    return new Line(number, Arrays.copyOf(line.bytes(), Math.min(length, FileEntry.LIMIT)), line.cut() || length > FileEntry.LIMIT);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
