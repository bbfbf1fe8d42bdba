package io.pardotroutes.prospect;

/**
 * What a destination's settings say about identity and mapping.
 *
 * @param lookupField custom field that identifies a user, null where none is set
 * @param lookupByUserId the lookup value is the event's userId, not the trait of the field's name
 * @param onNoIdentifier for events without id, fid and lookup value
 * @param clearOnNull a null trait clears its field
 * @param campaignId Pardot's id of the campaign for prospects that are created, null where none is set
 */
public record MappingRules(ApiVersion apiVersion, String lookupField, boolean lookupByUserId, OnNoIdentifier onNoIdentifier,
    boolean clearOnNull, String campaignId) {
  /** {@link IllegalArgumentException} for a lookup field that can't be a custom field. */
  public MappingRules {
    if (lookupField != null && !PardotFields.canBeCustom(lookupField)) {
      throw new IllegalArgumentException("lookupField must be the API name of a custom field (letters, digits and _, 60 at most), not one of Pardot's own fields");
    }
  }

  boolean usesLookup() {
    return lookupField != null && apiVersion.hasLookup();
  }
}
