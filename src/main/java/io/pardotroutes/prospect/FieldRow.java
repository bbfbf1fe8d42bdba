package io.pardotroutes.prospect;

import io.pardotroutes.event.TraitName;
import java.util.List;

/**
 * One row of the field map.
 *
 * @param field name in version 3 and 4, see {@link ApiVersion#fieldName}
 * @param v5Field name in version 5
 * @param type null: as the value comes, lists as several values (custom fields only)
 * @param own one of Pardot's own fields, whose traits are matched loosely; those of custom fields are matched to the letter
 * @param sources in order; the first usable value wins
 */
record FieldRow(String field, String v5Field, FieldType type, boolean own, List<TraitSource> sources) {
  /** A trait's name as this row compares it. */
  String key(String traitName) {
    return own ? TraitName.loose(traitName) : traitName;
  }
}
