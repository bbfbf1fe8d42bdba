package io.pardotroutes.destination;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The destinations as they are now. Any thread may ask; who asks twice may get two answers. */
public final class Destinations {

  private volatile Map<String, Destination> byName = Map.of();

  /** A registry of these, in place of one that follows files. */
  public static Destinations of(Destination... destinations) {
    Destinations registry = new Destinations();
    Arrays.stream(destinations).forEach(registry::put);
    return registry;
  }

  /**
   * Also one that is not enabled, so that what is in flight can end.
   *
   * @throws UnknownDestination where there is none of that name
   */
  public Destination get(String name) {
    Destination destination = byName.get(name);
    if (destination == null) {
      throw new UnknownDestination(name);
    }
    return destination;
  }

  /** Those that take events, by name. */
  public Collection<Destination> enabled() {
    return byName.values().stream().filter(Destination::enabled).toList();
  }

  /** Those that have a file, by name. */
  public Collection<Destination> all() {
    return byName.values();
  }

  public void put(Destination destination) {
    Map<String, Destination> next = new TreeMap<>(byName);
    next.put(destination.name(), destination);
    byName = Collections.unmodifiableMap(next);
  }

  public void remove(String name) {
    Map<String, Destination> next = new TreeMap<>(byName);
    next.remove(name);
    byName = Collections.unmodifiableMap(next);
  }
}
