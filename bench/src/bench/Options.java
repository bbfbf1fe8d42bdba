package bench;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What to measure.
 *
 * @param rounds how often; medians are shown
 * @param quick fewer events and seconds: a look, no result to quote
 */
record Options(Set<String> rows, int rounds, boolean quick) {

  static final List<String> ROWS = List.of("deliver", "accept", "file", "jms", "start", "memory", "hostile");
  static final String USAGE = """
      Usage: bench/run [--rounds N] [--quick] [ROW...]
      Rows (default: all): deliver accept file jms start memory hostile. bench/README.md says what they mean.
      """;

  /** @throws IllegalArgumentException for words that it doesn't know */
  static Options parse(String[] words) {
    Set<String> rows = new LinkedHashSet<>();
    int rounds = 0;
    boolean quick = false;
    for (int i = 0; i < words.length; i++) {
      if (words[i].equals("--quick")) {
        quick = true;
      } else if (words[i].equals("--rounds") && i + 1 < words.length && words[i + 1].matches("[1-9]\\d?")) {
        rounds = Integer.parseInt(words[++i]);
      } else if (ROWS.contains(words[i])) {
        rows.add(words[i]);
      } else {
        throw new IllegalArgumentException("bench/run does not know " + words[i]);
      }
    }
    int standard = quick ? 1 : 5;
    return new Options(rows.isEmpty() ? new LinkedHashSet<>(ROWS) : rows, rounds == 0 ? standard : rounds, quick);
  }

  /** {@code full} of something, or less where a look is enough. */
  int amount(int full) {
    return quick ? Math.max(1, full / 4) : full;
  }
}
