package io.pardotroutes.pardot;

import static io.pardotroutes.pardot.PardotRejected.FIELD_INVALID;
import static io.pardotroutes.pardot.PardotRejected.INVALID_EMAIL;
import static io.pardotroutes.pardot.PardotRejected.NOT_FOUND;
import static io.pardotroutes.pardot.PardotRejected.REFUSED;

import java.util.HashMap;
import java.util.Map;

/** What each of Pardot's error codes means for a prospect write (Pardot API, Error Codes & Messages). The list grows: an unknown code is passing trouble. */
public final class ErrorCodes {
  private static final int INVALID_EMAIL_CODE = 4;
  private static final int EMAIL_EXISTS_CODE = 9;
  public static final int PARAMETERS = 10000;

  private static final Row UNKNOWN_CODE = new Row(Kind.STUBBORN, null, "Pardot gave an error code that is not in its published list");
  private static final Row EMAIL_NOT_FOUND = new Row(Kind.RECORD, NOT_FOUND, "no prospect has this e-mail");
  private static final Row LOST_RACE = new Row(Kind.STUBBORN, null, "another call created a prospect with this e-mail at the same moment");
  private static final Map<Integer, Row> TABLE = new HashMap<>();

  static {
    put(Kind.TOKEN, "the old kind of API key was refused; sign in with OAuth", 1);
    put(Kind.TOKEN, "the access token is expired, revoked, lacks the scope pardot_api, or its user is not a user of this business unit", 184);

    put(Kind.RATE, "more calls at once than the business unit may have; others share the limit", 66);
    put(Kind.RATE, "more calls in this minute than the business unit may have", 202);
    put(Kind.RATE, "as many import batches as one import or one day may have", 160, 164);
    put(Kind.QUOTA, "the business unit's API calls of today are used up; they come back at midnight in its time zone", 122);

    put(Kind.PASSING, "the request took too long to arrive", 116);
    put(Kind.PASSING, "a background job or page of results ended; start it again", 157, 168, 169, 210, 211);
    put(Kind.PASSING, "the e-mail could not be sent at the moment", 244);
    put(Kind.UNKNOWN, "trouble between Pardot and its Salesforce connector", 119, 120, 121);
    put(Kind.UNKNOWN, "an error inside Pardot", 183);
    put(Kind.UNKNOWN, "Pardot ran out of time", 214);
    put(Kind.STUBBORN, "somebody else is writing the same prospect", 62);
    put(Kind.STUBBORN, "the data arrived damaged", 72);
    put(Kind.STUBBORN, "an error that Pardot lists without a text", 84);
    put(Kind.STUBBORN, "Pardot could not save the prospect and does not say why; often a value is too long", 85);

    record(NOT_FOUND, "no prospect has this Pardot id: it was deleted for good or never was", 3);
    record(INVALID_EMAIL, "Pardot does not take this as an e-mail address", INVALID_EMAIL_CODE);
    record(REFUSED, "another prospect has this e-mail already; write it by e-mail instead of creating it", EMAIL_EXISTS_CODE);
    record(FIELD_INVALID, "a required parameter is missing; does the event have an e-mail or another identifier?", 13);
    record(NOT_FOUND, "no prospect has this Pardot id, and there is no e-mail to look for", 14);
    record(FIELD_INVALID, "an id is not a whole number, or a range of ids is the wrong way round", 16, 17);
    record(FIELD_INVALID, "a profile criterion takes match, nomatch or unknown only", 18);
    record(FIELD_INVALID, "a required value is empty", 36);
    record(REFUSED, "two identifiers of the write name different people", 44, 45, 81);
    record(REFUSED, "more than one assignment target", 47, 125);
    record(FIELD_INVALID, "a value is not what its field takes", 50, 51, 52);
    record(REFUSED, "the e-mail belongs to another prospect", 54);
    record(FIELD_INVALID, "a custom field of type number got something else", 56);
    record(FIELD_INVALID, "a custom field of type date got something else", 57);
    record(REFUSED, "the prospect is on that list already", 58);
    record(FIELD_INVALID, "there is no prospect account with this id", 61);
    record(NOT_FOUND, "no prospect has this Salesforce id, or the connector can't see it", 77, 79);
    record(NOT_FOUND, "the prospect could not be found", 92, 109, 192, 242);
    record(NOT_FOUND, "the prospect is in the recycle bin; restore it in Pardot", 132, 219);
    record(FIELD_INVALID, "a property is missing or unknown", 153, 154);
    record(FIELD_INVALID, "one or more fields were refused", PARAMETERS);
    record(REFUSED, "the error concerns another kind of object than prospects", 24, 35, 39, 40, 41, 42, 43, 48, 64, 65, 68, 73, 74, 75, 86, 93, 98,
        99, 100, 101, 102, 104, 105, 106, 107, 108, 112, 113, 114, 115, 117, 137, 138, 139, 155, 156, 161, 190, 215, 217, 218, 220, 221, 222,
        223, 228, 236, 237, 243, 245, 246);

    put(Kind.CONFIG_OR_RECORD, "a time stamp is none", 7);
    put(Kind.CONFIG_OR_RECORD, "there is no user or group with this id or address; look at the assignment in the field map", 10, 11, 12);
    put(Kind.CONFIG_OR_RECORD, "a score or grade is none", 29, 32);
    put(Kind.CONFIG_OR_RECORD, "there is no campaign with this id; look at the destination's campaignId", 38);
    put(Kind.CONFIG_OR_RECORD, "there is no list with this id; look at the field map", 55);
    put(Kind.CONFIG_OR_RECORD, "Pardot could not read the batch", 71, 90, 91);
    put(Kind.CONFIG_OR_RECORD, "Pardot could not read the request", 150, 151, 152, 166);
    put(Kind.CONFIG, "the API has no such operation; look at the destination's baseUrl and apiVersion", 2, 94, 198, 22, 60);
    put(Kind.CONFIG, "a query was built wrongly", 5, 6, 8, 19, 20, 21, 23, 25, 26, 27, 28, 30, 31, 33, 34, 63, 133, 134, 135, 145, 146, 209, 224);
    put(Kind.CONFIG, "this way to sign in is no longer supported; use OAuth", 15, 126, 199);
    put(Kind.CONFIG, "a field that the Salesforce connector keeps for itself; take it out of the field map", 37, 59);
    put(Kind.CONFIG, "the API user lacks a permission; give it the abilities to view, create and edit prospects", 46);
    put(Kind.CONFIG, "access denied: the API user may not do this", 49);
    put(Kind.CONFIG, "the address that the calls come from must be allowed in Pardot first", 53);
    put(Kind.CONFIG, "the business unit has as many objects of this kind as it may have", 67);
    put(Kind.CONFIG, "more than 50 prospects in one batch; look at the destination's batchSize", 70);
    put(Kind.CONFIG, "API access is switched off for this account", 76);
    put(Kind.CONFIG, "the Salesforce connector is missing, unverified or of an older kind", 80, 83, 103, 233, 234, 235);
    put(Kind.CONFIG, "the business unit allows several prospects with one e-mail: set the destination's apiVersion to 4", 88);
    put(Kind.CONFIG, "the business unit allows one prospect an e-mail: set the destination's apiVersion to 3", 89);
    put(Kind.CONFIG, "the account or its Salesforce user is not set up as it should be", 110, 111, 123, 124, 203);
    put(Kind.CONFIG, "the call works in a test environment only", 118);
    put(Kind.CONFIG, "campaigns are kept in Salesforce and can't be changed here", 128, 129);
    put(Kind.CONFIG, "a field name is unknown or read-only; look at the field map", 130, 180);
    put(Kind.CONFIG, "the account is locked after too many failed logins", 131);
    put(Kind.CONFIG, "the error concerns folders, files, imports, exports or actions, not prospects", 95, 96, 97, 158, 159, 162, 163, 165, 174, 175, 176, 177,
        178, 188, 193, 194, 197, 204, 205, 206, 207, 208, 216, 226, 227, 231, 232, 239);
    put(Kind.CONFIG, "the business unit id is missing; set the destination's businessUnitId", 181);
    put(Kind.CONFIG, "the business unit id is malformed; it has 18 characters and starts with 0Uv", 182);
    put(Kind.CONFIG, "there is no such business unit at this host; check businessUnitId, and baseUrl: sandboxes live on pi.demo.pardot.com", 185, 201);
  }

