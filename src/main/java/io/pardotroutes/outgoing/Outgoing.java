package io.pardotroutes.outgoing;

import io.pardotroutes.settings.Setting;
import io.pardotroutes.settings.Settings;
import java.nio.file.Path;
import java.util.function.Function;
import javax.net.ssl.X509TrustManager;
import org.apache.camel.main.Main;

/** Makes of the settings how calls leave this machine, for the routes and for everything else. */
public final class Outgoing {

  private Outgoing() {}

  /** @throws IllegalArgumentException names the setting that can't work */
  public static OutgoingHttp of(Settings settings) {
    String host = settings.text(Setting.PROXY_HOST);
    String username = settings.text(Setting.PROXY_USERNAME);
    Proxy proxy = host.isEmpty() ? null
        : new Proxy(host, settings.integer(Setting.PROXY_PORT), username.isEmpty() ? null : username, settings.text(Setting.PROXY_PASSWORD));
    return new OutgoingHttp(trusted(settings, TrustedCertificates::context), proxy);
  }

  /**
   * What the certificates of servers that don't speak HTTP are checked against.
   *
   * @throws IllegalArgumentException names the setting that can't work
   */
  public static X509TrustManager trust(Settings settings) {
    return trusted(settings, TrustedCertificates::manager);
  }

  private static <T> T trusted(Settings settings, Function<Path, T> make) {
    try {
      return make.apply(settings.text(Setting.TLS_TRUSTED).isEmpty() ? null : settings.path(Setting.TLS_TRUSTED));
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
