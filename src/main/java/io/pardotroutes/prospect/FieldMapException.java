package io.pardotroutes.prospect;

/** A field map that can't work. The message is {@code source:line: what is wrong, and what to do}. */
public final class FieldMapException extends IllegalArgumentException {
  private final String source;
  private final int line;

  FieldMapException(String source, int line, String problem) {
    super(source + ":" + line + ": " + problem);
    this.source = source;
    this.line = line;
  }

  /** The file's name as it was handed to the parser. */
  public String source() {
    return source;
  }

  /** The line of the problem, counted from 1. */
  public int line() {
    return line;
  }
}
