package io.pardotroutes;

import io.pardotroutes.live.Key;
import io.pardotroutes.live.Settings;
import io.pardotroutes.outgoing.OutgoingHttp;
import io.pardotroutes.outgoing.Proxy;
import io.pardotroutes.outgoing.TrustedCertificates;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.support.jsse.SSLContextParameters;

/** Makes of the settings how calls leave this machine, for the routes and for everything else. */
final class Outgoing {

  private Outgoing() {}

  /** @throws IllegalArgumentException names the setting that can't work */
  static OutgoingHttp of(Settings settings) {
    String trusted = settings.text(Key.TLS_TRUSTED);
    String host = settings.text(Key.PROXY_HOST);
    String username = settings.text(Key.PROXY_USERNAME);
    Proxy proxy = host.isEmpty() ? null
        : new Proxy(host, settings.integer(Key.PROXY_PORT), username.isEmpty() ? null : username, settings.text(Key.PROXY_PASSWORD));
    try {
      return new OutgoingHttp(TrustedCertificates.context(trusted.isEmpty() ? null : settings.path(Key.TLS_TRUSTED)), proxy);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(Key.TLS_TRUSTED.key() + " " + e.getMessage(), e);
    }
  }

  /** Routes that call {@code http:} and {@code https:} do so as everything else does. */
  static void useFor(CamelContext context, OutgoingHttp outgoing) {
    context.getComponent("http", HttpComponent.class).setHttpClientConfigurer(outgoing::useProxy);
    HttpComponent https = context.getComponent("https", HttpComponent.class);
    https.setHttpClientConfigurer(outgoing::useProxy);
    https.setSslContextParameters(tls(outgoing));
  }

  /** The certificates that every call trusts, for a component of Camel. */
  static SSLContextParameters tls(OutgoingHttp outgoing) {
    return new SSLContextParameters() {
      @Override
      public SSLContext createSSLContext(CamelContext ignored) {
        return outgoing.tls();
      }
    };
  }
}
