package io.pardotroutes.sandbox.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** A JSON object of a control call, read with complaints that name the member and what it has to be. */
public record ControlObject(String what, JsonNode node) {
  private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Refuses what is no JSON. */
  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      throw ControlError.invalid("the body is no JSON: " + notJson.getOriginalMessage());
    }
  }

  /**
   * Refuses what is no object, and members it can't have.
   *
   * @param what as a complaint calls it, like "a fault"
   */
  public static ControlObject of(String what, JsonNode node, Set<String> known) {
    if (!node.isObject()) {
      throw ControlError.invalid(what + " has to be a JSON object");
    }
    node.fieldNames().forEachRemaining(name -> {
      if (!known.contains(name)) {
        throw ControlError.invalid(what + " has no \"" + name + "\"; it can have " + String.join(", ", new TreeSet<>(known)));
      }
    });
    return new ControlObject(what, node);
  }

  /** Whether it names the member, be it null. */
  public boolean has(String name) {
    return node.has(name);
  }

  /** Whether it says null. */
  public boolean isNull(String name) {
    return node.path(name).isNull();
  }

  /** What a change makes of a member: what it is now where the change doesn't name it, null where it says so, else what is read. */
  public <T> T changed(String name, T now, Function<String, T> read) {
    if (!has(name)) {
      return now;
    }
    return isNull(name) ? null : read.apply(name);
  }

  /** The member as it is. */
  public JsonNode node(String name) {
    return node.path(name);
  }

  /** Refuses what is no text. */
  public String text(String name, String otherwise) {
    return has(name) ? require(name, node.get(name).isTextual(), "a text").textValue() : otherwise;
  }

  /** Refuses what is neither true nor false. */
  public boolean flag(String name, boolean otherwise) {
    return has(name) ? require(name, node.get(name).isBoolean(), "true or false").booleanValue() : otherwise;
  }

  /** Refuses what is no whole number of this range. */
  public long whole(String name, long least, long most, long otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    JsonNode value = node.get(name);
    boolean fits = value.canConvertToLong() && value.isIntegralNumber() && value.longValue() >= least && value.longValue() <= most;
    return require(name, fits, "a whole number from " + least + " to " + most).longValue();
  }

  /** From 0 to 1. */
  double share(String name, double otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    JsonNode value = node.get(name);
    boolean fits = value.isNumber() && value.doubleValue() >= 0 && value.doubleValue() <= 1;
    return require(name, fits, "a number from 0 to 1").doubleValue();
  }

  /** Refuses what is no array of texts. */
  public List<String> texts(String name, List<String> otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    var texts = new ArrayList<String>();
    for (JsonNode item : require(name, node.get(name).isArray(), "an array of texts")) {
      require(name, item.isTextual(), "an array of texts");
      texts.add(item.textValue());
    }
    return List.copyOf(texts);
  }

  private JsonNode require(String name, boolean fits, String expected) {
    if (!fits) {
      throw ControlError.invalid("\"" + name + "\" of " + what + " has to be " + expected);
    }
    return node.get(name);
  }
}
