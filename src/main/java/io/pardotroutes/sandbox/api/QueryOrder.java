package io.pardotroutes.sandbox.api;

import io.pardotroutes.sandbox.data.Fields;
import io.pardotroutes.sandbox.data.Prospect;
import io.pardotroutes.sandbox.wire.Refused;
import java.util.Comparator;
import java.util.Map;

/**
 * {@code sort_by} and {@code sort_order} of a query: one column, or two of which one is the id; only the id is ascending unless
 * the order says otherwise (Pardot API v4, "Prospects", manipulating the result set).
 */
final class QueryOrder {
  private QueryOrder() {}

  /** Null for the order of the ids, in which prospects are kept. */
  static Comparator<Prospect> read(Map<String, String> parameters) {
    String[] columns = parameters.getOrDefault("sort_by", "id").split(",", -1);
    String[] orders = parameters.containsKey("sort_order") ? parameters.get("sort_order").split(",", -1) : new String[0];
    Refused.when(columns.length > 2, 133);
    Refused.when(orders.length > 2, 134);
    Refused.when(columns.length == 2 && !columns[0].strip().equals("id") && !columns[1].strip().equals("id"), 135);
    Comparator<Prospect> order = null;
    boolean natural = columns.length == 1;
    for (int i = 0; i < columns.length; i++) {
      String column = columns[i].strip();
      boolean ascending = i < orders.length ? ascending(orders[i].strip()) : column.equals("id");
      natural &= column.equals("id") && ascending;
      Comparator<Prospect> next = ascending ? by(column) : by(column).reversed();
      order = order == null ? next : order.thenComparing(next);
    }
    return natural ? null : order;
  }

  private static Comparator<Prospect> by(String column) {
    return switch (column) {
      case "id" -> Comparator.comparingLong(Prospect::id);
      case "created_at" -> Comparator.comparingLong(Prospect::createdAt);
      case "updated_at" -> Comparator.comparingLong(Prospect::updatedAt);
      case "last_activity_at" -> Comparator.comparing(prospect -> prospect.text(Fields.LAST_ACTIVITY),
          Comparator.nullsFirst(Comparator.naturalOrder()));
      default -> throw Refused.with(19);
    };
  }

  private static boolean ascending(String order) {
    return switch (order) {
      case "ascending" -> true;
      case "descending" -> false;
      default -> throw Refused.with(20);
    };
  }
}
