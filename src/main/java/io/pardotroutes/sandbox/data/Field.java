package io.pardotroutes.sandbox.data;

import io.pardotroutes.sandbox.wire.Refused;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One prospect field beside id and email, and the rules for its values. A custom field that is deleted and made again is another one and
 * starts empty.
 *
 * @param name on the wire
 * @param kind what values it can have
 * @param writable whether a write may set it
 * @param custom the definition of a custom field, null for a default field
 */
public record Field(String name, Kind kind, boolean writable, CustomField custom) {
  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,15}");
  private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?");

  /** Numbers that point to something, which exists here from 1 to 999999, and the code for one that doesn't. */
  private static final Map<String, Integer> REFERENCES = Map.of("campaign_id", 38, "prospect_account_id", 61, "user_id", 10);
  private static final int LAST_REFERENCE = 999_999;

  /** What values it can have. */
  public enum Kind { TEXT, LONG_TEXT, WHOLE_NUMBER, NUMBER, BOOLEAN, DATE, TIMESTAMP, CHOICES }

  /** A default field that a write may set. */
  public static Field writable(String name, Kind kind) {
    return new Field(name, kind, true, null);
  }

  static Field readOnly(String name, Kind kind) {
    return new Field(name, kind, false, null);
  }

  static Field custom(CustomField custom) {
    return new Field(custom.fieldId(), custom.kind(), true, custom);
  }

  /** Several values, named {@code name_0}, {@code name_1} in a write. */
  public boolean multiple() {
    return kind == Kind.CHOICES || accumulating();
  }

  /** "Record multiple responses": each write adds a value and an empty one clears nothing. */
  public boolean accumulating() {
    return custom != null && custom.recordsMultipleResponses();
  }

  /**
   * The value as it is kept.
   *
   * @param text not empty
   * @param faults gets an entry if the text is no value of this kind
   */
  public String keep(String text, List<Refused.ParameterFault> faults) {
    String kept = switch (kind) {
      case TEXT, LONG_TEXT, CHOICES -> text;
      case WHOLE_NUMBER -> WHOLE.matcher(text).matches() ? whole(Long.parseLong(text)) : null;
      case NUMBER -> DECIMAL.matcher(text).matches() ? new BigDecimal(text).toPlainString() : null;
      case BOOLEAN -> switch (text) {
        case "true", "1" -> "1";
        case "false", "0" -> "0";
        default -> null;
      };
      case DATE, TIMESTAMP -> Timestamps.normalised(text);
    };
    if (kept == null) {
      faults.add(Refused.ParameterFault.of(faultCode(), name));
    }
    return kept;
  }

  /** Characters (code points) that fit; the published maximum is 255 for an address, assumed for every single-line field. */
  public boolean fits(String value) {
    int most = kind == Kind.LONG_TEXT ? 65_535 : 255;
    return value.length() <= most || value.codePointCount(0, value.length()) <= most;
  }

  private String whole(long number) {
    boolean known = !REFERENCES.containsKey(name) || number >= 1 && number <= LAST_REFERENCE;
    return known ? Long.toString(number) : null;
  }

  private int faultCode() {
    return switch (kind) {
      case BOOLEAN -> 50;
      case DATE, TIMESTAMP -> 57;
      default -> REFERENCES.getOrDefault(name, 56);
    };
  }
}
