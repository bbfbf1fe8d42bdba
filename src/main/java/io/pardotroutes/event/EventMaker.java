package io.pardotroutes.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Makes events of the objects in one input: joins them with their envelope, holds them to the rules, fills in what is missing.
 *
 * @param type that wins over the events' own; null where they have their own
 * @param fallbackMessageId for an event without one, in a list with its position added; null: a random one
 */
record EventMaker(EventTime time, String type, String fallbackMessageId) {

  static final String OVERSIZE = String.format(Locale.ROOT, "is over %,d bytes", EventReader.MAX_EVENT_BYTES);
  private static final String NO_OBJECT = "is no JSON object";

  /** What an envelope may add to all events of its batch together: a small body must not become a large queue. */
  private static final long MAX_MERGED_BYTES = 4_000_000;

  /** @throws InvalidRequest where not one of them is an event */
  Reading make(Body body) {
    List<RawValue> items = body.items();
    if (items.isEmpty()) {
      throw InvalidRequest.of(new InvalidEvent(-1, body.list(), "has no event", null), body.writeKey());
    }
    if ((long) body.defaults().bytes() * items.size() > MAX_MERGED_BYTES) {
      throw new TooLarge("context and integrations of the batch are too large for its number of events");
    }
    List<Event> events = new ArrayList<>(items.size());
    List<InvalidEvent> invalid = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      RawValue item = items.get(i);
      Violation problem = item.problem() != null ? item.problem() : problem(body, i);
      if (problem == null) {
        events.add(new Event((ObjectNode) item.node()));
      } else {
        invalid.add(new InvalidEvent(body.index(i), problem.path(), problem.message(), item.text()));
      }
    }
    if (events.isEmpty()) {
      String first = invalid.get(0).describe();
      String message = items.size() == 1 ? first : "none of " + items.size() + " events is valid; the first: " + first;
      throw new InvalidRequest(message, invalid, body.writeKey());
    }
    return new Reading(events, invalid, body.writeKey());
  }

  private Violation problem(Body body, int index) {
    RawValue item = body.items().get(index);
    if (!(item.node() instanceof ObjectNode event)) {
      return new Violation(body.path(index, ""), NO_OBJECT);
    }
    if (item.bytes() + body.defaults().bytes() > EventReader.MAX_EVENT_BYTES) {
      return new Violation(body.path(index, ""), body.defaults().bytes() == 0 ? OVERSIZE : OVERSIZE + " with what the batch adds to it");
    }
    Violation problem = complete(event, body.defaults(), body.list() == null ? fallbackMessageId : numbered(index));
    return problem == null ? null : new Violation(body.path(index, problem.path()), problem.message());
  }

  /** Makes an event of the object, or says what rule it breaks; then the object may be half done. */
  private Violation complete(ObjectNode event, BatchDefaults envelope, String messageId) {
    if (type != null) {
      event.put("type", type);
    }
    Violation problem = EventRules.broken(event);
    if (problem != null) {
      return problem;
    }
    envelope.mergeUnder(event);
    event.remove("_metadata");
    JsonNode given = event.path("messageId");
    if (!given.isTextual() || given.textValue().isBlank()) {
      event.put("messageId", messageId != null ? shortened(messageId) : "pr-" + UUID.randomUUID());
    }
    time.correct(event, envelope.sentAt());
    return null;
  }

  private String numbered(int index) {
    return fallbackMessageId == null ? null : fallbackMessageId + "-" + index;
  }

  private static String shortened(String messageId) {
    if (messageId.length() <= EventRules.MAX_MESSAGE_ID) {
      return messageId;
    }
    return "pr-" + UUID.nameUUIDFromBytes(messageId.getBytes(StandardCharsets.UTF_8));
  }
}
