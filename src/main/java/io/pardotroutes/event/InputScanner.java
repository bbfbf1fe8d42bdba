package io.pardotroutes.event;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts an input into JSON values or lines without reading them: follows braces, brackets and strings only, so that a value of any size
 * can be passed over in constant memory. Whether a value is right is for its reader to say.
 */
public final class InputScanner implements Closeable {

  /**
   * @param bytes the value as it stands in the input; cut where it is longer than wanted
   * @param cut whether it was
   */
  public record Slice(byte[] bytes, boolean cut) {}

  private final InputStream in;
  private final byte[] buffer = new byte[65_536];
  private int position;
  private int end;
  private long line = 1;

  /** @param in closed with this */
  public InputScanner(InputStream in) {
    this.in = in;
  }

  /** The next byte that is no white space, without taking it; -1 at the end. */
  public int peek() throws IOException {
    while (fill()) {
      byte b = buffer[position];
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return b & 0xFF;
      }
      take();
    }
    return -1;
  }

  /** Takes one character. */
  public void expect(char wanted) throws IOException {
    if (peek() != wanted) {
      throw broken("a '" + wanted + "' is missing");
    }
    take();
  }

  /** Takes the character if it comes next. */
  public boolean accept(char wanted) throws IOException {
    boolean there = peek() == wanted;
    if (there) {
      take();
    }
    return there;
  }

  /** Takes one value of any kind; an empty one where there is none before the next comma or bracket. */
  public Slice value(int limit) throws IOException {
    ByteArrayOutputStream kept = new ByteArrayOutputStream(Math.min(limit, 512));
    boolean cut = false;
    int depth = 0;
    boolean inString = false;
    boolean escaped = false;
    int first = peek();
    boolean plain = first != '{' && first != '[' && first != '"';
    while (fill()) {
      byte b = buffer[position];
      if (plain && (b == ',' || b == ']' || b == '}' || b == ' ' || b == '\n' || b == '\r' || b == '\t')) {
        return new Slice(kept.toByteArray(), cut);
      }
      take();
      if (kept.size() < limit) {
        kept.write(b);
      } else {
        cut = true;
      }
      if (inString) {
        inString = escaped || b != '"';
        escaped = !escaped && b == '\\';
      } else if (b == '"') {
        inString = true;
      } else if (b == '{' || b == '[') {
        depth++;
      } else if (b == '}' || b == ']') {
        depth--;
      }
      if (!plain && !inString && depth == 0) {
        return new Slice(kept.toByteArray(), cut);
      }
    }
    if (!plain) {
      throw broken("it ends in the middle of a value");
    }
    return new Slice(kept.toByteArray(), cut);
  }

  /**
   * Takes one line.
   *
   * @param limit bytes that are kept of it
   * @return the line without its LF; null at the end of the input, and a last line needs no LF
   */
  public Slice line(int limit) throws IOException {
    if (!fill()) {
      return null;
    }
    ByteArrayOutputStream kept = new ByteArrayOutputStream(256);
    boolean cut = false;
    boolean ended = false;
    while (!ended && fill()) {
      int from = position;
      while (position < end && buffer[position] != '\n') {
        position++;
      }
      int room = limit - kept.size();
      kept.write(buffer, from, Math.min(room, position - from));
      cut |= position - from > room;
      ended = position < end;
      position += ended ? 1 : 0;
    }
    return new Slice(kept.toByteArray(), cut);
  }

  /** Says in which line something is wrong. */
  public BrokenJson broken(String what) {
    return new BrokenJson("is not JSON: " + what + " in line " + line);
  }

  private void take() {
    if (buffer[position] == '\n') {
      line++;
    }
    position++;
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