  /**
   * What a code means.
   *
   * @param kind what to do about it
   * @param reason of {@link PardotRejected}, null for other kinds
   * @param text what it means and what to do, in our words
   */
  record Row(Kind kind, String reason, String text) {}

  enum Kind {
    /** Repeat; nothing was done. */
    PASSING,
    /** Repeat; it may have been done. */
    UNKNOWN,
    /** Repeat a few times; it may concern this record alone. */
    STUBBORN,
    TOKEN, RATE, QUOTA, RECORD, CONFIG,
    /** A wrong setting, or one record that is made wrong. */
    CONFIG_OR_RECORD
  }

  private ErrorCodes() {}

  private static void put(Kind kind, String text, int... codes) {
    for (int code : codes) {
      TABLE.put(code, new Row(kind, null, text));
    }
  }

  private static void record(String reason, String text, int... codes) {
    for (int code : codes) {
      TABLE.put(code, new Row(Kind.RECORD, reason, text));
    }
  }

  /** The row of a code, for two of them according to the call that they answer. */
  static Row of(int code, PardotRequest request) {
    if (code == INVALID_EMAIL_CODE && request.findsByEmail()) {
      return EMAIL_NOT_FOUND;
    }
    return code == EMAIL_EXISTS_CODE && request.isUpsert() ? LOST_RACE : TABLE.getOrDefault(code, UNKNOWN_CODE);
  }
}
