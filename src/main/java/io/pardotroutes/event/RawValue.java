package io.pardotroutes.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One JSON value as read from a source.
 *
 * @param node null where there is a problem
 * @param problem null where there is none
 * @param writeKey the text of its member of that name, which the node has no more; null where it had none
 * @param from its first character in the source
 * @param to the one after its last
 * @param secrets where its write keys are in the source, as {from, to}
 */
record RawValue(JsonNode node, Violation problem, String writeKey, Source source, int from, int to, List<int[]> secrets) {

  /** The value as it came, its write key emptied. */
  String text() {
    return source.text(from, to, secrets);
  }

  /** Its size as it came. */
  int bytes() {
    return source.bytes(from, to);
  }
}
