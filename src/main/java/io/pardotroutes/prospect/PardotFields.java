package io.pardotroutes.prospect;

import io.pardotroutes.event.TraitName;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The prospect fields that every account has, and the names that mean something else to the API (Pardot API v3/v4, Prospects, field reference). */
public final class PardotFields {
  static final String EMAIL = "email";
  static final String CAMPAIGN = "campaign_id";

  private static final int LONGEST_NAME = 60;
  private static final Pattern LIST = Pattern.compile("(?i)list_[0-9]+");
  private static final Pattern CRITERION = Pattern.compile("(?i)profile_criteria_[0-9]+");
  private static final Map<String, FieldType> WRITABLE = writable();
  private static final Set<String> READ_ONLY = Set.of("id", "grade", "is_archived", "last_activity_at", "recent_interaction", "crm_lead_fid",
      "crm_contact_fid", "crm_account_fid", "salesforce_fid", "crm_last_sync", "crm_url", "created_at", "updated_at", "campaign", "assigned_to",
      "last_activity", "profile", "visitors", "visitor_activities", "lists", "password", "is_do_not_contact");
  private static final Set<String> PARAMETERS = Set.of("fid", "api_key", "user_key", "access_token", "format", "output", "fields", "version",
      "prospect", "prospects", "limit_related_records", "list", "profile_criteria");
  private static final Set<String> RESERVED = reserved();
  private static final Map<String, String> SPELLING = spelling();

  private PardotFields() {}

  /** Whether a custom field may have this API name: it fits the API and is none of Pardot's own fields or parameters, in any spelling. */
  public static boolean canBeCustom(String name) {
    return canBeCustom(name, TraitName.loose(name));
  }

  static boolean canBeCustom(String name, String loose) {
    return isName(name) && !RESERVED.contains(loose) && !LIST.matcher(name).matches() && !CRITERION.matcher(name).matches();
  }

  /** Whether the text fits the API as a field name. */
  static boolean isName(String name) {
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_')) {
        return false;
      }
    }
    return true;
  }

  /** The type of one of Pardot's own writable fields, else null. */
  static FieldType typeOf(String field) {
    FieldType type = WRITABLE.get(field);
    if (type != null) {
      return type;
    }
    if (LIST.matcher(field).matches()) {
      return FieldType.BOOLEAN;
    }
    return CRITERION.matcher(field).matches() ? FieldType.TEXT : null;
  }

  static boolean isReadOnly(String field) {
    return READ_ONLY.contains(field);
  }

  static boolean isParameter(String field) {
    return PARAMETERS.contains(field);
  }

  /** How Pardot writes the field of its own that this name means in another spelling, else null. */
  static String ownSpelling(String name) {
    return SPELLING.get(TraitName.loose(name));
  }

  private static Map<String, FieldType> writable() {
    Map<String, FieldType> types = new HashMap<>();
    for (String name : ("salutation first_name last_name company website job_title department country address_one address_two city state territory zip "
        + "phone fax source annual_revenue employees years_in_business industry user_id crm_owner_fid").split(" ")) {
      types.put(name, FieldType.TEXT);
    }
    for (String name : "is_do_not_email is_do_not_call opted_out is_reviewed is_starred".split(" ")) {
      types.put(name, FieldType.BOOLEAN);
    }
    for (String name : "score campaign_id prospect_account_id".split(" ")) {
      types.put(name, FieldType.INTEGER);
    }
    types.put("comments", FieldType.LONG_TEXT);
    types.put("notes", FieldType.LONG_TEXT);
    types.put(EMAIL, FieldType.EMAIL);
    return Map.copyOf(types);
  }

  private static Set<String> reserved() {
    return Stream.of(WRITABLE.keySet(), READ_ONLY, PARAMETERS).flatMap(Set::stream).map(TraitName::loose).collect(Collectors.toUnmodifiableSet());
  }

  private static Map<String, String> spelling() {
    return Stream.concat(WRITABLE.keySet().stream(), READ_ONLY.stream()).collect(Collectors.toUnmodifiableMap(TraitName::loose, name -> name));
  }
}
