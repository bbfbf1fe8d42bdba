package io.pardotroutes.prospect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.pardotroutes.event.TraitName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Reads a field map token by token, so that each error knows its line. */
final class FieldMapParser {
  private static final YAMLFactory YAML = new YAMLFactory();
  private static final String KNOWN_KEYS = "the keys are custom, never and fields";

  private final String source;
  private final Map<String, FieldRow> rows = new LinkedHashMap<>();
  private final Set<String> never = new HashSet<>();
  private boolean sameName = true;
  private JsonParser yaml;

  FieldMapParser(String source) {
    this.source = source;
  }

  FieldMap parse(String text) {
    try (JsonParser parser = YAML.createParser(text)) {
      yaml = parser;
      if (yaml.nextToken() != JsonToken.START_OBJECT) {
        throw wrong("a field map is a YAML mapping; " + KNOWN_KEYS);
      }
      Set<String> seen = new HashSet<>();
      while (yaml.nextToken() == JsonToken.FIELD_NAME) {
        String key = yaml.currentName();
        if (!seen.add(key)) {
          throw wrong("`" + key + "` is there twice; keep one");
        }
        section(key);
      }
      if (!seen.contains("fields")) {
        throw wrong("`fields` is missing: it maps prospect fields to the traits that they are read from");
      }
      if (yaml.nextToken() != null) {
        throw wrong("a field map is one YAML document; remove what follows it");
      }
      return new FieldMap(List.copyOf(rows.values()), never, sameName);
    } catch (JsonProcessingException notYaml) {
      throw notYaml(notYaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The parser's own location is where the construct began, the mark is where it went wrong. */
  private FieldMapException notYaml(JsonProcessingException e) {
    if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
      return new FieldMapException(source, marked.getProblemMark().getLine() + 1, "not YAML: " + marked.getProblem());
    }
    int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
    return new FieldMapException(source, line, "not YAML: " + e.getOriginalMessage().lines().findFirst().orElse("unreadable"));
  }

  private void section(String key) throws IOException {
    switch (key) {
      case "custom" -> {
        String choice = text("`custom` must be same-name or drop");
        if (!choice.equals("same-name") && !choice.equals("drop")) {
          throw wrong("`custom` must be same-name or drop");
        }
        sameName = choice.equals("same-name");
      }
      case "never" -> texts("`never` must be a list of trait names").forEach(name -> never.add(TraitName.loose(name)));
      case "fields" -> fields();
      default -> throw wrong("unknown key `" + key + "`; " + KNOWN_KEYS);
    }
  }

  private void fields() throws IOException {
    if (yaml.nextToken() != JsonToken.START_OBJECT) {
      throw wrong("`fields` must map prospect fields to lists of traits");
    }
    while (yaml.nextToken() == JsonToken.FIELD_NAME) {
      String field = yaml.currentName();
      checkField(field);
      FieldRow row = row(field);
      if (!field.equals(PardotFields.EMAIL)) {
        rows.put(field, row);
      }
    }
  }

  private void checkField(String field) {
    if (!PardotFields.isName(field)) {
      throw wrong("`" + field + "` can't be a prospect field: letters, digits and _ only, 60 at most");
    }
    if (rows.containsKey(field)) {
      throw wrong("`" + field + "` is there twice; put all its traits into one list");
    }
    if (PardotFields.typeOf(field) != null) {
      return;
    }
    if (PardotFields.isReadOnly(field)) {
      throw wrong("`" + field + "` can't be written: Pardot sets it itself; remove the row");
    }
    if (PardotFields.isParameter(field)) {
      throw wrong("`" + field + "` is a parameter of the Pardot API, not a prospect field; remove the row");
    }
    if (!PardotFields.canBeCustom(field)) {
      throw wrong("`" + field + "` is no custom field; Pardot writes its own field `" + PardotFields.ownSpelling(field) + "`");
    }
  }

  private FieldRow row(String field) throws IOException {
    FieldType own = PardotFields.typeOf(field);
    FieldType type = own;
    String v5Field = own == null ? field + "__c" : camelCase(field);
    List<TraitSource> sources = null;
    JsonToken token = yaml.nextToken();
    if (token == JsonToken.START_OBJECT) {
      while (yaml.nextToken() == JsonToken.FIELD_NAME) {
        String key = yaml.currentName();
        switch (key) {
          case "traits" -> {
            yaml.nextToken();
            sources = sources(field);
          }
          case "type" -> type = type(field, own);
          case "v5" -> v5Field = v5Field(field);
          default -> throw wrong("unknown key `" + key + "` in `" + field + "`; the keys are traits, type and v5");
        }
      }
      if (sources == null) {
        throw wrong("`" + field + "` has no `traits`: list the traits that it is read from");
      }
    } else {
      sources = sources(field);
    }
    return new FieldRow(field, v5Field, type, own != null, List.copyOf(sources));
  }

  private FieldType type(String field, FieldType own) throws IOException {
    String known = Stream.of(FieldType.values()).map(FieldType::settingName).collect(Collectors.joining(", "));
    String word = text("the type of `" + field + "` must be one of " + known);
    FieldType type = Stream.of(FieldType.values()).filter(t -> t.settingName().equals(word)).findFirst()
        .orElseThrow(() -> wrong("unknown type `" + word + "` of `" + field + "`; the types are " + known));
    if (own != null && own != type) {
      throw wrong("`" + field + "` is of type " + own.settingName() + " in Pardot; remove `type`");
    }
    return type;
  }

  private String v5Field(String field) throws IOException {
    String name = text("`v5` of `" + field + "` must be the field's name in version 5");
    if (!PardotFields.isName(name)) {
      throw wrong("`" + name + "` can't be a prospect field: letters, digits and _ only, 60 at most");
    }
    return name;
  }

  /** Reads one trait or a list of traits; the current token is the first of the value. */
  private List<TraitSource> sources(String field) throws IOException {
    String expected = "`" + field + "` must name the traits that it is read from, as in [firstName, firstWord(name)]";
    List<TraitSource> sources = new ArrayList<>();
    for (String text : textsHere(expected)) {
      sources.add(source(text));
    }
    if (sources.isEmpty()) {
      throw wrong(expected);
    }
    boolean isEmailItself = sources.size() == 1 && sources.get(0).equals(new TraitSource(PardotFields.EMAIL, TraitSource.Pick.WHOLE));
    if (field.equals(PardotFields.EMAIL) && !isEmailItself) {
      throw wrong("`email` is always read from the trait email (or a userId that is an address), because events are grouped by it; remove the row");
    }
    return sources;
  }

  private TraitSource source(String text) {
    TraitSource.Pick pick = TraitSource.Pick.WHOLE;
    String path = text;
    int open = text.indexOf('(');
    if (open >= 0 && text.endsWith(")")) {
      String word = text.substring(0, open).strip();
      path = text.substring(open + 1, text.length() - 1).strip();
      pick = Stream.of(TraitSource.Pick.values()).filter(p -> !p.word().isEmpty() && p.word().equals(word)).findFirst()
          .orElseThrow(() -> wrong("unknown part `" + word + "`; the parts are "
              + Stream.of(TraitSource.Pick.values()).map(TraitSource.Pick::word).filter(w -> !w.isEmpty()).collect(Collectors.joining(", "))));
    }
    if (path.isBlank() || path.startsWith(".") || path.endsWith(".") || path.contains("..") || path.contains("(") || path.contains(")")) {
      throw wrong("`" + text + "` is no trait: write a name, or names joined with dots, as in address.city");
    }
    return new TraitSource(path, pick);
  }

  private List<String> texts(String expected) throws IOException {
    yaml.nextToken();
    return textsHere(expected);
  }

  private List<String> textsHere(String expected) throws IOException {
    List<String> texts = new ArrayList<>();
    if (yaml.currentToken() != JsonToken.START_ARRAY) {
      texts.add(scalar(expected));
      return texts;
    }
    while (yaml.nextToken() != JsonToken.END_ARRAY) {
      texts.add(scalar(expected));
    }
    return texts;
  }

  private String text(String expected) throws IOException {
    yaml.nextToken();
    return scalar(expected);
  }

  private String scalar(String expected) throws IOException {
    JsonToken token = yaml.currentToken();
    if (token == null || !token.isScalarValue() || token == JsonToken.VALUE_NULL || yaml.getText().isBlank()) {
      throw wrong(expected);
    }
    return yaml.getText().strip();
  }

  private FieldMapException wrong(String problem) {
    int line = yaml.currentTokenLocation().getLineNr();
    return new FieldMapException(source, Math.max(1, line), problem);
  }

  private static String camelCase(String field) {
    StringBuilder name = new StringBuilder(field.length());
    for (String word : field.split("_")) {
      name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return name.toString();
  }
}
