package io.pardotroutes.ingest;

import io.pardotroutes.event.EventFilter;
import io.pardotroutes.live.Destination;
import io.pardotroutes.prospect.OnNoIdentifier;

/** Destinations as they are with default settings. */
final class Destinations {

  private Destinations() {}

  static Destination v3(String name) {
    return destination(name, 3);
  }

  static Destination v4(String name) {
    return destination(name, 4);
  }

  private static Destination destination(String name, int version) {
    return new Destination(name, true, version, null, false, EventFilter.parse("type = \"identify\""), OnNoIdentifier.MATCH_EMAIL);
  }
}
