package io.pardotroutes.sandbox.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pardotroutes.sandbox.data.CustomField;
import io.pardotroutes.sandbox.data.Organisation;
import io.pardotroutes.sandbox.data.Timestamps;
import io.pardotroutes.sandbox.wire.Answer;
import io.pardotroutes.sandbox.wire.Codes;
import io.pardotroutes.sandbox.wire.Refused;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;

/** The operations on custom fields (Pardot API v4, "Custom Fields"). */
record CustomFieldCalls(Organisation organisation, ApiRequest request) {
  private static final int PAGE = 200;

  Answer run() {
    return switch (request.operation()) {
      case "query" -> query();
      case "read" -> shown(200, named());
      case "create" -> create();
      case "delete" -> {
        organisation.fields().removeCustom(named());
        yield new Answer.Nothing();
      }
      default -> throw Refused.with(2);
    };
  }

  private Answer create() {
    String name = request.target().required("name");
    String fieldId = request.target().required("field_id");
    String type = request.parameters().getOrDefault("type", "Text");
    Refused.when(!fieldId.matches("[A-Za-z_][A-Za-z0-9_]{0,99}") || !CustomField.TYPES.containsKey(type), 51);
    if (organisation.fields().taken(fieldId)) {
      throw Refused.with(51, Codes.text(51) + ": field_id is in use");
    }
    return shown(201, organisation.fields().addCustom(name, fieldId, type, flag("is_record_multiple_responses"),
        flag("is_use_values"), organisation.now()));
  }

  private boolean flag(String name) {
    return switch (request.parameters().getOrDefault(name, "false")) {
      case "true", "1" -> true;
      case "false", "0", "" -> false;
      default -> throw Refused.with(50);
    };
  }

  /** 109 for an id that no field has. */
  private CustomField named() {
    String id = request.target().required("id");
    return organisation.fields().definitions().stream().filter(field -> Long.toString(field.id()).equals(id)).findFirst()
        .orElseThrow(() -> Refused.with(109));
  }

  private Answer query() {
    var found = new ArrayList<>(organisation.fields().definitions());
    long from = request.number("id_greater_than", 0, 0, Long.MAX_VALUE);
    long to = request.number("id_less_than", Long.MAX_VALUE, 0, Long.MAX_VALUE);
    found.removeIf(field -> field.id() <= from || field.id() >= to);
    found.sort(order());
    if ("descending".equals(request.parameter("sort_order"))) {
      Collections.reverse(found);
    }
    int total = found.size();
    int first = (int) Math.min(request.number("offset", 0, 0, Long.MAX_VALUE), total);
    long limit = "mobile".equals(request.parameter("output")) ? total : Math.min(request.number("limit", PAGE, 0, Long.MAX_VALUE), PAGE);
    var page = found.subList(first, (int) Math.min(first + limit, total)).stream().map(CustomFieldCalls::node).toList();

    return ProspectView.page("customField", page, total);
  }

  private Comparator<CustomField> order() {
    return switch (request.parameters().getOrDefault("sort_by", "id")) {
      case "id" -> Comparator.comparingLong(CustomField::id);
      case "created_at" -> Comparator.comparingLong(CustomField::createdAt).reversed();
      case "name" -> Comparator.comparing(CustomField::name);
      default -> throw Refused.with(19);
    };
  }

  private static Answer shown(int status, CustomField field) {
    return new Answer.Found(status, JsonNodeFactory.instance.objectNode().set("customField", node(field)));
  }

  private static ObjectNode node(CustomField field) {
    String created = Timestamps.shown(field.createdAt());
    return JsonNodeFactory.instance.objectNode().put("id", field.id()).put("name", field.name()).put("field_id", field.fieldId())
        .put("type", field.type()).put("type_id", CustomField.TYPES.get(field.type())).putNull("crm_id")
        .put("is_record_multiple_responses", field.recordsMultipleResponses()).put("is_use_values", field.usesValues())
        .put("created_at", created).put("updated_at", created);
  }
}
