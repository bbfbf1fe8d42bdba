package io.pardotroutes.sandbox.api;

import io.pardotroutes.sandbox.wire.Refused;
import java.util.Map;

/**
 * The record that a call or a batch entry is about.
 *
 * @param idName {@code id}, {@code email} or {@code fid} if the path or a batch's key names it, else null: then the
 *     identifier is among the parameters
 * @param idValue its value
 */
record Target(String idName, String idValue, Map<String, String> parameters) {

  /** Whether the path or key says that the record is found by this identifier. */
  boolean isBy(String name) {
    return name.equals(idName);
  }

  /** An identifier from the path or key, else from the parameters; null if it is in neither. */
  String identifier(String name) {
    String value = isBy(name) ? idValue : parameters.get(name);
    return value == null ? null : value.strip();
  }

  /** As {@link #identifier}: 13 if it is missing, 36 if it is empty. */
  String required(String name) {
    String value = identifier(name);
    Refused.when(value == null, 13);
    Refused.when(value.isEmpty(), 36);
    return value;
  }
}
