package io.pardotroutes.pardot;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** The {@code Retry-After} header: seconds or a date (RFC 9110, 10.2.3). */
public final class RetryAfter {
  private RetryAfter() {}

  /** The pause from now on, never below zero; null where there is none or it can't be read. */
  public static Duration parse(String header) {
    if (header == null || header.isBlank()) {
      return null;
    }
    String text = header.strip();
    if (text.matches("[0-9]{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    try {
      Duration pause = Duration.between(Instant.now(), DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
      return pause.isNegative() ? Duration.ZERO : pause;
    } catch (DateTimeException unreadable) {
      return null;
    }
  }
}
