package io.pardotroutes.event;

import java.util.regex.Pattern;

/**
 * Which events a destination takes, in Segment's filter language (FQL, destination filters).
 * Understood is the filter that Segment's Pardot destination has: {@code type = "identify"}.
 */
public final class EventFilter {

  private static final EventFilter IDENTIFY = new EventFilter();
  private static final Pattern IDENTIFY_ONLY = Pattern.compile("\\s*type\\s*=\\s*(?:\"identify\"|'identify')\\s*");

  private EventFilter() {}

  /**
   * Reads a filter; white space is free, either quote will do.
   *
   * @throws IllegalArgumentException where it is anything but {@code type = "identify"}; the message says what to write
   */
  public static EventFilter parse(String fql) {
    if (fql == null || !IDENTIFY_ONLY.matcher(fql).matches()) {
      throw new IllegalArgumentException("the filter is not understood: only type = \"identify\" works (lower case, in single or double quotes)");
    }
    return IDENTIFY;
  }

  /** Whether the destination takes the event. */
  public boolean matches(Event event) {
    return "identify".equals(event.type());
  }

  /** The filter as it would be written. */
  @Override
  public String toString() {
    return "type = \"identify\"";
  }
}
