package io.pardotroutes.bundle;

import io.pardotroutes.destination.Destination;
import io.pardotroutes.destination.Destinations;
import io.pardotroutes.settings.Setting;
import io.pardotroutes.settings.Settings;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an operator wants to see once after a start: what listens where, and where events go. */
public final class StartSummary {

  private static final Logger LOG = LoggerFactory.getLogger(StartSummary.class);

  private StartSummary() {}

  /** Behind the question mark a broker's url may have passwords. */
  private static String withoutOptions(String url) {
    return url.replaceAll("[?#;][^,)]*", "");
  }

  static void log(Settings settings, Destinations destinations, boolean embeddedBroker, Path home, long nanos) {
    LOG.info("started in {} ms with {}", nanos / 1_000_000, home);
    LOG.info("HTTP     {}://{}:{}/v1/", settings.isSecured() ? "https" : "http", settings.text(Setting.HTTP_HOST), settings.text(Setting.HTTP_PORT));
    LOG.info("files    {}", settings.path(Setting.DATA).resolve("inbox"));
    LOG.info("JMS      queue segment.events, {}", embeddedBroker ? "embedded broker" : "broker " + withoutOptions(settings.text(Setting.BROKER_URL)));
    LOG.info("health   http://{}:{}/observe/health, metrics /observe/metrics", settings.text(Setting.CONSOLE_HOST), settings.text(Setting.CONSOLE_PORT));
    for (Destination destination : destinations.enabled()) {
      LOG.info("{} -> {}, version {}", destination.name(), destination.baseUrl(), destination.apiVersion());
    }
  }
}
