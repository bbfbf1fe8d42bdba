package io.pardotroutes.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Reads one JSON value after the other from a parser, each within limits of its own: one that breaks a limit is read to its end and
 * reported, and the next is as good as ever. Only what is no JSON at all stops the parser.
 */
final class ValueReader {

  static final String TWICE = "is there twice in one object";

  private static final int MAX_DEPTH = 64;
  private static final int MAX_NAME = 256;
  private static final int MAX_NUMBER = 100;
  private static final int MAX_EXPONENT = 308;
  private static final int MAX_SCALE = MAX_EXPONENT + MAX_NUMBER;
  private static final int MAX_PROPERTIES = 1_000;
  private static final int PATH_SHOWN = 200;
  private static final String WRITE_KEY = "writeKey";

  private final JsonParser parser;
  private final Source source;
  private int properties;
  private Violation problem;
  private String writeKey;
  private List<int[]> secrets = List.of();

  ValueReader(JsonParser parser, Source source) {
    this.parser = parser;
    this.source = source;
  }

  /** Reads the value that the parser stands on, as an event or a part of one; its {@code writeKey} is left out and kept apart. */
  RawValue read() throws IOException {
    properties = 0;
    problem = null;
    writeKey = null;
    secrets = List.of();
    int from = start();
    JsonNode node = value(1);
    return new RawValue(problem == null ? node : null, problem, writeKey, source, from, end(), secrets);
  }

  private JsonNode value(int depth) throws IOException {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> within(depth) ? object(depth) : null;
      case START_ARRAY -> within(depth) ? array(depth) : null;
      case VALUE_STRING -> text();
      case VALUE_NUMBER_INT -> integer();
      case VALUE_NUMBER_FLOAT -> decimal();
      case VALUE_TRUE -> BooleanNode.TRUE;
      case VALUE_FALSE -> BooleanNode.FALSE;
      case VALUE_NULL -> NullNode.getInstance();
      default -> throw new IllegalStateException("no value begins with " + token);
    };
  }

  private boolean within(int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      parser.skipChildren();
      refuse("is nested more than " + MAX_DEPTH + " levels deep");
      return false;
    }
    return true;
  }

  private ObjectNode object(int depth) throws IOException {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      if (depth == 1 && name.equals(WRITE_KEY)) {
        takeWriteKey();
        continue;
      }
      if (problem != null) {
        parser.skipChildren();
        continue;
      }
      checkName(name);
      JsonNode value = problem == null ? value(depth + 1) : null;
      if (problem != null) {
        parser.skipChildren();
      } else if (object.replace(name, value) != null) {
        refuse(TWICE);
      }
    }
    return object;
  }

  private ArrayNode array(int depth) throws IOException {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      JsonNode value = problem == null ? value(depth + 1) : null;
      if (problem != null) {
        parser.skipChildren();
      } else {
        array.add(value);
      }
    }
    return array;
  }

  private void checkName(String name) {
    if (++properties > MAX_PROPERTIES) {
      refuse("is one name too many: an event may have 1,000");
    } else if (name.length() > MAX_NAME) {
      refuse("has a name of more than " + MAX_NAME + " characters");
    }
  }

  /** Names with half a surrogate pair are refused by the parser itself. */
  private JsonNode text() throws IOException {
    String text = parser.getText();
    if (source.surrogatesByEscape() && hasHalfPair(text)) {
      refuse("has half a surrogate pair, which is no character");
    }
    return TextNode.valueOf(text);
  }

  private static boolean hasHalfPair(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return true;
      }
    }
    return false;
  }

  private JsonNode integer() throws IOException {
    if (!isShort()) {
      return null;
    }
    return switch (parser.getNumberType()) {
      case INT -> IntNode.valueOf(parser.getIntValue());
      case LONG -> LongNode.valueOf(parser.getLongValue());
      default -> BigIntegerNode.valueOf(parser.getBigIntegerValue());
    };
  }

  /** Keeps the digits as they are: a double would lose some. */
  private JsonNode decimal() throws IOException {
    if (!isShort()) {
      return null;
    }
    BigDecimal number = exact(parser.getText());
    if (number == null || Math.abs((long) number.precision() - number.scale() - 1) > MAX_EXPONENT || Math.abs(number.scale()) > MAX_SCALE) {
      refuse("is a number with an exponent beyond " + MAX_EXPONENT);
      return null;
    }
    return DecimalNode.valueOf(number);
  }

  /** Null where the exponent is too great even to be held. */
  private static BigDecimal exact(String number) {
    try {
      return new BigDecimal(number);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private boolean isShort() throws IOException {
    if (parser.getTextLength() > MAX_NUMBER) {
      refuse("is a number of more than " + MAX_NUMBER + " characters");
      return false;
    }
    return true;
  }

  private void takeWriteKey() throws IOException {
    int from = start();
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      writeKey = parser.getText();
    }
    parser.skipChildren();
    if (secrets.isEmpty()) {
      secrets = new ArrayList<>(1);
    } else {
      refuse(TWICE);
    }
    secrets.add(new int[] {from, end()});
  }

  private int start() {
    return (int) parser.currentTokenLocation().getCharOffset();
  }

  private int end() throws IOException {
    parser.finishToken();
    return (int) parser.currentLocation().getCharOffset();
  }

  private void refuse(String message) {
    if (problem == null) {
      problem = new Violation(path(), message);
    }
  }

  /** Where the parser is: {@code batch[3].traits.email}. */
  String path() {
    List<JsonStreamContext> levels = new ArrayList<>();
    for (JsonStreamContext level = parser.getParsingContext(); !level.inRoot(); level = level.getParent()) {
      levels.add(level);
    }
    Collections.reverse(levels);
    StringBuilder path = new StringBuilder();
    for (JsonStreamContext level : levels) {
      if (path.length() > PATH_SHOWN) {
        return path.append("...").toString();
      }
      if (level.inArray()) {
        path.append('[').append(level.getCurrentIndex()).append(']');
      } else if (level.getCurrentName() != null) {
        path.append(path.isEmpty() ? "" : ".").append(Json.clean(level.getCurrentName()));
      }
    }
    return path.toString();
  }
}
