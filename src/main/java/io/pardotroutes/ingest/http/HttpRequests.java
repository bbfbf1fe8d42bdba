package io.pardotroutes.ingest.http;

import io.pardotroutes.accept.Intake;
import io.pardotroutes.event.Event;
import io.pardotroutes.event.EventReader;
import io.pardotroutes.event.InvalidEvent;
import io.pardotroutes.event.InvalidRequest;
import io.pardotroutes.event.Reading;
import io.pardotroutes.ingest.keys.WriteKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/** Reads calls of Segment's HTTP tracking API. Bean of the route {@code ingest-http}. */
public record HttpRequests(EventReader reader, KeyCheck keys, Cors cors) {

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

  /**
   * Reads one request and drops its headers.
   *
   * @throws HttpRefusal where path, method, media type, size or write key are wrong, or there are too many requests with that key
   * @throws InvalidRequest where the body holds no valid event, or none that the key may send
   */
  public Intake read(Exchange exchange) {
    HttpCall call = HttpCall.take(exchange, cors);
    String type = CALLS.get(call.name());
    if (type == null) {
      throw HttpRefusal.unknownCall();
    }
    call.requirePost();
    if (type.equals(LIBRARY_METRICS)) {
      return new Intake(List.of(), List.of(), List.of());
    }
    call.requireJson();
    String basic = HttpCall.basicUser(call.authorization());
    // HttpDoor has counted it.
    WriteKey inHeader = basic == null ? null : keys.require(basic);
    int limit = type.equals(BATCH) ? EventReader.MAX_BATCH_BYTES : EventReader.MAX_EVENT_BYTES;
    return read(call.unpacked(limit), type, inHeader);
  }

  private Intake read(byte[] body, String type, WriteKey inHeader) {
    boolean batch = type.equals(BATCH);
    Reading all;
    try {
      all = batch ? reader.readBatch(body) : reader.readCall(body, type);
    } catch (InvalidRequest invalid) {
      if (inHeader == null) {
        keys.admit(invalid.writeKey());
      }
      throw invalid;
    }
    WriteKey key = inHeader == null ? keys.admit(all.writeKey()) : inHeader;
    return Intake.of(allowed(all, key, batch), key.destinations());
  }

  /** Without the events that the key may not send; these are among the invalid, in the order of the input. */
  private static Reading allowed(Reading reading, WriteKey key, boolean list) {
    if (key.types().isEmpty() || reading.events().stream().allMatch(event -> key.types().contains(event.type()))) {
      return reading;
    }
    String message = "is none that this write key may send: " + String.join(", ", new TreeSet<>(key.types()));
    Set<Integer> notEvents = reading.invalid().stream().map(InvalidEvent::index).collect(Collectors.toSet());
    List<Event> events = new ArrayList<>();
    List<InvalidEvent> invalid = new ArrayList<>(reading.invalid());
    int index = 0;
    for (Event event : reading.events()) {
      while (notEvents.contains(index)) {
        index++;
      }
      if (key.types().contains(event.type())) {
        events.add(event);
      } else {
        invalid.add(new InvalidEvent(list ? index : -1, list ? "batch[" + index + "].type" : "type", message, event.toJson()));
      }
      index++;
    }
    invalid.sort(Comparator.comparingInt(InvalidEvent::index));
    if (events.isEmpty()) {
      throw new InvalidRequest(invalid.get(0).describe(), invalid, null);
    }
    return new Reading(events, invalid, reading.writeKey());
  }
}
