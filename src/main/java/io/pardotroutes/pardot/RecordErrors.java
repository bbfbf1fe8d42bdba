package io.pardotroutes.pardot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Batch calls name each failed record with a text and no code (Pardot API v3/v4, batch calls): here the text is read back into its code. */
public final class RecordErrors {
  private static final Map<String, Integer> TEXTS = new LinkedHashMap<>();

  static {
    text("non-existent prospect id", 14);
    text("no email address provided", 14);
    text("invalid prospect email address", 4);
    text("invalid prospect id", 3);
    text("invalid prospect fid", 77);
    text("invalid prospect account id", 61);
    text("invalid crm_fid", 79);
    text("invalid crm_type", 80);
    text("prospect id and fid do not match", 81);
    text("specified email address already exists", 9);
    text("email address is already in use", 54);
    text("invalid user id", 10);
    text("invalid user email address", 11);
    text("invalid group id", 12);
    text("invalid campaign id", 38);
    text("invalid list id", 55);
    text("invalid value for profile criteria", 18);
    text("required parameters are missing", 13);
    text("required parameter values are missing", 36);
    text("salesforce connector was detected", 37);
    text("crm connector was detected", 59);
    text("no valid crm connectors available", 83);
    text("crm connector was not detected", 103);
    text("lacks sufficient permissions", 46);
    text("access denied", 49);
    text("multiple assignment targets", 47);
    text("cannot accept both user_id and crm_owner_fid", 125);
    text("invalid number", 56);
    text("invalid date", 57);
    text("invalid boolean", 50);
    text("invalid parameter range", 52);
    text("invalid parameter", 51);
    text("invalid score", 29);
    text("invalid timestamp", 7);
    text("already a member of that list", 58);
    text("conflicting update", 62);
    text("concurrent request limit", 66);
    text("reached the limit of how many of this type", 67);
    text("hash does not match", 72);
    text("unable to save the prospect", 85);
    text("must use version 4", 88);
    text("unable to use version 4", 89);
    text("must be keyed by email", 91);
    text("prospect array should be", 90);
    text("prospect record could not be found", 92);
    text("requested record was not found", 109);
    text("request outdated", 116);
    text("with the salesforce connector", 121);
    text("daily api rate limit", 122);
    text("specified fields are invalid", 130);
    text("prospect is archived", 132);
    text("missing required property", 153);
    text("invalid property in request", 154);
    text("an internal error occurred", 183);
    text("access_token is invalid", 184);
    text("object specified does not exist", 192);
    text("api request timed out", 214);
    text("deleted records can't be updated", 219);
    text("requested records not found", 242);
    text("invalid id range", 17);
    text("invalid id", 16);
  }

  private RecordErrors() {}

  private static void text(String fragment, int code) {
    TEXTS.put(fragment, code);
  }

  /**
   * What became of one record. What stands first in the text decides: values of the record may follow. A text that is not known is
   * trouble of this record that may pass.
   */
  public static PardotException classify(String text, PardotRequest request) {
    String lower = text.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
    int first = Integer.MAX_VALUE;
    int code = 0;
    for (Map.Entry<String, Integer> known : TEXTS.entrySet()) {
      int at = lower.indexOf(known.getKey());
      if (at >= 0 && at < first) {
        first = at;
        code = known.getValue();
      }
    }
    if (code != 0) {
      return Failure.ofCode(code, 0, request, List.of(), null);
    }
    return new PardotUnavailable("Pardot could not write the record, with a text that is not in its published list", 0, 0, false, true, null);
  }
}
