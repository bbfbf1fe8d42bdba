package io.pardotroutes.outgoing;

import io.pardotroutes.settings.Setting;
import io.pardotroutes.settings.Settings;
import org.apache.camel.main.Main;

/** Makes of the settings how calls leave this machine, for the routes and for everything else. */
public final class Outgoing {

  private Outgoing() {}

  /** @throws IllegalArgumentException names the setting that can't work */
  public static OutgoingHttp of(Settings settings) {
    String trusted = settings.text(Setting.TLS_TRUSTED);
    String host = settings.text(Setting.PROXY_HOST);
    String username = settings.text(Setting.PROXY_USERNAME);
    Proxy proxy = host.isEmpty() ? null
        : new Proxy(host, settings.integer(Setting.PROXY_PORT), username.isEmpty() ? null : username, settings.text(Setting.PROXY_PASSWORD));
    try {
      return new OutgoingHttp(TrustedCertificates.context(trusted.isEmpty() ? null : settings.path(Setting.TLS_TRUSTED)), proxy);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(Setting.TLS_TRUSTED.key() + " " + e.getMessage(), e);
    }
  }

  /** Has the routes call {@code http:} and {@code https:} as everything else does; before Camel makes components of its own. */
  public static void useFor(Main main, OutgoingHttp outgoing, Settings settings) {
    RouteHttp https = routeHttp(outgoing, settings);
    // A component that has certificates speaks TLS whatever the scheme.
    https.setSslContextParameters(RouteHttp.tls(outgoing));
    main.bind("https-component", https);
    main.bind("http-component", routeHttp(outgoing, settings));
  }

  private static RouteHttp routeHttp(OutgoingHttp outgoing, Settings settings) {
    return new RouteHttp(outgoing, settings.duration(Setting.DELIVERY_CONNECT_TIMEOUT), settings.duration(Setting.DELIVERY_REQUEST_TIMEOUT));
  }
}
