package io.pardotroutes.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What an event's {@code integrations} object says about Pardot (Segment spec, common fields; options of Segment's Pardot destination).
 *
 * @param enabled false where the caller keeps the event from Pardot
 * @param id Pardot prospect id; null where absent
 * @param fid Salesforce lead or contact id, 15 or 18 characters; null where absent. Where both are there, the id wins
 */
public record Integrations(boolean enabled, String id, String fid) {

  private static final List<String> NAMES = List.of("Pardot", "Pardot (Actions)", "Pardot Actions");

  /** Reads {@code integrations}, its older places, and RudderStack's {@code context.externalId}. */
  static Integrations of(JsonNode event) {
    JsonNode options = event.path("options");
    JsonNode context = event.path("context");
    JsonNode[] places = {event.path("integrations"), options.path("providers"), context.path("providers"), options};

    JsonNode all = null;
    JsonNode setting = null;
    String id = null;
    String fid = null;
    for (JsonNode place : places) {
      if (!place.isObject() || place.isEmpty()) {
        continue;
      }
      all = all != null ? all : member(place, "All", JsonNode::isBoolean);
      for (String name : NAMES) {
        setting = setting != null ? setting : member(place, name, value -> true);
        JsonNode given = id == null && fid == null ? member(place, name, JsonNode::isObject) : null;
        if (given != null) {
          id = Identifier.trimmed(member(given, "id", value -> true));
          fid = Identifier.trimmed(member(given, "fid", value -> true));
        }
      }
    }
    if (id == null && fid == null) {
      id = externalId(context, "pardotId");
      fid = externalId(context, "crmfid");
    }
    return new Integrations(enabled(all, setting), id, fid);
  }

  /** A destination that is named is on unless it says false (so Segment's own reader treats null, text and numbers). */
  private static boolean enabled(JsonNode all, JsonNode setting) {
    if (setting != null) {
      return !setting.isBoolean() || setting.booleanValue();
    }
    return all == null || all.booleanValue();
  }

  /** The wanted member of that exact name, else the first wanted one whose name differs in case only; null if there is none. */
  private static JsonNode member(JsonNode object, String name, Predicate<JsonNode> wanted) {
    JsonNode exact = object.get(name);
    if (exact != null && wanted.test(exact)) {
      return exact;
    }
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (member.getKey().equalsIgnoreCase(name) && wanted.test(member.getValue())) {
        return member.getValue();
      }
    }
    return null;
  }

  /** RudderStack's place for the ids of other systems; Segment's newer libraries call it externalIds. */
  private static String externalId(JsonNode context, String type) {
    for (String place : List.of("externalId", "externalIds")) {
      JsonNode ids = context.path(place);
      Iterable<JsonNode> elements = ids.isObject() ? List.of(ids) : ids;
      for (JsonNode element : elements) {
        String id = type.equalsIgnoreCase(element.path("type").asText()) ? Identifier.trimmed(element.get("id")) : null;
        if (id != null) {
          return id;
        }
      }
    }
    return null;
  }
}
