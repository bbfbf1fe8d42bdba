package io.pardotroutes.ingest.http;

import io.pardotroutes.accept.Intake;
import io.pardotroutes.accept.Rejected;
import io.pardotroutes.event.EventReader;
import io.pardotroutes.event.InvalidRequest;
import io.pardotroutes.event.Reading;
import io.pardotroutes.ingest.keys.WriteKey;
import java.util.List;
import java.util.Map;
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
    String basic = call.basicKey();
    // HttpDoor has counted it.
    WriteKey inHeader = basic == null ? null : keys.require(basic);
    int limit = type.equals(BATCH) ? EventReader.MAX_BATCH_BYTES : EventReader.MAX_EVENT_BYTES;
    byte[] body = HttpBody.unpack(call.body(), call.contentEncoding(), limit);
    return read(body, type, inHeader);
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
    Reading allowed = AllowedTypes.of(all, key, batch);
    return new Intake(allowed.events(), allowed.invalid(), allowed.invalid().stream().map(Rejected::keep).toList(), key.destinations());
  }
}
