package io.pardotroutes.sandbox.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** The JSON of control calls, to and from records: strict, with complaints that name the member and never repeat a value. */
public final class ControlJson {
  private static final ObjectMapper JSON = JsonMapper.builder()
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
          DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
      .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
      .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
      .withCoercionConfig(LogicalType.Textual, texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
          .setCoercion(CoercionInputShape.Float, CoercionAction.Fail).setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
      .build();

  private ControlJson() {}

  /** Refuses what is no JSON. */
  public static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      throw ControlError.invalid("the body is no JSON: " + notJson.getOriginalMessage());
    }
  }

  /** Refuses what is no JSON object. */
  public static ObjectNode object(String text) {
    if (read(text) instanceof ObjectNode object) {
      return object;
    }
    throw ControlError.invalid("the body has to be a JSON object");
  }

  /** A record of what a call says; a {@link ControlError} that the record throws is passed on. */
  public static <T> T read(ObjectNode object, Class<T> type) {
    try {
      return JSON.treeToValue(object, type);
    } catch (UnrecognizedPropertyException unknown) {
      throw ControlError.invalid("there is no \"" + member(unknown) + "\"; there are " + unknown.getKnownPropertyIds());
    } catch (JsonProcessingException wrong) {
      if (wrong.getCause() instanceof ControlError complaint) {
        throw complaint;
      }
      // A number of too many digits has no target type.
      Class<?> expected = wrong instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : long.class;
      throw ControlError.invalid("\"" + member((JsonMappingException) wrong) + "\" has to be " + expected(expected));
    }
  }

  /** As a call is answered. */
  public static ObjectNode show(Object shown) {
    return JSON.valueToTree(shown);
  }

  private static String member(JsonMappingException wrong) {
    return wrong.getPath().stream().map(JsonMappingException.Reference::getFieldName).filter(Objects::nonNull)
        .collect(Collectors.joining("."));
  }

  private static String expected(Class<?> type) {
    if (type.isEnum()) {
      return "one of " + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT);
    }
    return switch (type.getSimpleName()) {
      case "long", "Long" -> "a whole number";
      case "Double" -> "a number";
      case "boolean", "Boolean" -> "true or false";
      case "String" -> "a text";
      case "List", "ArrayList" -> "an array of texts";
      default -> "a JSON object";
    };
  }
}
