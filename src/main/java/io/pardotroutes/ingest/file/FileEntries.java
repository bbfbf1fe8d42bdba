package io.pardotroutes.ingest.file;

import io.pardotroutes.event.Event;
import io.pardotroutes.event.EventReader;
import io.pardotroutes.event.InvalidRequest;
import java.io.Closeable;
import java.io.IOException;

/** The entries of one file, one after the other, in constant memory. */
public interface FileEntries extends Closeable {

  /**
   * The next entry, null at the end.
   *
   * @throws UnreadableFile where the rest of the file can't be told apart into entries
   */
  FileEntry next() throws IOException;

  /**
   * The event of an entry without a problem.
   *
   * @param fallbackId the message id where the entry has none
   * @throws InvalidRequest where it is none; the message says why, of the entry alone
   */
  default Event event(FileEntry entry, EventReader reader, String fallbackId) {
    return reader.readOne(entry.json(), fallbackId);
  }
}
