package bench;

import java.util.EnumMap;
import java.util.Map;

/** A line of the table: a quantity of the bundle, of the build before and of other programs, and what is to be reached. */
final class Row {

  enum Column {
    WHAT("what"), BUNDLE("bundle"), BEFORE("before"), CHANGE("now/before"), BARE_LOOP("bare loop"), DOCUMENTATION("documentation"),
    RATIO("ratio"), GOAL("goal"), VERDICT("");

    final String heading;

    Column(String heading) {
      this.heading = heading;
    }
  }

  private static final double AS_FAST = 0.97;
  private static final String MISSED = "MISSED";

  private final Map<Column, String> cells = new EnumMap<>(Column.class);
  private final Samples samples;
  private final String quantity;

  Row(String what, Samples samples, String quantity) {
    this.samples = samples;
    this.quantity = quantity;
    cells.put(Column.WHAT, what);
    cells.put(Column.BUNDLE, median(Build.NOW.name()));
    if (samples.has(Build.BEFORE, quantity)) {
      cells.put(Column.BEFORE, median(Build.BEFORE));
      if (Double.isFinite(change())) {
        cells.put(Column.CHANGE, Table.number(change()));
      }
    }
  }

  /** One for a measurement that came to nothing. */
  Row(String what, String instead) {
    this.samples = null;
    this.quantity = null;
    cells.put(Column.WHAT, what);
    cells.put(Column.BUNDLE, instead);
  }

  /** More of it is better: the build may not fall behind the one before. */
  Row rate() {
    if (cells.containsKey(Column.CHANGE) && change() < AS_FAST) {
      cells.merge(Column.CHANGE, " " + MISSED, String::concat);
    }
    return this;
  }

  Row bareLoop(String program) {
    cells.put(Column.BARE_LOOP, median(program));
    return this;
  }

  Row documentation(String program) {
    cells.put(Column.DOCUMENTATION, median(program));
    return this;
  }

  Row ratio(String text) {
    cells.put(Column.RATIO, text);
    return this;
  }

  Row goal(Goal goal) {
    cells.put(Column.GOAL, goal.text());
    cells.put(Column.VERDICT, goal.isReached() ? "ok" : MISSED);
    return this;
  }

  String cell(Column column) {
    return cells.getOrDefault(column, "");
  }

  private String median(String program) {
    return Table.number(samples.median(program, quantity));
  }

  private double change() {
    return samples.ratio(Build.NOW.name(), Build.BEFORE, quantity);
  }
}
