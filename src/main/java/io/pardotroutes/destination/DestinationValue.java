package io.pardotroutes.destination;

import java.util.Locale;
import java.util.Set;

/**
 * What the values of a destination file may be. Each method reads the text of one kind of value and throws
 * {@link IllegalArgumentException} with what is wrong and what to write.
 */
final class DestinationValue {

  /** Pardot's own prospect fields (Pardot API v4, prospect fields): they can't be the custom field that identifies a user. */
  private static final Set<String> DEFAULT_FIELDS = Set.of("id", "email", "salutation", "first_name", "last_name", "password",
      "company", "prospect_account_id", "website", "job_title", "department", "country", "address_one", "address_two", "city",
      "state", "territory", "zip", "phone", "fax", "source", "annual_revenue", "employees", "years_in_business", "industry",
      "comments", "notes", "score", "grade", "campaign_id", "is_do_not_email", "is_do_not_call", "opted_out", "is_reviewed",
      "is_starred", "is_archived", "last_activity_at", "recent_interaction", "crm_lead_fid", "crm_contact_fid", "crm_owner_fid",
      "crm_account_fid", "salesforce_fid", "crm_last_sync", "crm_url", "created_at", "updated_at", "user_id", "campaign",
      "assigned_to", "last_activity", "profile", "visitors", "visitor_activities", "lists");

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
    if (DEFAULT_FIELDS.contains(value.toLowerCase(Locale.ROOT))) {
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
