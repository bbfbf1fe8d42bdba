package io.pardotroutes.event;

import com.fasterxml.jackson.databind.JsonNode;

/** Ids as text: Segment's libraries send strings, older ones and hand-made events send numbers. */
final class Identifier {

  private Identifier() {}

  /** The text as it is, or the number's decimal text; null where it is absent, blank or of another type. */
  static String of(JsonNode value) {
    if (value == null) {
      return null;
    }
    if (value.isTextual()) {
      return value.textValue().isBlank() ? null : value.textValue();
    }
    if (value.isIntegralNumber()) {
      return value.asText();
    }
    return value.isNumber() ? value.decimalValue().stripTrailingZeros().toPlainString() : null;
  }

  /** The same without white space around it. */
  static String trimmed(JsonNode value) {
    String text = of(value);
    return text == null ? null : text.strip();
  }
}
