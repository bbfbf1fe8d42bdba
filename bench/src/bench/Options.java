package bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What to measure.
 *
 * @param builds this checkout's first, then the one that it is compared with, if any
 * @param rounds how often; medians are shown
 * @param quick fewer events and seconds: a look, no result to quote
 */
record Options(Set<String> rows, List<Build> builds, int rounds, boolean quick) {

  static final List<String> ROWS = List.of("deliver", "deliver-v4", "accept", "file", "jms", "start", "memory", "hostile");
  static final String USAGE = """
      Usage: bench/run [--rounds N] [--quick] [--before DIR] [ROW...]
      Rows (default: all): deliver deliver-v4 accept file jms start memory hostile. bench/README.md says what they mean.
      DIR is another checkout with a package; the same rows are measured with its bundle, in turn with this one's.
      """;

  /** @throws IllegalArgumentException for words that it doesn't know */
  static Options parse(String[] words) {
    Set<String> rows = new LinkedHashSet<>();
    List<Build> builds = new ArrayList<>(List.of(Build.NOW));
    int rounds = 0;
    boolean quick = false;
    for (int i = 0; i < words.length; i++) {
      if (words[i].equals("--quick")) {
        quick = true;
      } else if (words[i].equals("--rounds") && i + 1 < words.length && words[i + 1].matches("[1-9]\\d?")) {
        rounds = Integer.parseInt(words[++i]);
      } else if (words[i].equals("--before") && i + 1 < words.length && builds.size() == 1) {
        builds.add(Build.before(words[++i]));
      } else if (ROWS.contains(words[i])) {
        rows.add(words[i]);
      } else {
        throw new IllegalArgumentException("bench/run does not know " + words[i]);
      }
    }
    int standard = quick ? 1 : 5;
    return new Options(rows.isEmpty() ? new LinkedHashSet<>(ROWS) : rows, builds, rounds == 0 ? standard : rounds, quick);
  }

  /** {@code full} of something, or less where a look is enough. */
  int amount(int full) {
    return quick ? Math.max(1, full / 4) : full;
  }
}
