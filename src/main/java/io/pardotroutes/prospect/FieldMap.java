package io.pardotroutes.prospect;

import com.fasterxml.jackson.databind.JsonNode;
import io.pardotroutes.event.Event;
import io.pardotroutes.event.TraitName;
import io.pardotroutes.event.Traits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which traits become which prospect fields: {@code config/field-map.yaml}, read once and then immutable. */
public final class FieldMap {
  private static final Root NO_ROOT = new Root();

  private final List<FieldRow> rows;
  private final Map<String, Root> looseRoots;
  private final Map<String, Root> exactRoots;
  private final Set<String> opened = new HashSet<>();
  private final Set<String> never;
  private final boolean sameName;

  /** The rows that read a trait, and the members of it that they reach into. */
  private static final class Root {
    private final List<Integer> rows = new ArrayList<>();
    private final Set<String> members = new HashSet<>();
  }

  FieldMap(List<FieldRow> rows, Set<String> neverLoose, boolean sameName) {
    this.rows = List.copyOf(rows);
    this.never = Set.copyOf(neverLoose);
    this.sameName = sameName;
    this.looseRoots = roots(true);
    this.exactRoots = roots(false);
    looseRoots.computeIfAbsent(PardotFields.EMAIL, name -> new Root());
  }

  private Map<String, Root> roots(boolean own) {
    Map<String, Root> roots = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      FieldRow row = rows.get(i);
      if (row.own() != own) {
        continue;
      }
      for (TraitSource source : row.sources()) {
        Root root = roots.computeIfAbsent(row.key(source.root()), name -> new Root());
        root.rows.add(i);
        if (source.member() != null) {
          root.members.add(row.key(source.member()));
          opened.add(row.key(source.root()));
        }
      }
    }
    return roots;
  }

  /**
   * Reads the text of a field map.
   *
   * @param source file name for messages
   * @throws FieldMapException names file, line and what to do about it
   */
  public static FieldMap parse(String yaml, String source) {
    return new FieldMapParser(source).parse(yaml);
  }

  List<FieldRow> rows() {
    return rows;
  }

  /** Maps the traits of one event. Nothing in an event makes this fail: what can't be mapped is named in {@link Mapped#dropped()}. */
  public Mapped map(Event event, MappingRules rules) {
    Traits traits = event.traits();
    Mapping mapping = new Mapping(rules.clearOnNull(), opened);
    boolean[] touched = new boolean[rows.size()];
    List<Map.Entry<String, JsonNode>> unmapped = new ArrayList<>();
    for (Map.Entry<String, JsonNode> trait : traits.all().entrySet()) {
      if (!touch(trait, touched, mapping)) {
        unmapped.add(trait);
      }
    }
    String lookupField = rules.usesLookup() ? rules.lookupField() : null;
    for (int i = 0; i < touched.length; i++) {
      if (touched[i] && !rows.get(i).field().equals(lookupField)) {
        mapping.row(rows.get(i), rules.apiVersion().fieldName(rows.get(i)), traits);
      }
    }
    for (Map.Entry<String, JsonNode> trait : unmapped) {
      custom(trait.getKey(), trait.getValue(), rules, mapping);
    }
    LookupValue lookup = LookupValue.of(event, rules);
    if (lookup.text() != null) {
      mapping.exactly(rules.apiVersion().customName(lookupField), lookup);
    }
    return mapping.done(email(event, mapping), lookup, rules.campaignId());
  }

  /** The custom fields that its rows write, by their API names: an account that lacks one ignores it without a word. */
  public List<String> customFields(ApiVersion apiVersion) {
    return rows.stream().filter(row -> !row.own()).map(apiVersion::fieldName).distinct().toList();
  }

  private boolean touch(Map.Entry<String, JsonNode> trait, boolean[] touched, Mapping mapping) {
    Root loosely = looseRoots.getOrDefault(TraitName.loose(trait.getKey()), NO_ROOT);
    Root exactly = exactRoots.getOrDefault(trait.getKey(), NO_ROOT);
    if (loosely == NO_ROOT && exactly == NO_ROOT) {
      return false;
    }
    loosely.rows.forEach(row -> touched[row] = true);
    exactly.rows.forEach(row -> touched[row] = true);
    if (trait.getValue().isObject() && !(loosely.members.isEmpty() && exactly.members.isEmpty())) {
      for (Map.Entry<String, JsonNode> member : trait.getValue().properties()) {
        if (!member.getValue().isNull() && !exactly.members.contains(member.getKey())
            && !loosely.members.contains(TraitName.loose(member.getKey()))) {
          mapping.drop(trait.getKey() + "." + member.getKey(), Dropped.Why.NESTED);
        }
      }
    }
    return true;
  }

  private void custom(String name, JsonNode value, MappingRules rules, Mapping mapping) {
    String loose = TraitName.loose(name);
    if (rules.usesLookup() && name.equalsIgnoreCase(rules.lookupField())) {
      if ((rules.lookupByUserId() || !name.equals(rules.lookupField())) && !value.isNull()) {
        mapping.drop(name, Dropped.Why.LOOKUP);
      }
    } else if (sameName && !never.contains(loose)) {
      if (PardotFields.canBeCustom(name, loose)) {
        mapping.custom(name, rules.apiVersion().customName(name), value);
      } else if (!value.isNull()) {
        mapping.drop(name, PardotFields.isName(name) ? Dropped.Why.RESERVED : Dropped.Why.NAME);
      }
    }
  }

  private static String email(Event event, Mapping mapping) {
    String email = EmailAddress.of(event);
    if (email == null && EmailAddress.problem(event).equals(EmailAddress.INVALID)) {
      mapping.drop(PardotFields.EMAIL, Dropped.Why.INVALID_EMAIL);
    }
    return email;
  }
}
