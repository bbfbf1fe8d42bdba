package io.pardotroutes.ingest;

import io.pardotroutes.event.EventReader;
import io.pardotroutes.event.InvalidRequest;
import io.pardotroutes.event.Reading;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads calls of Segment's HTTP tracking API. Bean of the route {@code ingest-http}. */
public final class HttpRequests {

  private static final Logger LOG = LoggerFactory.getLogger(HttpRequests.class);
  private static final long LOG_EVERY_NANOS = 60_000_000_000L;

  private static final String BATCH = "batch";
  private static final String LIBRARY_METRICS = "m";
  private static final Map<String, String> CALLS = Map.ofEntries(
      Map.entry("identify", "identify"), Map.entry("i", "identify"),
      Map.entry("track", "track"), Map.entry("t", "track"),
      Map.entry("page", "page"), Map.entry("p", "page"),
      Map.entry("screen", "screen"), Map.entry("s", "screen"),
      Map.entry("group", "group"), Map.entry("g", "group"),
      Map.entry("alias", "alias"), Map.entry("a", "alias"),
      Map.entry(BATCH, BATCH), Map.entry("b", BATCH), Map.entry("import", BATCH),
      Map.entry(LIBRARY_METRICS, LIBRARY_METRICS));

  private final EventReader reader;
  private final WriteKeys keys;
  private final Cors cors;
  private final AtomicLong lastUnknownKey = new AtomicLong(System.nanoTime() - LOG_EVERY_NANOS);

  public HttpRequests(EventReader reader, WriteKeys keys, Cors cors) {
    this.reader = reader;
    this.keys = keys;
    this.cors = cors;
  }

  /**
   * Reads one request and drops its headers.
   *
   * @throws HttpRefusal where path, method, media type, size or write key are wrong
   * @throws InvalidRequest where the body holds no valid event
   */
  public Intake read(Exchange exchange) {
    HttpCall call = HttpCall.take(exchange, cors);
    String type = CALLS.get(call.name());
    if (type == null) {
      throw HttpRefusal.notFound("There is no such call; see Segment's HTTP tracking API");
    }
    call.requirePost();
    if (type.equals(LIBRARY_METRICS)) {
      return new Intake(List.of(), List.of(), List.of());
    }
    call.requireJson();
    String key = call.basicKey();
    if (key != null) {
      requireKnown(key);
    }
    int limit = type.equals(BATCH) ? EventReader.MAX_BATCH_BYTES : EventReader.MAX_EVENT_BYTES;
    byte[] body = HttpBody.unpack(call.body(), call.contentEncoding(), limit);
    Reading reading = read(body, type, key != null);
    return new Intake(reading.events(), reading.invalid(), reading.invalid().stream().map(Rejected::keep).toList());
  }

  private Reading read(byte[] body, String type, boolean admitted) {
    try {
      Reading reading = type.equals(BATCH) ? reader.readBatch(body) : reader.readCall(body, type);
      if (!admitted) {
        requireKnown(reading.writeKey());
      }
      return reading;
    } catch (InvalidRequest invalid) {
      if (!admitted) {
        requireKnown(invalid.writeKey());
      }
      throw invalid;
    }
  }

  private void requireKnown(String key) {
    if (keys.know(key)) {
      return;
    }
    long now = System.nanoTime();
    long last = lastUnknownKey.get();
    if (now - last >= LOG_EVERY_NANOS && lastUnknownKey.compareAndSet(last, now)) {
      LOG.warn("A sender was turned away because its write key is unknown or missing: its events are lost unless it has one of"
          + " pardot.http.writeKeys (said at most once a minute)");
    }
    throw HttpRefusal.unauthorized("Unknown or missing write key; send it as the user name of Basic authorization");
  }
}
