package io.pardotroutes.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Reads one text from left to right as a point in time; by hand, because each event brings up to four of them. */
final class TimeText {

  private static final int EPOCH_SECONDS_DIGITS = 10;
  private static final int EPOCH_MILLIS_DIGITS = 13;
  private static final int FRACTION_DIGITS = 9;
  private static final int MAX_OFFSET_HOURS = 18;

  private final String text;
  private int at;
  private boolean bad;

  private TimeText(String text) {
    this.text = text;
  }

  /** Null where the text is no point in time. */
  static Instant read(String text) {
    TimeText reader = new TimeText(text);
    int digits = reader.digits();
    if (digits == text.length()) {
      return epoch(text, digits);
    }
    return digits == 4 ? reader.iso() : null;
  }

  private static Instant epoch(String text, int digits) {
    return switch (digits) {
      case EPOCH_SECONDS_DIGITS -> Instant.ofEpochSecond(Long.parseLong(text));
      case EPOCH_MILLIS_DIGITS -> Instant.ofEpochMilli(Long.parseLong(text));
      default -> null;
    };
  }

  private Instant iso() {
    int year = number(4, 4);
    expect('-');
    int month = number(1, 2);
    expect('-');
    int day = number(1, 2);
    int hour = 0;
    int minute = 0;
    int second = 0;
    int nano = 0;
    int offset = 0;
    if (at < text.length()) {
      bad |= !skip('T') && !skip('t') && !skip(' ');
      hour = number(2, 2);
      expect(':');
      minute = number(2, 2);
      if (skip(':')) {
        second = number(2, 2);
        nano = skip('.') || skip(',') ? fraction() : 0;
      }
      offset = offset();
    }
    if (bad || at < text.length()) {
      return null;
    }
    try {
      long seconds = LocalDateTime.of(year, month, day, hour, minute, second).toEpochSecond(ZoneOffset.UTC);
      return Instant.ofEpochSecond(seconds - offset, nano);
    } catch (DateTimeException e) {
      return null; // a month 13 or an hour 25: looks like a time, is none
    }
  }

  private int offset() {
    if (at == text.length() || skip('Z') || skip('z')) {
      return 0;
    }
    boolean east = skip('+');
    bad |= !east && !skip('-');
    int hours = number(2, 2);
    int minutes = 0;
    if (at < text.length()) {
      skip(':');
      minutes = number(2, 2);
    }
    bad |= hours > MAX_OFFSET_HOURS || minutes > 59;
    return (east ? 1 : -1) * (hours * 3600 + minutes * 60);
  }

  private int fraction() {
    int digits = digits();
    int nano = number(1, FRACTION_DIGITS);
    for (int i = digits; i < FRACTION_DIGITS; i++) {
      nano *= 10;
    }
    return nano;
  }

  /** Takes as many digits as there are, up to the most; one more is an error for what is expected next. */
  private int number(int least, int most) {
    int digits = digits();
    bad |= digits < least;
    int value = 0;
    for (int end = at + Math.min(digits, most); at < end; at++) {
      value = value * 10 + text.charAt(at) - '0';
    }
    return value;
  }

  /** How many digits follow. */
  private int digits() {
    int end = at;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end - at;
  }

  private void expect(char c) {
    bad |= !skip(c);
  }

  private boolean skip(char c) {
    boolean found = at < text.length() && text.charAt(at) == c;
    at += found ? 1 : 0;
    return found;
  }
}
