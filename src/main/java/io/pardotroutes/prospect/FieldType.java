package io.pardotroutes.prospect;

/** How the value of a prospect field is written. The limits are in characters, as Java counts them. */
public enum FieldType {
  /** One line, at most 255 characters. */
  TEXT("text", 255),
  /** Several lines, at most 65,535 characters. */
  LONG_TEXT("long-text", 65_535),
  /** {@code 1} or {@code 0}. */
  BOOLEAN("boolean", 1),
  /** A whole number in decimal digits, at most 18. */
  INTEGER("integer", 19),
  /** A plausible e-mail address in lower case. */
  EMAIL("email", 255);

  private final String settingName;
  private final int limit;

  FieldType(String settingName, int limit) {
    this.settingName = settingName;
    this.limit = limit;
  }

  /** The word for this type in the field map. */
  public String settingName() {
    return settingName;
  }

  int limit() {
    return limit;
  }
}
