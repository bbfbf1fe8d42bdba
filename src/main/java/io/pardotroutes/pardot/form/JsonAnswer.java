package io.pardotroutes.pardot.form;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pardotroutes.pardot.CustomField;
import io.pardotroutes.prospect.ProspectRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads answers in JSON. One prospect is an object, several are an array (Pardot API v3/v4, answer shapes). */
final class JsonAnswer {
  private static final int DEEPEST = 100;
  private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
      .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build()).build());

  private JsonAnswer() {}

  /** The envelope; empty where the text is damaged or something else. */
  static Optional<Envelope> read(String text) {
    JsonNode answer;
    try {
      answer = JSON.readTree(text);
    } catch (JsonProcessingException damaged) {
      return Optional.empty();
    }
    List<ProspectRecord> prospects = new ArrayList<>();
    for (JsonNode prospect : oneOrMore(answer.path("prospect"))) {
      long id = prospect.path("id").asLong();
      if (id <= 0) {
        return Optional.empty();
      }
      prospects.add(prospect(id, prospect));
    }
    List<CustomField> fields = new ArrayList<>();
    for (JsonNode field : oneOrMore(answer.path("result").path("customField"))) {
      fields.add(new CustomField(field.path("field_id").asText(), field.path("type").asText(), field.path("is_record_multiple_responses").asBoolean()));
    }
    JsonNode attributes = answer.path("@attributes");
    return Envelope.of(attributes.path("stat").asText(), code(answer, attributes), parameters(answer), prospects, fields, errors(answer.path("errors")));
  }

  private static Iterable<JsonNode> oneOrMore(JsonNode found) {
    return found.isObject() ? List.of(found) : found;
  }

  /** Text and code stand in either of two places, and version 5 has places of its own. */
  private static int code(JsonNode answer, JsonNode attributes) {
    for (JsonNode place : List.of(attributes.path("err_code"), answer.path("err"), answer.path("err").path("@attributes").path("code"), answer.path("code"))) {
      int code = Envelope.codeIn(place.asText());
      if (code > 0) {
        return code;
      }
    }
    return 0;
  }

  private static List<String> parameters(JsonNode answer) {
    List<String> names = new ArrayList<>();
    for (JsonNode one : oneOrMore(answer.path("err"))) {
      String name = one.path("param").asText(one.path("@attributes").path("param").asText());
      if (Envelope.isFieldName(name)) {
        names.add(name);
      }
    }
    return names;
  }

  private static ProspectRecord prospect(long id, JsonNode prospect) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : prospect.properties()) {
      String text = text(field.getValue());
      if (!text.isEmpty()) {
        fields.put(field.getKey(), text);
      }
    }
    return new ProspectRecord(id, fields.get("email"), fields);
  }

  /** Several values come as a list, or as an object with {@code value} in it. */
  private static String text(JsonNode value) {
    if (value.isNull()) {
      return "";
    }
    if (value.isObject()) {
      return value.has("value") ? text(value.get("value")) : "";
    }
    if (!value.isArray()) {
      return value.asText();
    }
    return value.valueStream().filter(element -> element.isValueNode() && !element.isNull()).map(JsonNode::asText).collect(Collectors.joining(";"));
  }

  private static Map<String, String> errors(JsonNode errors) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (errors.isObject()) {
      errors.properties().forEach(error -> texts.put(error.getKey(), errorText(error.getValue())));
    } else if (errors.isArray()) {
      for (int i = 0; i < errors.size(); i++) {
        if (!errors.get(i).isNull()) {
          texts.put(Integer.toString(i), errorText(errors.get(i)));
        }
      }
    } else if (errors.isValueNode() && !errors.asText().isBlank() && !errors.isNull()) {
      texts.put("", errors.asText());
    }
    return texts;
  }

  private static String errorText(JsonNode error) {
    return error.isValueNode() ? error.asText() : error.toString();
  }
}
