package io.pardotroutes.prospect;

import com.fasterxml.jackson.databind.JsonNode;
import io.pardotroutes.event.Event;

/**
 * What an event says for the destination's lookup field: the trait of exactly that name, or the userId.
 *
 * @param text trimmed; null where the event says nothing
 * @param problem why the text can't be looked for, null where it can
 */
record LookupValue(String text, String problem) {
  private static final LookupValue NONE = new LookupValue(null, null);

  static LookupValue of(Event event, MappingRules rules) {
    if (!rules.usesLookup()) {
      return NONE;
    }
    String given = rules.lookupByUserId() ? event.userId() : event.traits().exact(rules.lookupField()).map(LookupValue::text).orElse(null);
    if (given == null || given.isBlank()) {
      return NONE;
    }
    String text = given.strip();
    if (text.length() > FieldType.TEXT.limit()) {
      return new LookupValue(text, "the lookup value is longer than 255 characters");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      return new LookupValue(text, "the lookup value has line breaks or control characters in it");
    }
    return new LookupValue(text, null);
  }

  private static String text(JsonNode value) {
    return value.isBoolean() ? value.asText() : FieldText.of(value);
  }

  @Override
  public String toString() {
    return "LookupValue[problem=" + problem + "]";
  }
}
