package io.pardotroutes.sandbox.api;

import io.pardotroutes.sandbox.data.Fields;
import io.pardotroutes.sandbox.data.Organisation;
import io.pardotroutes.sandbox.data.Prospect;
import io.pardotroutes.sandbox.data.Prospects;
import io.pardotroutes.sandbox.data.Timestamps;
import io.pardotroutes.sandbox.wire.Answer;
import io.pardotroutes.sandbox.wire.Refused;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * {@code prospect/query} (Pardot API v4, "Prospects", querying): criteria combine with AND; without {@code sort_by} the order is
 * that of the ids. There is no criterion for an address, a Salesforce id or a custom field.
 */
final class ProspectQuery {
  private static final Set<String> KNOWN = Set.of("format", "output", "fields", "limit", "offset", "sort_by", "sort_order",
      "limit_related_records", "id_greater_than", "id_less_than", "created_after", "created_before", "updated_after",
      "updated_before", "last_activity_after", "last_activity_before", "last_activity_never", "assigned", "assigned_to_user",
      "deleted", "grade_equal_to", "grade_greater_than", "grade_less_than", "score_equal_to", "score_greater_than",
      "score_less_than", "is_starred", "new", "list_id");
  private static final List<String> GRADES =
      List.of("F", "D-", "D", "D+", "C-", "C", "C+", "B-", "B", "B+", "A-", "A", "A+");

  private final Organisation organisation;
  private final Prospects prospects;
  private final ApiRequest request;
  private final Map<String, String> parameters;
  private Predicate<Prospect> criteria = prospect -> true;

  ProspectQuery(Organisation organisation, Prospects prospects, ApiRequest request) {
    this.organisation = organisation;
    this.prospects = prospects;
    this.request = request;
    this.parameters = request.parameters();
  }

  Answer run() {
    Refused.when(!KNOWN.containsAll(parameters.keySet()), 5);
    boolean bulk = "bulk".equals(parameters.get("output"));
    boolean mobile = "mobile".equals(parameters.get("output"));
    int limit = (int) request.number("limit", mobile ? Integer.MAX_VALUE : 200, 1, mobile ? Integer.MAX_VALUE : 200);
    int offset = (int) request.number("offset", 0, 0, Integer.MAX_VALUE);
    long from = request.number("id_greater_than", 0, 0, Long.MAX_VALUE);
    long to = request.number("id_less_than", Long.MAX_VALUE, 0, Long.MAX_VALUE);
    readCriteria();
    var order = order();

    var page = new ArrayList<Prospect>();
    int total = 0;
    var all = prospects.inIdOrder();
    for (int i = prospects.indexAfter(from); i < all.size() && all.get(i).id() < to; i++) {
      if (bulk && order == null && page.size() == limit) {
        break;
      }
      if (criteria.test(all.get(i))) {
        total++;
        if (order != null || total > offset && page.size() < limit) {
          page.add(all.get(i));
        }
      }
    }
    var view = new ProspectView(organisation);
    var shown = order == null ? page : sorted(page, order, offset, limit);
    return ProspectView.page("prospect", shown.stream().map(view.shape(parameters, view::flat)).toList(), bulk ? -1 : total);
  }

  private static List<Prospect> sorted(List<Prospect> found, Comparator<Prospect> order, int offset, int limit) {
    found.sort(order);
    int first = Math.min(offset, found.size());
    return found.subList(first, (int) Math.min((long) first + limit, found.size()));
  }

