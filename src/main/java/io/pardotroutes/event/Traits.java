package io.pardotroutes.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What an event says about its person: the traits of an identify, then {@code context.traits}, field by field; of any other call
 * only {@code context.traits} (top-level traits of a group describe a company).
 *
 * <p>Not for use by several threads at once: the index of the names is made at the first look.
 */
public final class Traits {

  private static final Predicate<JsonNode> ANY = value -> true;

  private final ObjectNode own;
  private final ObjectNode known;
  private LooseIndex ownIndex;
  private LooseIndex knownIndex;

  private Traits(ObjectNode own, ObjectNode known) {
    this.own = own;
    this.known = known;
  }

  static Traits of(JsonNode event, boolean identify) {
    JsonNode own = identify ? event.get("traits") : null;
    JsonNode known = event.path("context").get("traits");
    return new Traits(own instanceof ObjectNode object ? object : null, known instanceof ObjectNode object ? object : null);
  }

  /** The trait of exactly that name, as custom fields are matched; a JSON null is there, a missing trait is not. */
  public Optional<JsonNode> exact(String name) {
    JsonNode value = own == null ? null : own.get(name);
    return Optional.ofNullable(value != null || known == null ? value : known.get(name));
  }

  /**
   * The reserved trait of that name, whatever its spelling: case, spaces, {@code _}, {@code -} and {@code .} don't count, at each level
   * of a dotted path ({@code address.postalCode} is {@code Address.postal_code} too; Segment spec, traits). Of several spellings the
   * given one wins, then camelCase, then snake_case, then the first. A JSON null is there.
   */
  public Optional<JsonNode> find(String reservedName) {
    return find(reservedName, ANY);
  }

  /** The same, but the first that is usable: of {@code traits} in the order of spellings, then of {@code context.traits}. */
  Optional<JsonNode> find(String reservedName, Predicate<JsonNode> usable) {
    TraitName name = TraitName.of(reservedName);
    JsonNode value = null;
    if (own != null) {
      ownIndex = ownIndex != null ? ownIndex : LooseIndex.of(own);
      value = ownIndex.find(name, usable);
    }
    if (value == null && known != null) {
      knownIndex = knownIndex != null ? knownIndex : LooseIndex.of(known);
      value = knownIndex.find(name, usable);
    }
    return Optional.ofNullable(value);
  }

  /** All traits of the top level by the names they have, in their order; read-only. */
  public Map<String, JsonNode> all() {
    Map<String, JsonNode> all = new LinkedHashMap<>();
    if (own != null) {
      own.properties().forEach(trait -> all.put(trait.getKey(), trait.getValue()));
    }
    if (known != null) {
      known.properties().forEach(trait -> all.putIfAbsent(trait.getKey(), trait.getValue()));
    }
    return Collections.unmodifiableMap(all);
  }
}
