package io.pardotroutes.sandbox.data;

import java.util.Map;

/**
 * A custom field's definition (Pardot API v4, "Custom Field").
 *
 * @param name label for people
 * @param fieldId name on the wire
 * @param type one of {@link #TYPES}
 * @param createdAt seconds since 1970
 */
public record CustomField(long id, String name, String fieldId, String type, boolean recordsMultipleResponses, boolean usesValues,
    long createdAt) {

  /** Type names and their numbers. Only Checkbox = 3 is published; the other numbers are ours. */
  public static final Map<String, Integer> TYPES = Map.of("Text", 1, "Radio Button", 2, "Checkbox", 3, "Dropdown", 4, "Textarea", 5,
      "Multi-Select", 6, "Hidden", 7, "Number", 8, "Date", 9, "CRM User", 10);

  Field.Kind kind() {
    return switch (type) {
      case "Textarea" -> Field.Kind.LONG_TEXT;
      case "Number" -> Field.Kind.NUMBER;
      case "Date" -> Field.Kind.DATE;
      case "Checkbox", "Multi-Select" -> Field.Kind.CHOICES;
      default -> Field.Kind.TEXT;
    };
  }
}
