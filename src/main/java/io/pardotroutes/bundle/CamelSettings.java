package io.pardotroutes.bundle;

import io.pardotroutes.settings.SecretFunction;
import io.pardotroutes.settings.Setting;
import io.pardotroutes.settings.Settings;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/** How Camel is set up: what every home has in common, then what a home's own settings say. */
final class CamelSettings {

  private CamelSettings() {}

  /** A Camel that is configured and not initialized, so that more can be bound to it before. */
  static Main main(Path home, Path data, Settings settings) {
    Main main = new Main();
    main.addMainListener(new MainListenerSupport() {
      @Override
      public void beforeInitialize(BaseMainSupport ours) {
        ours.getCamelContext().getPropertiesComponent().addPropertiesFunction(new SecretFunction(settings.secrets()));
      }
    });
    main.configure().withName("pardot-routes").withBasePackageScanEnabled(false).withRoutesIncludePattern("false");
    main.configure().withAutoConfigurationLogSummary(false);
    main.setDefaultPropertyPlaceholderLocation("false");
    main.setOverrideProperties(properties(home, data, settings));
    return main;
  }

  private static Properties properties(Path home, Path data, Settings settings) {
    Properties properties = settings.properties();
    properties.setProperty("pardot.home", home.toString());
    properties.setProperty("pardot.data", data.toString());
    properties.setProperty("camel.server.enabled", "true");
    properties.setProperty("camel.server.host", settings.text(Setting.HTTP_HOST));
    properties.setProperty("camel.server.port", settings.text(Setting.HTTP_PORT));
    properties.setProperty("camel.server.maxBodySize", "4200000");
    properties.setProperty("camel.server.useGlobalSslContextParameters", String.valueOf(settings.isSecured()));
    properties.setProperty("camel.management.enabled", "true");
    properties.setProperty("camel.management.host", settings.text(Setting.CONSOLE_HOST));
    properties.setProperty("camel.management.port", settings.text(Setting.CONSOLE_PORT));
    properties.setProperty("camel.management.healthCheckEnabled", "true");
    properties.setProperty("camel.management.metricsEnabled", "true");
    properties.setProperty("camel.metrics.enabled", "true");
    properties.setProperty("camel.metrics.enableRoutePolicy", "false");
    properties.setProperty("camel.metrics.enableMessageHistory", "false");
    properties.setProperty("camel.metrics.enableExchangeEventNotifier", "false");
    properties.setProperty("camel.metrics.enableRouteEventNotifier", "false");
    properties.setProperty("camel.metrics.binders", "jvm-memory,jvm-gc,jvm-thread,processor");
    properties.setProperty("camel.health.exposure-level", "full");
    // A destination that is stopped is told by Health; the process is as ready as before to take events.
    properties.setProperty("camel.health.exclude-pattern", "route:deliver-*,consumer:deliver-*");
    properties.setProperty("camel.main.startupSummaryLevel", "Off");
    properties.putIfAbsent("camel.main.shutdownTimeout", "30");
    // Its statistics cost some CPU for each step of each route, and its descriptions 10 MB.
    properties.putIfAbsent("camel.main.jmxEnabled", "false");
    return properties;
  }
}
