package io.pardotroutes.ingest.file;

/** A file can't be read on, or not at all. The message says where and why, and holds nothing of its content. */
public final class UnreadableFile extends RuntimeException {

  /** @param message goes on after the file's name */
  public UnreadableFile(String message) {
    super(message);
  }

  /** @param message goes on after the file's name */
  public UnreadableFile(String message, Throwable cause) {
    super(message, cause);
  }
}
