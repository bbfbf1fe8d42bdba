package io.pardotroutes.ingest.file;

import java.io.ByteArrayOutputStream;
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

  private final InputStream in;
  private final byte[] buffer = new byte[65_536];
  private int position;
  private int end;
  private long number;

  Lines(InputStream in) {
    this.in = in;
  }

  /** The next line, null at the end. A last line needs no line end. */
  Line next() throws IOException {
    if (!fill()) {
      return null;
    }
    number++;
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    boolean cut = false;
    boolean ended = false;
    while (!ended && fill()) {
      int from = position;
      while (position < end && buffer[position] != '\n') {
        position++;
      }
      int room = FileEntry.LIMIT + 1 - line.size();
      line.write(buffer, from, Math.min(room, position - from));
      cut |= position - from > room;
      ended = position < end;
      position += ended ? 1 : 0;
    }
    return line(line.toByteArray(), cut);
  }

  private Line line(byte[] bytes, boolean cut) {
    int length = bytes.length;
    if (!cut && length > 0 && bytes[length - 1] == '\r') {
      length--;
    }
    boolean tooLong = cut || length > FileEntry.LIMIT;
    return new Line(number, Arrays.copyOf(bytes, Math.min(length, FileEntry.LIMIT)), tooLong);
  }

  private boolean fill() throws IOException {
    if (position == end) {
      end = Math.max(0, in.read(buffer));
      position = 0;
    }
    return position < end;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
