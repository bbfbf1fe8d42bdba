package io.pardotroutes.prospect;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** JSON values as the text that version 3 and 4 of the API take (Pardot API v3/v4, value formats). */
final class FieldText {
  private static final int MOST_DIGITS = 400;

  private FieldText() {}

  /** Text, number or boolean as text, not yet trimmed or cut; null for null, objects, lists and numbers that are too long to write. */
  static String of(JsonNode value) {
    if (value.isTextual()) {
      return value.textValue();
    }
    if (value.isBoolean()) {
      return value.booleanValue() ? "1" : "0";
    }
    return value.isNumber() ? number(value) : null;
  }

  /** A number in decimal digits, without exponent and without a fraction of zeros; null where that would be longer than any field. */
  static String number(JsonNode value) {
    String text;
    if (value.isIntegralNumber()) {
      text = value.asText();
    } else {
      if (value.isDouble() && !Double.isFinite(value.doubleValue())) {
        return null;
      }
      BigDecimal decimal = value.decimalValue().stripTrailingZeros();
      if (Math.abs((long) decimal.scale()) > MOST_DIGITS) {
        return null;
      }
      text = decimal.toPlainString();
    }
    return text.length() > FieldType.TEXT.limit() ? null : text;
  }

  /** One trimmed line: line ends and tabs become blanks, other control characters go. */
  static String singleLine(String text) {
    return clean(text, false);
  }

  /** Trimmed text with its line ends and tabs; other control characters go. */
  static String lines(String text) {
    return clean(text, true);
  }

  private static String clean(String text, boolean keepLines) {
    int length = text.length();
    int at = 0;
    while (at < length && isPlain(text.charAt(at))) {
      at++;
    }
    if (at == length) {
      return text.strip();
    }
    StringBuilder clean = new StringBuilder(length).append(text, 0, at);
    for (; at < length; at++) {
      char c = text.charAt(at);
      if (isPlain(c)) {
        clean.append(c);
      } else if (c == '\r' && at + 1 < length && text.charAt(at + 1) == '\n') {
        continue;
      } else if (c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029') {
        clean.append(keepLines ? '\n' : ' ');
      } else if (c == '\t') {
        clean.append(keepLines ? '\t' : ' ');
      }
    }
    return clean.toString().strip();
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c < 0x7f || c > 0x9f && c != '\u2028' && c != '\u2029';
  }

  /** The beginning of the text, at most {@code limit} characters long; a surrogate pair is not parted. */
  static String cut(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
    return text.substring(0, end).stripTrailing();
  }
}
