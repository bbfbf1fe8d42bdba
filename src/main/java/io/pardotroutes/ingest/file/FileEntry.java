package io.pardotroutes.ingest.file;

import io.pardotroutes.event.EventReader;

/**
 * One line, row or array element of a file.
 *
 * @param number its line from 1, or its place in an array from 0
 * @param raw its bytes as they stand in the file, cut at the limit
 * @param json the same as one event's JSON; null where there is a problem
 * @param problem why it can't be read as JSON; null where it can
 */
public record FileEntry(long number, byte[] raw, byte[] json, String problem) {

  /** Bytes that one entry may have: Segment's limit for an event. */
  static final int LIMIT = EventReader.MAX_EVENT_BYTES;
  static final String TOO_LONG = "is over " + LIMIT + " bytes";

  /** @param cut whether the entry goes on beyond these bytes */
  static FileEntry of(long number, byte[] bytes, boolean cut) {
    return cut ? unusable(number, bytes, TOO_LONG) : new FileEntry(number, bytes, bytes, null);
  }

  static FileEntry unusable(long number, byte[] raw, String problem) {
    return new FileEntry(number, raw, null, problem);
  }
}
