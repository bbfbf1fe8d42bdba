package io.pardotroutes.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a batch says once for all its events (Segment's HTTP tracking API, batch).
 *
 * @param context merged under the context of each event; null where absent, as are the others
 * @param bytes what the merged parts may add to each event
 */
record BatchDefaults(JsonNode context, JsonNode integrations, JsonNode sentAt, int bytes) {

  static final BatchDefaults NONE = new BatchDefaults(null, null, null, 0);

  /** Key by key, the event's own value wins. */
  void mergeUnder(ObjectNode event) {
    merge(event, "context", context);
    merge(event, "integrations", integrations);
  }

  private static void merge(ObjectNode event, String name, JsonNode common) {
    if (!(common instanceof ObjectNode members)) {
      return;
    }
    JsonNode own = event.path(name);
    if (own.isMissingNode() || own.isNull()) {
      own = JsonNodeFactory.instance.objectNode();
      event.set(name, own);
    }
    if (own instanceof ObjectNode object) {
      members.properties().forEach(member -> object.putIfAbsent(member.getKey(), member.getValue()));
    }
  }
}
