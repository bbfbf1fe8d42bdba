package io.pardotroutes.event;

import java.time.Clock;
import java.util.Locale;

/**
 * Reads events from outside, strictly: UTF-8 only, no name twice in an object, nothing after the value, 64 levels, names of 256
 * characters, numbers of 100 with exponents to 308, 1,000 names an event. Sizes are those of Segment's HTTP tracking API, unpacked.
 *
 * <p>Of a batch or an array the good events are returned and the others reported; a body that is no JSON, or has no good event, is an
 * {@link InvalidRequest}. For use by any number of threads.
 *
 * @param clock the receiver's, for {@code receivedAt}
 */
public record EventReader(Clock clock) {

  /** Of one event's JSON. */
  public static final int MAX_EVENT_BYTES = 32_768;
  /** Of a batch. */
  public static final int MAX_BATCH_BYTES = 512_000;
  /** Of a webhook's array. */
  public static final int MAX_WEBHOOK_BYTES = 4_194_304;
  /** Events in a batch. */
  public static final int MAX_BATCH_EVENTS = 2_500;
  /** Events in a webhook's array (Segment's webhook destination, batching). */
  public static final int MAX_WEBHOOK_EVENTS = 4_000;

  /**
   * One call of the HTTP tracking API ({@code POST /v1/<type>}); the type of the path wins over one in the body.
   *
   * @throws InvalidRequest where the body is no valid event
   * @throws TooLarge over {@link #MAX_EVENT_BYTES}
   */
  public Reading readCall(byte[] body, String type) {
    limit("the event", body.length, MAX_EVENT_BYTES);
    return judge(BodyReader.single(Source.of(body)), type, null);
  }

  /**
   * {@code POST /v1/batch}: {@code {"batch":[...]}}, where {@code context}, {@code integrations} and {@code sentAt} beside the list
   * hold for each event that has none of its own.
   *
   * @throws InvalidRequest where the body is no such object, or none of its events is valid
   * @throws TooLarge over {@link #MAX_BATCH_BYTES} or {@link #MAX_BATCH_EVENTS}
   */
  public Reading readBatch(byte[] body) {
    limit("the batch", body.length, MAX_BATCH_BYTES);
    return judge(BodyReader.batch(Source.of(body), MAX_BATCH_EVENTS), null, null);
  }

  /**
   * A call of Segment's webhook destination: one event, or an array of them.
   *
   * @throws InvalidRequest where the body is neither, or none of its events is valid
   * @throws TooLarge over {@link #MAX_WEBHOOK_BYTES} or {@link #MAX_WEBHOOK_EVENTS}; a single event over {@link #MAX_EVENT_BYTES}
   */
  public Reading readWebhook(byte[] body) {
    limit("the array", body.length, MAX_WEBHOOK_BYTES);
    Source source = Source.of(body);
    if (source.first() == '[') {
      return judge(BodyReader.array(source, MAX_WEBHOOK_EVENTS), null, null);
    }
    limit("the event", body.length, MAX_EVENT_BYTES);
    return judge(BodyReader.single(source), null, null);
  }

  /**
   * A message of a bus: one event, a batch in its envelope, or an array.
   *
   * @param fallbackMessageId for an event without {@code messageId}, in a list with its position added; null: a random one
   * @throws InvalidRequest where the body is none of these, or none of its events is valid
   * @throws TooLarge over {@link #MAX_EVENT_BYTES} for one event, {@link #MAX_BATCH_BYTES} or {@link #MAX_BATCH_EVENTS} for several
   */
  public Reading readAny(byte[] body, String fallbackMessageId) {
    limit("the batch", body.length, MAX_BATCH_BYTES);
    Source source = Source.of(body);
    if (source.first() == '[') {
      return judge(BodyReader.array(source, MAX_BATCH_EVENTS), null, fallbackMessageId);
    }
    if (BodyReader.isBatch(source)) {
      return judge(BodyReader.batch(source, MAX_BATCH_EVENTS), null, fallbackMessageId);
    }
    limit("the event", body.length, MAX_EVENT_BYTES);
    return judge(BodyReader.single(source), null, fallbackMessageId);
  }

  /**
   * One event by itself, such as a line of a file.
   *
   * @param fallbackMessageId where the event has none; null: a random one
   * @throws NotAnEvent where it is no valid event, or too large for one
   */
  public Event readOne(byte[] json, String fallbackMessageId) {
    if (json.length > MAX_EVENT_BYTES) {
      throw new NotAnEvent(new InvalidEvent(-1, "", EventMaker.OVERSIZE, null));
    }
    try {
      return judge(BodyReader.single(Source.of(json)), null, fallbackMessageId).events().get(0);
    } catch (InvalidRequest e) {
      throw new NotAnEvent(e.errors().get(0));
    }
  }

  private Reading judge(Body body, String type, String fallbackMessageId) {
    return new EventMaker(EventTime.now(clock), type, fallbackMessageId).make(body);
  }

  private static void limit(String what, int bytes, int most) {
    if (bytes > most) {
      throw new TooLarge(String.format(Locale.ROOT, "%s is over %,d bytes", what, most));
    }
  }
}
