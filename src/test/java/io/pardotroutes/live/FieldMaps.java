package io.pardotroutes.live;

/** Field maps for tests that aren't about them. */
final class FieldMaps {

  static final String DEFAULT = "{}\n";

  private FieldMaps() {}
}
