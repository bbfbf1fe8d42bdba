package io.pardotroutes.ingest.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The first row of a CSV file: which cell goes where in an identify event. Dotted trait names make nested traits. */
record CsvHeader(List<List<String>> paths) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> PARDOT_ID = List.of("integrations", "Pardot", "id");
  private static final List<String> PARDOT_FID = List.of("integrations", "Pardot", "fid");

  /** Names that are no traits; those with an underscore as Segment's warehouse tables have them. */
  private static final Map<String, List<String>> FIELDS = Map.of(
      "userId", List.of("userId"), "user_id", List.of("userId"),
      "anonymousId", List.of("anonymousId"), "anonymous_id", List.of("anonymousId"),
      "messageId", List.of("messageId"), "timestamp", List.of("timestamp"),
      "integrations.Pardot.id", PARDOT_ID, "integrations.Pardot.fid", PARDOT_FID);

  /** @throws UnreadableFile where two columns are about the same thing */
  static CsvHeader of(List<String> names) {
    List<List<String>> paths = new ArrayList<>();
    Set<List<String>> taken = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i).trim();
      List<String> path = name.isEmpty() ? List.of() : FIELDS.getOrDefault(name, traitPath(name));
      if (!path.isEmpty() && !taken.add(path)) {
        throw new UnreadableFile("has two columns for one thing: column " + (i + 1) + " says it again");
      }
      paths.add(path);
    }
    for (List<String> path : taken) {
      for (int length = 1; length < path.size(); length++) {
        if (taken.contains(path.subList(0, length))) {
          throw new UnreadableFile("has a column for a trait as a whole and another for a part of it");
        }
      }
    }
    return new CsvHeader(paths);
  }

  private static List<String> traitPath(String name) {
    List<String> path = new ArrayList<>();
    path.add("traits");
    path.addAll(List.of(name.split("\\.", -1)));
    return List.copyOf(path);
  }

  int columns() {
    return paths.size();
  }

  /** The event of one row; empty cells are missing fields. */
  ObjectNode event(List<String> cells) {
    ObjectNode event = JSON.createObjectNode().put("type", "identify");
    for (int i = 0; i < paths.size(); i++) {
      List<String> path = paths.get(i);
      if (!path.isEmpty() && !cells.get(i).isEmpty()) {
        ObjectNode parent = event;
        for (String step : path.subList(0, path.size() - 1)) {
          JsonNode child = parent.get(step);
          parent = child == null ? parent.putObject(step) : (ObjectNode) child;
        }
        parent.put(path.get(path.size() - 1), cells.get(i));
      }
    }
    return event;
  }
}
