package bench;

/** A bound for a value. */
record Goal(String text, boolean isReached) {

  static Goal atLeast(double bound, double value) {
    return new Goal("at least " + plain(bound), value >= bound);
  }

  static Goal atMost(double bound, double value) {
    return new Goal("at most " + plain(bound), value <= bound);
  }

  /** At most {@code 1/part}. */
  static Goal fraction(int part, double value) {
    return new Goal("at most 1/" + part, value * part <= 1);
  }

  private static String plain(double bound) {
    return bound == Math.rint(bound) ? String.format("%,d", (long) bound) : String.valueOf(bound);
  }
}
