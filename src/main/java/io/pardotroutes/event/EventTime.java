package io.pardotroutes.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Points in time as events write them, and the correction of a client's clock (Segment spec, common fields: timestamps). */
final class EventTime {

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");
  private static final int CANONICAL_LENGTH = "2015-02-02T00:30:08Z".length();

  private final Instant now;
  private final TextNode nowText;

  private EventTime(Instant now) {
    this.now = now;
    this.nowText = TextNode.valueOf(now.toString());
  }

  /** The receiver's time for all events of one request, in milliseconds as Segment has them. */
  static EventTime now(Clock clock) {
    return new EventTime(clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  /** A JSON string or whole number as {@link #parse(String)} reads it; empty for null and every other type. */
  static Optional<Instant> parse(JsonNode value) {
    return Optional.ofNullable(read(value));
  }

  /**
   * Reads an ISO-8601 date or date-time: month and day of one or two digits, up to nine digits of a second's fraction, zone
   * {@code Z}, {@code +05:30}, {@code +0530}, {@code +05} or none (UTC); or seconds (10 digits) or milliseconds (13) since 1970.
   * Empty where the text is none of these.
   */
  static Optional<Instant> parse(String text) {
    return Optional.ofNullable(read(text));
  }

  /**
   * Sets {@code timestamp} and {@code receivedAt}: {@code timestamp = receivedAt - (sentAt - originalTimestamp)} where the three are
   * known, else the first of {@code timestamp}, {@code originalTimestamp}, {@code receivedAt}. A caller's {@code timestamp} is the
   * original one unless the event was with a receiver before; an event that has all four was corrected there.
   *
   * @param envelopeSentAt of the batch, for an event without its own; null where there is none
   */
  void correct(ObjectNode event, JsonNode envelopeSentAt) {
    Instant timestamp = read(event.get("timestamp"));
    Instant original = read(event.get("originalTimestamp"));
    Instant received = read(event.get("receivedAt"));
    Instant sent = read(event.get("sentAt"));
    if (sent == null && envelopeSentAt != null) {
      sent = read(envelopeSentAt);
      if (sent != null) {
        event.set("sentAt", envelopeSentAt);
      }
    }
    boolean correctedBefore = timestamp != null && original != null && received != null && sent != null;
    if (received == null) {
      received = now;
      event.set("receivedAt", nowText);
      if (original == null && timestamp != null) {
        original = timestamp;
        event.set("originalTimestamp", event.get("timestamp"));
      }
    }
    Instant result = correctedBefore || sent == null || original == null ? null : inRange(received.minus(Duration.between(original, sent)));
    if (result == null) {
      result = timestamp != null ? timestamp : original != null ? original : received;
    }
    if (result != timestamp || !isCanonical(event.get("timestamp"))) {
      event.put("timestamp", result.toString());
    }
  }

  private static Instant read(JsonNode value) {
    if (value == null || !value.isTextual() && !value.isIntegralNumber()) {
      return null;
    }
    return read(value.asText());
  }

  private static Instant read(String text) {
    return inRange(TimeText.read(text.strip()));
  }

  /** Null where the year needs more than four digits. */
  private static Instant inRange(Instant instant) {
    return instant == null || instant.isBefore(FIRST) || instant.isAfter(LAST) ? null : instant;
  }

  private static boolean isCanonical(JsonNode value) {
    String text = value.asText();
    return text.length() >= CANONICAL_LENGTH && text.charAt(10) == 'T' && text.endsWith("Z");
  }
}
