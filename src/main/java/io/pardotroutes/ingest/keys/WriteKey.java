package io.pardotroutes.ingest.keys;

import java.time.LocalDate;
import java.util.Set;

/**
 * One write key, known by its hash only. Keys that {@code key create} makes are 256 random bits: nobody can try them all, so a fast
 * hash (SHA-256) protects them as well as a slow one would, and costs each request next to nothing.
 *
 * @param hash SHA-256 of the key's UTF-8, 64 hexadecimal digits
 * @param created null where it isn't known
 * @param destinations where its events go; empty: to every destination
 * @param types what it may send; empty: every type
 * @param enabled whether senders with it are let in
 */
public record WriteKey(String name, String hash, LocalDate created, Set<String> destinations, Set<String> types, boolean enabled) {

  public WriteKey {
    destinations = Set.copyOf(destinations);
    types = Set.copyOf(types);
  }

  /** The same key, let in or not. */
  public WriteKey enabled(boolean now) {
    return new WriteKey(name, hash, created, destinations, types, now);
  }

  /** Without the hash. */
  @Override
  public String toString() {
    return "WriteKey[" + name + "]";
  }
}
