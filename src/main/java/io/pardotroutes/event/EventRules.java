package io.pardotroutes.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What makes a JSON object an event (Segment spec, common fields). Only what names the person, the call or the message can fail one:
 * a trait of the wrong type is for the field map to leave out.
 */
final class EventRules {

  static final int MAX_MESSAGE_ID = 100;

  private EventRules() {}

  /** The first rule that the event breaks, its path from the event on; null where it breaks none. */
  static Violation broken(ObjectNode event) {
    if (Identifier.of(event.path("type")) == null || !event.get("type").isTextual()) {
      return new Violation("type", "is missing: give the kind of call as text, e.g. identify");
    }
    Violation problem = messageId(event.path("messageId"));
    problem = problem != null ? problem : identifier(event, "userId");
    problem = problem != null ? problem : identifier(event, "anonymousId");
    if (problem == null && isAbsent(event, "userId") && isAbsent(event, "anonymousId")) {
      problem = new Violation("userId", "is missing, and so is anonymousId: give one of them as text");
    }
    return problem != null ? problem : ofType(event);
  }

  private static Violation ofType(ObjectNode event) {
    return switch (event.get("type").textValue()) {
      case "identify" -> traits(event.path("traits"));
      case "track" -> event.path("event").isTextual() ? required(event, "event") : new Violation("event", "is missing: give the event's name as text");
      case "group" -> required(event, "groupId");
      case "alias" -> {
        Violation problem = required(event, "userId");
        yield problem != null ? problem : required(event, "previousId");
      }
      default -> null;
    };
  }

  private static Violation traits(JsonNode traits) {
    boolean fine = traits.isObject() || traits.isNull() || traits.isMissingNode();
    return fine ? null : new Violation("traits", "is no object");
  }

  private static Violation messageId(JsonNode messageId) {
    if (!messageId.isTextual()) {
      return messageId.isNull() || messageId.isMissingNode() ? null : new Violation("messageId", "is no text");
    }
    boolean fine = messageId.textValue().length() <= MAX_MESSAGE_ID;
    return fine ? null : new Violation("messageId", "is longer than " + MAX_MESSAGE_ID + " characters");
  }

  private static Violation required(ObjectNode event, String name) {
    Violation problem = identifier(event, name);
    return problem == null && isAbsent(event, name) ? new Violation(name, "is missing: give it as text") : problem;
  }

  private static Violation identifier(ObjectNode event, String name) {
    JsonNode value = event.path(name);
    boolean fine = value.isTextual() || value.isNumber() || value.isNull() || value.isMissingNode();
    return fine ? null : new Violation(name, "is neither text nor a number");
  }

  private static boolean isAbsent(ObjectNode event, String name) {
    return Identifier.of(event.get(name)) == null;
  }
}
