package io.pardotroutes.sandbox.data;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Times as versions 3 and 4 show them: {@code YYYY-MM-DD HH:MM:SS} in the API user's time zone, without an offset. That zone is
 * the machine's own.
 */
public final class Timestamps {
  private static final ZoneId ZONE = ZoneId.systemDefault();
  private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final Pattern START = Pattern.compile("\\d{4}-\\d{2}-\\d{2}([T ]\\d.*)?");
  private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
      .append(DateTimeFormatter.ISO_LOCAL_DATE)
      .optionalStart().appendLiteral('T').append(DateTimeFormatter.ISO_LOCAL_TIME)
      .optionalStart().appendOffset("+HH:mm", "Z").optionalEnd()
      .optionalStart().appendOffset("+HHmm", "Z").optionalEnd()
      .toFormatter().withResolverStyle(ResolverStyle.STRICT);

  private Timestamps() {}

  /** @param seconds since 1970 */
  public static String shown(long seconds) {
    return SHOWN.format(LocalDateTime.ofInstant(Instant.ofEpochSecond(seconds), ZONE));
  }

  /** A date stays one, a date with a time is shown in the user's zone; null if the text is neither. */
  static String normalised(String text) {
    if (text.length() == 10) {
      return local(text).map(time -> text).orElse(null);
    }
    return local(text).map(SHOWN::format).orElse(null);
  }

  /** Seconds since 1970 of a time given as ISO 8601 or with a blank, or of a day's start. */
  public static Optional<Long> seconds(String text) {
    return local(text).map(time -> time.atZone(ZONE).toEpochSecond());
  }

  /** As {@link #seconds}, and the words that query criteria take. */
  public static Optional<Long> criterion(String text, Clock clock) {
    LocalDate today = today(clock);
    Optional<LocalDate> day = switch (text) {
      case "today" -> Optional.of(today);
      case "yesterday" -> Optional.of(today.minusDays(1));
      case "last_7_days" -> Optional.of(today.minusDays(7));
      case "this_month" -> Optional.of(today.withDayOfMonth(1));
      case "last_month" -> Optional.of(today.withDayOfMonth(1).minusMonths(1));
      default -> Optional.empty();
    };
    return day.isPresent() ? day.map(date -> date.atStartOfDay(ZONE).toEpochSecond()) : seconds(text);
  }

  /** The day by which the daily limit counts: the account's, not UTC's. */
  public static LocalDate today(Clock clock) {
    return LocalDate.ofInstant(clock.instant(), ZONE);
  }

  private static Optional<LocalDateTime> local(String text) {
    if (text.length() > 40 || !START.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      var parsed = READ.parseBest(text.replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
      if (parsed instanceof OffsetDateTime time) {
        return Optional.of(time.atZoneSameInstant(ZONE).toLocalDateTime());
      }
      return Optional.of(parsed instanceof LocalDate date ? date.atTime(LocalTime.MIDNIGHT) : (LocalDateTime) parsed);
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }
}
