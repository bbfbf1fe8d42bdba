package io.pardotroutes.settings;

import java.time.Duration;
import java.util.regex.Pattern;
import org.apache.camel.util.TimeUtils;

/** Durations as Camel writes them: {@code 200ms}, {@code 5m}, {@code 1h30m}; a bare number is milliseconds. */
final class Durations {

  private static final Pattern FORM = Pattern.compile("[0-9]{1,15}|(?:[0-9]{1,9}(?:ms|d|h|m|s))+");

  private Durations() {}

  /** @throws IllegalArgumentException says how to write one */
  static Duration parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("must be a duration such as 200ms, 5m or 1h, not '" + text + "'");
    }
    return TimeUtils.toDuration(text);
  }

  /** The shortest such text in one unit. */
  static String text(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 86_400_000 == 0) {
      return millis / 86_400_000 + "d";
    }
    if (millis % 3_600_000 == 0) {
      return millis / 3_600_000 + "h";
    }
    if (millis % 60_000 == 0) {
      return millis / 60_000 + "m";
    }
    return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
  }
}
