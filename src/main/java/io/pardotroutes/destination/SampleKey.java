package io.pardotroutes.destination;

import io.pardotroutes.files.Problem;
import io.pardotroutes.settings.Setting;
import io.pardotroutes.settings.Settings;
import java.util.Collection;
import java.util.Optional;

/** The write key that is shipped, and so known to everybody: it is for this machine's own Pardot only. */
public final class SampleKey {

  private static final String PAIR = Setting.HTTP_WRITE_KEYS.standard();

  private SampleKey() {}

  /** Whether the sample events, which come with it, are let in. */
  public static boolean isKnown(Settings settings) {
    return settings.text(Setting.HTTP_WRITE_KEYS).contains(PAIR);
  }

  /** The key, open to more than this machine's own Pardot: a problem. */
  public static Optional<Problem> problem(Settings settings, Collection<Destination> destinations) {
    if (settings.list(Setting.HTTP_WRITE_KEYS).stream().noneMatch(pair -> key(pair).equals(key(PAIR)))) {
      return Optional.empty();
    }
    return destinations.stream().filter(destination -> destination.enabled() && !destination.isLoopback()).findFirst()
        .map(destination -> settings.problem(Setting.HTTP_WRITE_KEYS, "has the sample key, which everybody knows, while the destination "
            + destination.name() + " isn't on this machine; put keys of your own in its place"));
  }

  private static String key(String pair) {
    return pair.substring(pair.indexOf(':') + 1).strip();
  }
}
