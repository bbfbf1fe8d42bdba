package io.pardotroutes.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Jackson as this package uses it. */
final class Json {

  /** Nobody gets to a deeper level within one event's bytes. */
  private static final int DEEPEST = 33_000;

  /**
   * Names, numbers and depth are checked by {@link ValueReader}, value by value, so that the parser itself is left open: it would
   * give up the whole body. Names that collide in its table switch the table off rather than stop the parser.
   */
  private static final JsonFactory FACTORY = JsonFactory.builder()
      .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
      .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
      .streamReadConstraints(StreamReadConstraints.builder()
          .maxNestingDepth(DEEPEST)
          .maxNameLength(Integer.MAX_VALUE)
          .maxNumberLength(Integer.MAX_VALUE)
          .maxStringLength(Integer.MAX_VALUE)
          .build())
      .build();

  private static final JsonMapper MAPPER = JsonMapper.builder(FACTORY)
      .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
      .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
      .build();

  private static final int SHOWN = 60;

  private Json() {}

  static JsonParser parser(Source source) {
    try {
      return FACTORY.createParser(source.chars(), 0, source.length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectNode parseObject(String json) {
    try {
      if (MAPPER.readTree(json) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("an event in the queue is no JSON" + position(e.getLocation()));
    }
    throw new IllegalArgumentException("an event in the queue is no JSON object");
  }

  static String write(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event can't be written as JSON", e);
    }
  }

  /** Where the parser stopped, as the end of a message; its own message quotes the input, so that is left out. */
  static String position(JsonLocation location) {
    return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  /** A foreign name or id, fit to be shown: control characters replaced, cut. */
  static String clean(String text) {
    StringBuilder clean = new StringBuilder(Math.min(text.length(), SHOWN));
    for (int i = 0; i < text.length() && i < SHOWN; i++) {
      char c = text.charAt(i);
      clean.append(Character.isISOControl(c) || Character.isSurrogate(c) || Character.getType(c) == Character.FORMAT
          || c == '\u2028' || c == '\u2029' ? '?' : c);
    }
    return text.length() > SHOWN ? clean.append("...").toString() : clean.toString();
  }
}
