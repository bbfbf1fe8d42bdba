package io.pardotroutes.prospect;

import com.fasterxml.jackson.databind.JsonNode;
import io.pardotroutes.event.Traits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The fields of one event while they are being put together. */
final class Mapping {
  private static final String SEPARATOR = ";";
  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");

  private final boolean clearOnNull;
  private final Set<String> opened;
  private final Map<String, String> fields = new LinkedHashMap<>();
  private final Map<String, Integer> lists = new HashMap<>(4);
  private final List<Dropped> dropped = new ArrayList<>(4);
  private String campaignId;

  /** What became of the value tried last. */
  private enum Result { WRITTEN, EMPTY, UNFIT }

  private Dropped.Why unfit;

  /** @param opened traits whose members have rows of their own, as address and company: such an object is no unfit value */
  Mapping(boolean clearOnNull, Set<String> opened) {
    this.clearOnNull = clearOnNull;
    this.opened = opened;
  }

  void drop(String name, Dropped.Why why) {
    dropped.add(new Dropped(name, why));
  }

  /** Writes the first usable value of the row's traits. Lines of a text that are meant for this field but find it taken are reported. */
  void row(FieldRow row, String field, Traits traits) {
    JsonNode unset = null;
    unfit = null;
    boolean written = false;
    for (TraitSource source : row.sources()) {
      if (written && source.pick() != TraitSource.Pick.OTHER_LINES) {
        continue;
      }
      JsonNode value = source.read(traits, row.own(), clearOnNull);
      if (value == null || value.isObject() && source.member() == null && opened.contains(row.key(source.root()))) {
        continue;
      }
      if (written) {
        drop(source.path(), Dropped.Why.CUT);
        return;
      }
      Result result = write(field, row.type(), value);
      written = result == Result.WRITTEN;
      unset = result == Result.EMPTY ? value : unset;
    }
    if (written) {
      return;
    }
    if (unfit != null) {
      drop(field, unfit);
    } else if (unset != null) {
      clear(field, row.type(), unset);
    }
  }

  /** Writes a trait that no row reads to the custom field of its name. */
  void custom(String trait, String field, JsonNode value) {
    if (fields.containsKey(field) || lists.containsKey(field)) {
      return;
    }
    unfit = null;
    Result result = write(field, null, value);
    if (result == Result.UNFIT) {
      drop(trait, unfit);
    } else if (result == Result.EMPTY) {
      clear(field, null, value);
    }
  }

  /** Writes the lookup value as it is, or not at all. */
  void exactly(String field, LookupValue lookup) {
    if (lookup.problem() == null) {
      fields.put(field, lookup.text());
    } else {
      drop(field, Dropped.Why.NOT_WRITABLE);
    }
  }

  Mapped done(String email, LookupValue lookup, String defaultCampaignId) {
    return new Mapped(email, lookup.problem() == null ? lookup.text() : null, campaignId == null ? defaultCampaignId : campaignId,
        fields, lists, dropped);
  }

  /** A field of several values is cleared by its first (Pardot API v3/v4, custom fields). */
  private void clear(String field, FieldType type, JsonNode unset) {
    if (!clearOnNull || field.equals(PardotFields.CAMPAIGN)) {
      return;
    }
    if (type == null && unset.isArray()) {
      fields.put(field + "_0", "");
      lists.put(field, 1);
    } else {
      put(field, "");
    }
  }

  private void put(String field, String text) {
    if (field.equals(PardotFields.CAMPAIGN)) {
      campaignId = text;
    } else {
      fields.put(field, text);
    }
  }

  private Result write(String field, FieldType type, JsonNode value) {
    if (value.isNull() || value.isArray() && value.isEmpty()) {
      return Result.EMPTY;
    }
    if (value.isObject()) {
      return unfit(Dropped.Why.NESTED);
    }
    if (value.isArray()) {
      return list(field, type, value);
    }
    String text = FieldText.of(value);
    if (text == null) {
      return unfit(Dropped.Why.NOT_WRITABLE);
    }
    if (text.isBlank()) {
      return Result.EMPTY;
    }
    return scalar(field, type == null ? FieldType.TEXT : type, text);
  }

  private Result scalar(String field, FieldType type, String given) {
    String text = switch (type) {
      case TEXT -> FieldText.singleLine(given);
      case LONG_TEXT -> FieldText.lines(given);
      case BOOLEAN -> yesOrNo(given);
      case INTEGER -> wholeNumber(given);
      case EMAIL -> EmailAddress.normalise(given);
    };
    if (text == null) {
      return unfit(type);
    }
    if (text.isEmpty()) {
      return Result.EMPTY;
    }
    put(field, cut(field, text, type));
    return Result.WRITTEN;
  }

  private Result list(String field, FieldType type, JsonNode values) {
    if (type == FieldType.BOOLEAN || type == FieldType.INTEGER || type == FieldType.EMAIL) {
      return unfit(type);
    }
    List<String> texts = new ArrayList<>(values.size());
    for (JsonNode value : values) {
      if (value.isContainerNode()) {
        return unfit(Dropped.Why.NESTED);
      }
      String given = value.isNull() ? "" : FieldText.of(value);
      if (given == null) {
        return unfit(Dropped.Why.NOT_WRITABLE);
      }
      String text = type == FieldType.LONG_TEXT ? FieldText.lines(given) : FieldText.singleLine(given);
      if (!text.isEmpty()) {
        texts.add(text);
      }
    }
    if (texts.isEmpty()) {
      return Result.EMPTY;
    }
    if (type != null) {
      put(field, cut(field, String.join(SEPARATOR, texts), type));
      return Result.WRITTEN;
    }
    for (int i = 0; i < texts.size(); i++) {
      fields.put(field + "_" + i, cut(field, texts.get(i), FieldType.TEXT));
    }
    lists.put(field, texts.size());
    return Result.WRITTEN;
  }

  private String cut(String field, String text, FieldType type) {
    if (text.length() <= type.limit()) {
      return text;
    }
    drop(field, Dropped.Why.CUT);
    return FieldText.cut(text, type.limit());
  }

  private Result unfit(FieldType type) {
    return unfit(switch (type) {
      case BOOLEAN -> Dropped.Why.NOT_BOOLEAN;
      case INTEGER -> Dropped.Why.NOT_INTEGER;
      default -> Dropped.Why.INVALID_EMAIL;
    });
  }

  private Result unfit(Dropped.Why why) {
    unfit = why;
    return Result.UNFIT;
  }

  private static String yesOrNo(String given) {
    return switch (given.strip().toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes" -> "1";
      case "false", "0", "no" -> "0";
      default -> null;
    };
  }

  private static String wholeNumber(String given) {
    String text = given.strip();
    return WHOLE_NUMBER.matcher(text).matches() ? text : null;
  }
}
