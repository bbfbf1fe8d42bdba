package io.pardotroutes.pardot.form;

import io.pardotroutes.pardot.CustomField;
import io.pardotroutes.pardot.ErrorCodes;
import io.pardotroutes.prospect.ProspectRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An answer of the API, whatever it was written in.
 *
 * @param ok what {@code stat} says
 * @param code error code, 0 where there is none
 * @param parameters names of refused fields, for code 10000
 * @param prospects in the order of the answer
 * @param customFields in the order of the answer
 * @param errors of a batch: index (version 4) or identifier (version 3) to text
 */
record Envelope(boolean ok, int code, List<String> parameters, List<ProspectRecord> prospects, List<CustomField> customFields, Map<String, String> errors) {
  private static final int LONGEST_NAME = 60;

  /** Empty for what says neither how it went nor which error it is: that is no answer of the API's. */
  static Optional<Envelope> of(String stat, int given, List<String> parameters, List<ProspectRecord> prospects, List<CustomField> customFields, Map<String, String> errors) {
    int code = given == 0 && !parameters.isEmpty() ? ErrorCodes.PARAMETERS : given;
    boolean ok = "ok".equals(stat);
    if (code == 0 && !ok && !"fail".equals(stat)) {
      return Optional.empty();
    }
    return Optional.of(new Envelope(ok && code == 0, code, parameters, prospects, customFields, errors));
  }

  /** Whether the text can be shown as a field's name: it comes from the answer. */
  static boolean isFieldName(String text) {
    return !text.isEmpty() && text.length() <= LONGEST_NAME && text.chars().allMatch(c -> Character.isLetterOrDigit(c) && c < 128 || c == '_');
  }

  /** The number in a text, 0 where there is none. */
  static int codeIn(String text) {
    String digits = text == null ? "" : text.strip();
    return digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : 0;
  }
}
