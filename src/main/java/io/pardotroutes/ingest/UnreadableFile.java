package io.pardotroutes.ingest;

/** A file can't be read on, or not at all. The message says where and why, and holds nothing of its content. */
public final class UnreadableFile extends RuntimeException {

  UnreadableFile(String message) {
    super(message);
  }

  UnreadableFile(String message, Throwable cause) {
    super(message, cause);
  }
}
