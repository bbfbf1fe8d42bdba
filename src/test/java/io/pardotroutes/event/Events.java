package io.pardotroutes.event;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Events for the tests of this package, read as they would be from outside, at one fixed time. */
final class Events {

  static final Instant NOW = Instant.parse("2026-11-24T12:00:00.250Z");
  static final EventReader READER = new EventReader(Clock.fixed(NOW, ZoneOffset.UTC));

  private Events() {}

  static byte[] utf8(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  static Event read(String json) {
    return READER.readOne(utf8(json), null);
  }

  /** An identify with these members besides type and userId. */
  static Event identify(String members) {
    return read("{\"type\":\"identify\",\"userId\":\"u1\"" + (members.isEmpty() ? "" : "," + members) + "}");
  }
}
