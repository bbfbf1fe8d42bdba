package io.pardotroutes.destination;

import io.pardotroutes.prospect.PardotFields;

/**
 * What the values of a destination file may be. Each method reads the text of one kind of value and throws
 * {@link IllegalArgumentException} with what is wrong and what to write.
 */
final class DestinationValue {

  private DestinationValue() {}

  /** An id as Salesforce Setup shows it (Account Engagement developer guide, authentication). */
  static String businessUnitId(String value) {
    if (!value.isEmpty() && !value.matches("0Uv[A-Za-z0-9]{15}")) {
      throw new IllegalArgumentException("must be 18 letters and digits that begin with 0Uv, as Business Unit Setup shows it");
    }
    return given(value);
  }

  static String lookupField(String value) {
    if (value.isEmpty()) {
      return null;
    }
    if (!value.matches("[A-Za-z0-9_]{1,60}")) {
      throw new IllegalArgumentException("must be the API name of a custom field: letters, digits and _, not '" + value + "'");
    }
    if (!PardotFields.canBeCustom(value)) {
      throw new IllegalArgumentException("can't be '" + value + "', a default field of Pardot; name a custom field");
    }
    return value;
  }

  static String campaignId(String value) {
    if (!value.matches("[0-9]{0,18}")) {
      throw new IllegalArgumentException("must be the number of a campaign, not '" + value + "'");
    }
    return given(value);
  }

  /** The text itself; null for none. */
  static String given(String value) {
    return value.isEmpty() ? null : value;
  }
}