  /**
   * {@code sort_by} and {@code sort_order}: one column, or two of which one is the id; only the id is ascending unless the order says
   * otherwise. Null for the order of the ids, in which prospects are kept.
   */
  private Comparator<Prospect> order() {
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

  private void readCriteria() {
    boolean archived = Boolean.TRUE.equals(flag("deleted", 27));
    and(prospect -> prospect.archived() == archived);
    readTimes("created", prospect -> Timestamps.shown(prospect.createdAt()));
    readTimes("updated", prospect -> Timestamps.shown(prospect.updatedAt()));
    readTimes("last_activity", prospect -> prospect.text(Fields.LAST_ACTIVITY));
    if (Boolean.TRUE.equals(flag("last_activity_never", 50))) {
      and(prospect -> prospect.text(Fields.LAST_ACTIVITY) == null);
    }
    Boolean starred = flag("is_starred", 25);
    if (starred != null) {
      and(prospect -> starred.equals("1".equals(prospect.text(Fields.STARRED))));
    }
    Boolean assigned = flag("assigned", 26);
    String user = parameters.get("assigned_to_user");
    if (user != null) {
      and(prospect -> user.equals(prospect.text(Fields.USER_ID)) || user.equals(prospect.text(Fields.USER_EMAIL)));
    } else if (assigned != null) {
      and(prospect -> assigned == isAssigned(prospect));
    }
    if (Boolean.TRUE.equals(flag("new", 28))) {
      and(prospect -> !isAssigned(prospect) && prospect.text(Fields.LAST_ACTIVITY) == null);
    }
    readRange("score", 29, 31, this::score, prospect -> score(prospect.text(Fields.SCORE)));
    readRange("grade", 32, 34, GRADES::indexOf, prospect -> GRADES.indexOf(prospect.text(Fields.GRADE)));
    String list = parameters.get("list_id");
    if (list != null) {
      Refused.when(!list.matches("[1-9]\\d{0,8}"), 55);
      and(prospect -> prospect.texts(Fields.LISTS).contains(list));
    }
  }

  private void readTimes(String name, Function<Prospect, String> time) {
    String after = time(name + "_after");
    String before = time(name + "_before");
    Refused.when(after != null && before != null && after.compareTo(before) > 0, 8);
    if (after != null) {
      and(prospect -> time.apply(prospect) != null && time.apply(prospect).compareTo(after) > 0);
    }
    if (before != null) {
      and(prospect -> time.apply(prospect) != null && time.apply(prospect).compareTo(before) < 0);
    }
  }

  private String time(String name) {
    String text = parameters.get(name);
    if (text == null) {
      return null;
    }
    return Timestamps.shown(Timestamps.criterion(text.strip(), organisation.clock()).orElseThrow(() -> Refused.with(7)));
  }

  private void readRange(String name, int invalid, int combined, Function<String, Integer> rank, Function<Prospect, Integer> own) {
    Integer equal = rank(name + "_equal_to", invalid, rank);
    Integer above = rank(name + "_greater_than", invalid, rank);
    Integer below = rank(name + "_less_than", invalid, rank);
    Refused.when(equal != null && (above != null || below != null), combined);
    and(prospect -> (equal == null || own.apply(prospect).equals(equal))
        && (above == null || own.apply(prospect) > above)
        && (below == null || own.apply(prospect) < below));
  }

  private Integer rank(String name, int invalid, Function<String, Integer> rank) {
    String text = parameters.get(name);
    if (text == null) {
      return null;
    }
    Integer value = rank.apply(text.strip());
    Refused.when(value == null || value < 0 && name.startsWith("grade"), invalid);
    return value;
  }

  private Integer score(String text) {
    return text == null ? Integer.valueOf(0) : text.matches("-?\\d{1,9}") ? Integer.valueOf(text) : null;
  }

  private Boolean flag(String name, int invalid) {
    String text = parameters.get(name);
    if (text == null) {
      return null;
    }
    Refused.when(!text.equals("true") && !text.equals("false"), invalid);
    return text.equals("true");
  }

  private static boolean isAssigned(Prospect prospect) {
    return prospect.text(Fields.USER_ID) != null || prospect.text(Fields.USER_EMAIL) != null
        || prospect.text(Fields.GROUP_ID) != null;
  }

  private void and(Predicate<Prospect> criterion) {
    criteria = criteria.and(criterion);
  }
}
