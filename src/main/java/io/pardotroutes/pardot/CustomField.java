package io.pardotroutes.pardot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pardotroutes.pardot.form.PardotRequests;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A custom field of an account (Pardot API v3/v4, Custom Fields).
 *
 * @param id its API name, such as {@code org_id}
 * @param type as Pardot calls it, such as {@code Text}
 * @param multiple whether it keeps several answers
 */
public record CustomField(String id, String type, boolean multiple) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Those of an answer to {@link PardotRequests#customFields} that {@link PardotReply#read} has found to be good. One field is an
   * object, several are an array.
   *
   * @throws IOException where it isn't JSON
   */
  public static List<CustomField> all(byte[] answer) throws IOException {
    JsonNode found = JSON.readTree(answer).path("result").path("customField");
    List<CustomField> fields = new ArrayList<>();
    for (JsonNode field : found.isObject() ? List.of(found) : found) {
      fields.add(new CustomField(field.path("field_id").asText(), field.path("type").asText(), field.path("is_record_multiple_responses").asBoolean()));
    }
    return fields;
  }
}
