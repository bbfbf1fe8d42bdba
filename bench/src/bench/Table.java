package bench;

import bench.Row.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What was measured, in Markdown. Columns that no row fills are left out. */
final class Table {

  static final String PEAK = "peak resident MB";

  private final List<Row> rows = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /** Adds a line with the medians of the bundle and of the build before, to which more can be added. */
  Row row(String what, Samples samples, String quantity) {
    Row row = new Row(what, samples, quantity);
    rows.add(row);
    return row;
  }

  void failed(String what, String why) {
    rows.add(new Row(what, "FAILED"));
    note(what + " failed: " + why);
  }

  void note(String text) {
    notes.add(text);
  }

  static String number(double value) {
    String format = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : value >= 1 ? "%.2f" : value == 0 ? "%.0f" : "%.3f";
    return String.format(Locale.ROOT, format, value);
  }

  @Override
  public String toString() {
    Map<Column, Integer> widths = new EnumMap<>(Column.class);
    for (Column column : Column.values()) {
      int widest = rows.stream().mapToInt(row -> row.cell(column).length()).max().orElse(0);
      if (widest > 0) {
        widths.put(column, Math.max(3, Math.max(widest, column.heading.length())));
      }
    }
    StringBuilder text = new StringBuilder();
    text.append(line(widths, column -> column.heading)).append(line(widths, column -> "-".repeat(widths.get(column))));
    rows.forEach(row -> text.append(line(widths, row::cell)));
    notes.forEach(note -> text.append('\n').append(note).append('\n'));
    return text.toString();
  }

  private static String line(Map<Column, Integer> widths, Function<Column, String> cells) {
    return Arrays.stream(Column.values()).filter(widths::containsKey).map(column -> {
      String cell = cells.apply(column);
      return cell + " ".repeat(widths.get(column) - cell.length());
    }).collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
