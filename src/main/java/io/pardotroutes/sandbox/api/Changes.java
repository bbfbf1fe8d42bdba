package io.pardotroutes.sandbox.api;

import io.pardotroutes.sandbox.data.Field;
import io.pardotroutes.sandbox.data.Fields;
import io.pardotroutes.sandbox.data.Prospect;
import io.pardotroutes.sandbox.wire.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a write does to the fields of a prospect. Unknown names and read-only fields are passed over in silence, an empty value
 * clears (Pardot API v4, "Prospect", updating fields).
 */
public final class Changes {
  private static final Pattern NUMBERED = Pattern.compile("(.+)_(\\d{1,6})");
  private static final Set<String> MATCHING = Set.of("match", "nomatch", "unknown");

  private final Fields fields;
  private final Map<Field, Object> values = new LinkedHashMap<>();
  private final Map<Field, TreeMap<Integer, String>> numbered = new LinkedHashMap<>();
  private final Map<String, Boolean> lists = new LinkedHashMap<>();
  private final List<Refused.ParameterFault> faults = new ArrayList<>();

  private Changes(Fields fields) {
    this.fields = fields;
  }

  /** Reads the parameters of one record; refuses all of them if one of them can't be kept. */
  static Changes read(Map<String, String> parameters, Fields fields) {
    var changes = new Changes(fields);
    parameters.forEach((name, value) -> changes.read(name, clean(value)));
    changes.gatherNumbered();
    changes.refuseFaults(parameters);
    return changes;
  }

  void applyTo(Prospect prospect) {
    values.forEach((field, value) -> {
      if (field.accumulating()) {
        var all = new ArrayList<>(prospect.texts(field));
        if (value != null) {
          all.addAll(strings(value));
        }
        prospect.set(field, all.isEmpty() ? null : List.copyOf(all));
      } else {
        prospect.set(field, value);
      }
    });
    if (!lists.isEmpty()) {
      var members = new ArrayList<>(prospect.texts(Fields.LISTS));
      lists.forEach((list, member) -> {
        members.remove(list);
        if (member) {
          members.add(list);
        }
      });
      prospect.set(Fields.LISTS, members.isEmpty() ? null : List.copyOf(members));
    }
  }

  /** Without white space around it; half a surrogate pair, which no answer could carry, becomes U+FFFD. */
  public static String clean(String text) {
    String stripped = text.strip();
    if (!hasSurrogate(stripped)) {
      return stripped;
    }
    var whole = new StringBuilder(stripped.length());
    stripped.codePoints().forEach(c -> whole.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c));
    return whole.toString();
  }

  private static boolean hasSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private void read(String name, String value) {
    Field field = fields.find(name).orElse(null);
    if (field != null) {
      if (field.writable()) {
        readField(field, value);
      }
      return;
    }
    Matcher matcher = NUMBERED.matcher(name);
    if (matcher.matches()) {
      readNumbered(matcher.group(1), matcher.group(2), name, value);
    }
  }

  private void readField(Field field, String value) {
    if (value.isEmpty()) {
      if (field == Fields.CAMPAIGN) {
        faults.add(Refused.ParameterFault.of(38, field.name()));
      } else {
        values.put(field, null);
      }
      return;
    }
    String kept = field.keep(value, faults);
    if (kept != null) {
      values.put(field, field.multiple() ? List.of(kept) : kept);
    }
  }

  private void readNumbered(String base, String number, String name, String value) {
    if (base.equals("list")) {
      readList(number, name, value);
    } else if (base.equals("profile_criteria")) {
      if (!MATCHING.contains(value)) {
        faults.add(Refused.ParameterFault.of(18, name));
      }
    } else {
      fields.find(base).filter(Field::multiple)
          .ifPresent(field -> numbered.computeIfAbsent(field, f -> new TreeMap<>()).put(Integer.valueOf(number), value));
    }
  }

  private void readList(String number, String name, String value) {
    if (Integer.parseInt(number) == 0) {
      faults.add(Refused.ParameterFault.of(55, name));
    } else if (!Set.of("1", "0", "true", "false").contains(value)) {
      faults.add(Refused.ParameterFault.of(50, name));
    } else {
      lists.put(number, value.equals("1") || value.equals("true"));
    }
  }

  /** Values count from 0; what comes after a gap is not read. */
  private void gatherNumbered() {
    numbered.forEach((field, parts) -> {
      var list = new ArrayList<String>();
      for (int i = 0; parts.containsKey(i); i++) {
        String kept = parts.get(i).isEmpty() ? null : field.keep(parts.get(i), faults);
        if (kept != null) {
          list.add(kept);
        }
      }
      if (parts.containsKey(0)) {
        values.put(field, list.isEmpty() ? null : List.copyOf(list));
      }
    });
  }

  private void refuseFaults(Map<String, String> parameters) {
    Refused.when(!parameters.getOrDefault("user_id", "").isBlank() && !parameters.getOrDefault("crm_owner_fid", "").isBlank(), 125);
    if (!faults.isEmpty()) {
      throw Refused.with(faults);
    }
    values.forEach((field, value) -> {
      Refused.when(value != null && !strings(value).stream().allMatch(field::fits), 85);
    });
  }

  @SuppressWarnings("unchecked")
  private static List<String> strings(Object value) {
    return value instanceof List<?> several ? (List<String>) several : List.of((String) value);
  }
}
