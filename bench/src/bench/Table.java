package bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What was measured, as plain text in columns. */
final class Table {

  static final String NONE = "";
  private static final List<String> HEAD =
      List.of("what", "bundle", "bare loop", "documentation", "ratio", "goal", NONE);

  private final List<List<String>> rows = new ArrayList<>(List.of(HEAD));
  private final List<String> notes = new ArrayList<>();

  /** A row without a goal; {@code ratio} may be empty. */
  void add(String what, String bundle, String bare, String documentation, String ratio) {
    rows.add(List.of(what, bundle, bare, documentation, ratio, NONE, NONE));
  }

  /** A row with a goal; {@code ratio} may be empty. */
  void add(String what, String bundle, String bare, String documentation, String ratio, Goal goal) {
    rows.add(List.of(what, bundle, bare, documentation, ratio, goal.text(), goal.isReached() ? "ok" : "MISSED"));
  }

  void note(String text) {
    notes.add(text);
  }

  static String number(double value) {
    String format = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : value >= 1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, format, value);
  }

  @Override
  public String toString() {
    int[] widths = new int[HEAD.size()];
    rows.forEach(row -> {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    });
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      text.append(line(row, widths)).append('\n');
      if (row == HEAD) {
        text.append(line(Collections.nCopies(widths.length, NONE), widths).replace(' ', '-')).append('\n');
      }
    }
    notes.forEach(note -> text.append('\n').append(note).append('\n'));
    return text.toString();
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String pad = " ".repeat(widths[i] - cells.get(i).length());
      boolean words = i == 0 || i >= 5;
      line.append(words ? cells.get(i) + pad : pad + cells.get(i)).append("  ");
    }
    return line.toString();
  }
}
