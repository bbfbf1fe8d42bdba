package io.pardotroutes.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * One valid Segment message: {@code type}, {@code messageId}, {@code timestamp} and {@code receivedAt} are set, {@code writeKey} and
 * {@code _metadata} are gone, all else is as it came.
 *
 * <p>Not for use by several threads at once.
 */
public final class Event {

  private final ObjectNode json;
  private Traits traits;
  private Integrations pardot;

  Event(ObjectNode json) {
    this.json = json;
  }

  /**
   * Reads back what {@link #toJson} wrote, without the checks of {@link EventReader}.
   *
   * @throws IllegalArgumentException where it is no JSON object
   */
  public static Event parse(String json) {
    return new Event(Json.parseObject(json));
  }

  /** The whole message; what is changed in it before the first look at traits or integrations counts. */
  public ObjectNode json() {
    return json;
  }

  /** The message as JSON in one line. Numbers keep their value and their digits. */
  public String toJson() {
    return Json.write(json);
  }

  /** {@code identify}, {@code track}, ...; any text. */
  public String type() {
    return text("type");
  }

  /** What a repetition of this message is known by. */
  public String messageId() {
    return text("messageId");
  }

  /** The id in the customer's own database, a number as its decimal text; null where missing or blank. */
  public String userId() {
    return Identifier.of(json.get("userId"));
  }

  /** What stands in while the user is unknown; null where missing or blank. */
  public String anonymousId() {
    return Identifier.of(json.get("anonymousId"));
  }

  /** When it happened, by the receiver's clock (Segment spec, clock skew). */
  public Instant timestamp() {
    return EventTime.parse(json.get("timestamp")).or(() -> EventTime.parse(json.get("receivedAt"))).orElse(Instant.EPOCH);
  }

  /** What is known of the person. */
  public Traits traits() {
    if (traits == null) {
      traits = Traits.of(json, "identify".equals(type()));
    }
    return traits;
  }

  /** The trait {@code email} without white space around it, else a userId that looks like one. Case is kept; not checked further. */
  public Optional<String> email() {
    return traits().find("email", value -> value.isTextual() && !value.textValue().isBlank()).map(value -> value.textValue().strip())
        .or(() -> Optional.ofNullable(userId()).map(String::strip).filter(Event::looksLikeEmail));
  }

  /** What the message says about Pardot. */
  public Integrations pardot() {
    if (pardot == null) {
      pardot = Integrations.of(json);
    }
    return pardot;
  }

  /** Type and messageId only: the rest is personal. */
  @Override
  public String toString() {
    return "Event[" + Json.clean(String.valueOf(type())) + ", " + Json.clean(String.valueOf(messageId())) + "]";
  }

  private String text(String name) {
    JsonNode value = json.get(name);
    return value == null ? null : value.textValue();
  }

  private static boolean looksLikeEmail(String text) {
    int at = text.indexOf('@');
    int dot = text.lastIndexOf('.');
    return at > 0 && at == text.lastIndexOf('@') && dot > at + 1 && dot < text.length() - 1
        && text.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
  }
}
