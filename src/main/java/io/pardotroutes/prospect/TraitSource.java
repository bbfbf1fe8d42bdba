package io.pardotroutes.prospect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.pardotroutes.event.TraitName;
import io.pardotroutes.event.Traits;
import java.util.Map;

/**
 * Where a row of the field map reads, and which part of what it finds.
 *
 * @param path trait name, or names joined with dots
 * @param pick which part of the value
 */
record TraitSource(String path, Pick pick) {
  enum Pick {
    WHOLE(""), FIRST("first"), FIRST_WORD("firstWord"), OTHER_WORDS("otherWords"), FIRST_LINE("firstLine"), OTHER_LINES("otherLines");

    private final String word;

    Pick(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  String root() {
    int dot = path.indexOf('.');
    return dot < 0 ? path : path.substring(0, dot);
  }

  /** The name under the root, null where the path ends there. */
  String member() {
    int dot = path.indexOf('.');
    if (dot < 0) {
      return null;
    }
    int next = path.indexOf('.', dot + 1);
    return path.substring(dot + 1, next < 0 ? path.length() : next);
  }

  /**
   * The part, or null where there is none.
   *
   * @param loosely whatever the spelling of the names
   * @param unsets a null wins over another spelling's value, and a path through a null reads as null: the whole was unset
   */
  JsonNode read(Traits traits, boolean loosely, boolean unsets) {
    JsonNode whole = loosely ? traits.find(path).orElse(null) : exactly(traits);
    if (loosely && !unsets && whole != null && !saysSomething(whole)) {
      whole = otherSpelling(traits, whole);
    }
    if (whole == null) {
      return unsets && member() != null && isUnset(traits, loosely) ? NullNode.instance : null;
    }
    return switch (pick) {
      case WHOLE -> whole;
      case FIRST -> first(whole);
      default -> part(whole);
    };
  }

  private JsonNode otherSpelling(Traits traits, JsonNode silent) {
    String loose = TraitName.loose(path);
    return member() != null ? silent : traits.all().entrySet().stream()
        .filter(trait -> saysSomething(trait.getValue()) && TraitName.loose(trait.getKey()).equals(loose))
        .map(Map.Entry::getValue).findFirst().orElse(silent);
  }

  private static boolean saysSomething(JsonNode value) {
    return !value.isNull() && !(value.isTextual() && value.textValue().isBlank()) && !(value.isArray() && value.isEmpty());
  }

  private JsonNode exactly(Traits traits) {
    JsonNode at = traits.exact(root()).orElse(null);
    int dot = path.indexOf('.');
    while (at != null && dot >= 0) {
      int next = path.indexOf('.', dot + 1);
      at = at.get(path.substring(dot + 1, next < 0 ? path.length() : next));
      dot = next;
    }
    return at;
  }

  private boolean isUnset(Traits traits, boolean loosely) {
    JsonNode top = (loosely ? traits.find(root()) : traits.exact(root())).orElse(null);
    return top != null && top.isNull();
  }

  private static JsonNode first(JsonNode whole) {
    if (!whole.isArray()) {
      return whole;
    }
    return whole.valueStream().filter(TraitSource::saysSomething).findFirst().orElse(NullNode.instance);
  }

  private JsonNode part(JsonNode whole) {
    String text = FieldText.of(whole);
    if (text == null || text.isBlank()) {
      return whole;
    }
    text = FieldText.lines(text);
    int end = 0;
    while (end < text.length() && !ends(text.charAt(end))) {
      end++;
    }
    String part = pick == Pick.FIRST_WORD || pick == Pick.FIRST_LINE ? text.substring(0, end) : text.substring(end);
    return part.isBlank() ? null : TextNode.valueOf(part.strip());
  }

  private boolean ends(char c) {
    return c == '\n' || (pick == Pick.FIRST_WORD || pick == Pick.OTHER_WORDS) && Character.isWhitespace(c);
  }
}
