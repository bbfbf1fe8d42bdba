package io.pardotroutes.prospect;

import java.util.Locale;

/** How the value of a prospect field is written. The limits are in characters, as Java counts them. */
public enum FieldType {
  /** One line, at most 255 characters. */
  TEXT(255),
  /** Several lines, at most 65,535 characters. */
  LONG_TEXT(65_535),
  /** {@code 1} or {@code 0}. */
  BOOLEAN(1),
  /** A whole number in decimal digits, at most 18. */
  INTEGER(19),
  /** A plausible e-mail address in lower case. */
  EMAIL(255);

  private final int limit;

  FieldType(int limit) {
    this.limit = limit;
  }

  /** The word for this type in the field map. */
  public String settingName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  int limit() {
    return limit;
  }
}
