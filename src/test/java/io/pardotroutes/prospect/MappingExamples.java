package io.pardotroutes.prospect;

import io.pardotroutes.event.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** MappingExamples and the shipped field map, in few words. Single quotes stand for double ones. */
final class MappingExamples {
  private MappingExamples() {}

  static Event identify(String traits) {
    return event("'traits':" + traits);
  }

  static Event event(String members) {
    String json = "{'type':'identify','messageId':'m-1','timestamp':'2026-01-05T10:11:12Z'," + members + "}";
    return Event.parse(json.replace('\'', '"'));
  }

  static FieldMap shippedMap() {
    try {
      return FieldMap.parse(Files.readString(Path.of("config/field-map.yaml")), "config/field-map.yaml");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static MappingRules v3() {
    return new MappingRules(ApiVersion.V3, null, false, OnNoIdentifier.MATCH_EMAIL, false, null);
  }

  static MappingRules v4() {
    return v4("org_id", false, OnNoIdentifier.MATCH_EMAIL);
  }

  static MappingRules v4(String lookupField, boolean lookupByUserId, OnNoIdentifier onNoIdentifier) {
    return new MappingRules(ApiVersion.V4, lookupField, lookupByUserId, onNoIdentifier, false, null);
  }

  static MappingRules clearing() {
    return new MappingRules(ApiVersion.V4, "org_id", false, OnNoIdentifier.MATCH_EMAIL, true, null);
  }
}
