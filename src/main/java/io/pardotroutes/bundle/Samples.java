package io.pardotroutes.bundle;

import io.pardotroutes.destination.Destination;
import io.pardotroutes.destination.Destinations;
import io.pardotroutes.destination.SampleKey;
import io.pardotroutes.settings.Setting;
import io.pardotroutes.settings.Settings;

/** Whether the sample events may run: never towards a real account, and only while their write key is one of the keys. */
final class Samples {

  private Samples() {}

  static boolean wanted(Settings settings, Destinations destinations) {
    return settings.flag(Setting.SAMPLES)
        && SampleKey.isKnown(settings)
        && !settings.isSecured()
        && !destinations.enabled().isEmpty()
        && destinations.enabled().stream().allMatch(Destination::isLoopback);
  }
}
