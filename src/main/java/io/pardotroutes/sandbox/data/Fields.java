package io.pardotroutes.sandbox.data;

import io.pardotroutes.sandbox.data.Field.Kind;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every field a prospect can have beside id and email: the default ones (Pardot API v4, "Prospect") and the custom ones. */
public final class Fields {
  public static final Field CAMPAIGN = Field.writable("campaign_id", Kind.WHOLE_NUMBER);
  public static final Field SCORE = Field.writable("score", Kind.WHOLE_NUMBER);
  public static final Field GRADE = Field.readOnly("grade", Kind.TEXT);
  public static final Field STARRED = Field.writable("is_starred", Kind.BOOLEAN);
  public static final Field LAST_ACTIVITY = Field.readOnly("last_activity_at", Kind.TIMESTAMP);
  public static final Field LEAD_FID = Field.readOnly("crm_lead_fid", Kind.TEXT);
  public static final Field CONTACT_FID = Field.readOnly("crm_contact_fid", Kind.TEXT);
  static final Field OWNER_FID = Field.writable("crm_owner_fid", Kind.TEXT);

  /** Write-only in Pardot and never shown under these names: the assignment and the list memberships. */
  public static final Field USER_ID = Field.writable("user_id", Kind.WHOLE_NUMBER);
  public static final Field USER_EMAIL = Field.readOnly("user_email", Kind.TEXT);
  public static final Field GROUP_ID = Field.readOnly("group_id", Kind.WHOLE_NUMBER);
  public static final Field LISTS = Field.readOnly("lists", Kind.CHOICES);

  /** In the order of an answer. */
  public static final List<Field> DEFAULTS = List.of(CAMPAIGN, text("salutation"), text("first_name"), text("last_name"), text("company"),
      Field.writable("prospect_account_id", Kind.WHOLE_NUMBER), text("website"), text("job_title"), text("department"),
      text("country"), text("address_one"), text("address_two"), text("city"), text("state"), text("territory"), text("zip"),
      text("phone"), text("fax"), text("source"), text("annual_revenue"), text("employees"), text("industry"),
      text("years_in_business"), longText("comments"), longText("notes"), SCORE, GRADE, LAST_ACTIVITY,
      Field.readOnly("recent_interaction", Kind.TEXT), LEAD_FID, CONTACT_FID, OWNER_FID,
      Field.readOnly("crm_account_fid", Kind.TEXT), Field.readOnly("crm_last_sync", Kind.TIMESTAMP),
      Field.readOnly("crm_url", Kind.TEXT), flag("is_do_not_email"), flag("is_do_not_call"), flag("opted_out"),
      flag("is_reviewed"), STARRED);

  private static final Map<String, Field> DEFAULTS_BY_NAME =
      Stream.concat(DEFAULTS.stream(), Stream.of(USER_ID)).collect(Collectors.toUnmodifiableMap(Field::name, Function.identity()));

  private final Map<String, Field> custom = new LinkedHashMap<>();
  private long lastCustomId = 9000;

  Fields(long now) {
    addCustom("Org id", "org_id", "Text", false, false, now);
  }

  /** The default or custom field of that name, or the user that a write may name. */
  public Optional<Field> find(String name) {
    Field field = DEFAULTS_BY_NAME.get(name);
    return Optional.ofNullable(field != null ? field : custom.get(name));
  }

  /** Whether a custom field can't have this name on the wire because something else has it. */
  public boolean taken(String fieldId) {
    return find(fieldId).isPresent() || List.of("id", "email", "password", "salesforce_fid").contains(fieldId);
  }

  /** @param type one of {@link CustomField#TYPES} */
  public CustomField addCustom(String name, String fieldId, String type, boolean recordsMultipleResponses, boolean usesValues, long now) {
    var definition = new CustomField(++lastCustomId, name, fieldId, type, recordsMultipleResponses, usesValues, now);
    custom.put(fieldId, Field.custom(definition));
    return definition;
  }

  /** Values of a removed field stay with the prospects, unseen. */
  public void removeCustom(CustomField definition) {
    custom.remove(definition.fieldId());
  }

  /** In id order. */
  public Collection<Field> custom() {
    return custom.values();
  }

  /** Of the custom fields, in id order. */
  public List<CustomField> definitions() {
    return custom.values().stream().map(Field::custom).toList();
  }

  private static Field text(String name) {
    return Field.writable(name, Kind.TEXT);
  }

  private static Field longText(String name) {
    return Field.writable(name, Kind.LONG_TEXT);
  }

  private static Field flag(String name) {
    return Field.writable(name, Kind.BOOLEAN);
  }
}
