package io.pardotroutes.files;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds what somebody meant who mistyped a name. */
public final class NearestName {

  private NearestName() {}

  /** The known name with the fewest changed letters. */
  public static String to(String name, Collection<String> known) {
    return known.stream().min(Comparator.comparingInt(candidate -> distance(name, candidate))).orElseThrow();
  }

  /** How many letters to insert, remove or exchange (Levenshtein distance), letters in either case. */
  public static int distance(String left, String right) {
    String from = left.toLowerCase(Locale.ROOT);
    String to = right.toLowerCase(Locale.ROOT);
    int[] row = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      row[column] = column;
    }
    for (int line = 1; line <= from.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column <= to.length(); column++) {
        int above = row[column];
        int exchange = from.charAt(line - 1) == to.charAt(column - 1) ? diagonal : diagonal + 1;
        row[column] = Math.min(exchange, Math.min(above, row[column - 1]) + 1);
        diagonal = above;
      }
    }
    return row[to.length()];
  }
}
