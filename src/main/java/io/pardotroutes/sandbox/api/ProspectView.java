package io.pardotroutes.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.pardotroutes.sandbox.data.Fid;
import io.pardotroutes.sandbox.data.Field;
import io.pardotroutes.sandbox.data.Fields;
import io.pardotroutes.sandbox.data.Organisation;
import io.pardotroutes.sandbox.data.Prospect;
import io.pardotroutes.sandbox.data.Timestamps;
import io.pardotroutes.sandbox.wire.Answer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A prospect as an answer shows it: default fields without a value are null, custom fields without one are missing, numbers and
 * flags are numbers (Pardot API v4, "Prospect", XML and JSON responses).
 */
public final class ProspectView {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Set<String> MOBILE = Set.of("id", "first_name", "last_name", "email", "company");

  private final Fields fields;
  private final boolean htmlEntities;

  /** @param organisation its settings and custom fields as they are now */
  public ProspectView(Organisation organisation) {
    this.fields = organisation.fields();
    this.htmlEntities = organisation.settings().htmlEntities();
  }

  /** Every field, without nested objects. */
  public ObjectNode flat(Prospect prospect) {
    return only(prospect, name -> true);
  }

  /**
   * How a call wants prospects to be shown: the id and the fields named, where names that don't exist are passed over, or as its output says.
   *
   * @param otherwise where it says neither
   */
  Function<Prospect, JsonNode> shape(Map<String, String> parameters, Function<Prospect, JsonNode> otherwise) {
    String fields = parameters.getOrDefault("fields", "");
    if (!fields.isBlank()) {
      Set<String> names = Arrays.stream(fields.split(",")).map(String::strip).collect(Collectors.toSet());
      return prospect -> only(prospect, name -> name.equals("id") || names.contains(name));
    }
    return switch (parameters.getOrDefault("output", "")) {
      case "mobile" -> prospect -> only(prospect, MOBILE::contains);
      case "simple", "bulk" -> this::flat;
      default -> otherwise;
    };
  }

  /** What a query answers: a page of its results, and how many there are in all; less than 0: it doesn't say. */
  static Answer page(String name, List<? extends JsonNode> page, int total) {
    ObjectNode result = JSON.objectNode();
    if (total >= 0) {
      result.put("total_results", total);
    }
    if (!page.isEmpty()) {
      result.set(name, oneOrAll(page));
    }
    return new Answer.Found(200, JSON.objectNode().set("result", result));
  }

  /** Every field and the nested objects of {@code output=full} in reads and writes. */
  ObjectNode full(Prospect prospect) {
    ObjectNode node = flat(prospect);
    long campaign = node.get("campaign_id").longValue();
    node.putObject("campaign").put("id", campaign).put("name", "Campaign " + campaign);
    node.set("assigned_to", assignment(prospect));
    node.putNull("last_activity");
    node.putNull("profile");
    node.putNull("visitors");
    node.putNull("visitor_activities");
    node.set("lists", lists(prospect.texts(Fields.LISTS)));
    return node;
  }

  private ObjectNode only(Prospect prospect, Predicate<String> wanted) {
    ObjectNode node = JSON.objectNode();
    put(node, wanted, "id", LongNode.valueOf(prospect.id()));
    put(node, wanted, "email", text(prospect.email()));
    for (Field field : Fields.DEFAULTS) {
      if (wanted.test(field.name())) {
        node.set(field.name(), value(field, prospect));
      }
    }
    put(node, wanted, "salesforce_fid", text(Fid.of(prospect)));
    put(node, wanted, "created_at", TextNode.valueOf(Timestamps.shown(prospect.createdAt())));
    put(node, wanted, "updated_at", TextNode.valueOf(Timestamps.shown(prospect.updatedAt())));
    for (Field field : fields.custom()) {
      if (wanted.test(field.name()) && prospect.text(field) != null) {
        node.set(field.name(), value(field, prospect));
      }
    }
    return node;
  }

  private static void put(ObjectNode node, Predicate<String> wanted, String name, JsonNode value) {
    if (wanted.test(name)) {
      node.set(name, value);
    }
  }

  private JsonNode value(Field field, Prospect prospect) {
    String value = prospect.text(field);
    if (value == null) {
      return field == Fields.SCORE ? LongNode.valueOf(0) : field == Fields.CAMPAIGN ? LongNode.valueOf(1) : JSON.nullNode();
    }
    if (field.multiple()) {
      return several(prospect.texts(field));
    }
    return switch (field.kind()) {
      case WHOLE_NUMBER, BOOLEAN -> LongNode.valueOf(Long.parseLong(value));
      default -> text(value);
    };
  }

  /** Children named {@code value}; a lone true or false is a JSON boolean. */
  private JsonNode several(List<String> values) {
    if (values.size() == 1 && (values.get(0).equals("true") || values.get(0).equals("false"))) {
      return BooleanNode.valueOf(values.get(0).equals("true"));
    }
    return JSON.objectNode().set("value", oneOrAll(values.stream().map(this::text).toList()));
  }

  /** An object for one, an array for several: how Pardot shows every list. */
  static JsonNode oneOrAll(List<? extends JsonNode> nodes) {
    return nodes.size() == 1 ? nodes.get(0) : JSON.arrayNode().addAll(nodes);
  }

  private static JsonNode assignment(Prospect prospect) {
    ObjectNode user = JSON.objectNode();
    if (prospect.text(Fields.USER_ID) != null) {
      user.put("id", Long.parseLong(prospect.text(Fields.USER_ID)));
    }
    if (prospect.text(Fields.USER_EMAIL) != null) {
      user.put("email", prospect.text(Fields.USER_EMAIL));
    }
    if (!user.isEmpty()) {
      return JSON.objectNode().set("user", user);
    }
    String group = prospect.text(Fields.GROUP_ID);
    return group == null ? JSON.nullNode() : JSON.objectNode().set("group", JSON.objectNode().put("id", Long.parseLong(group)));
  }

  private static JsonNode lists(List<String> ids) {
    if (ids.isEmpty()) {
      return JSON.nullNode();
    }
    var subscriptions = ids.stream()
        .map(id -> JSON.objectNode().<ObjectNode>set("list", JSON.objectNode().put("id", Long.parseLong(id)).put("name", "List " + id)))
        .toList();
    return JSON.objectNode().set("list_subscription", oneOrAll(subscriptions));
  }

  private JsonNode text(String value) {
    return value == null ? JSON.nullNode() : TextNode.valueOf(htmlEntities ? encoded(value) : value);
  }

  private static String encoded(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
  }
}
