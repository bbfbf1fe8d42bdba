package io.pardotroutes.outgoing;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.socket.ConnectionSocketFactory;
import org.apache.hc.core5.http.config.Registry;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;

/**
 * What routes call {@code http:} and {@code https:} with. Camel makes a component of its own for each of the two names, and each has
 * settings of its own; these are the same. Trying again and following redirects are the routes' business.
 */
public final class RouteHttp extends HttpComponent {

  private final OutgoingHttp outgoing;

  /**
   * @param connect longest wait for a connection
   * @param answer longest wait for the answer, and for each further part of it
   */
  public RouteHttp(OutgoingHttp outgoing, Duration connect, Duration answer) {
    this.outgoing = outgoing;
    setConnectTimeout(connect.toMillis());
    setSoTimeout(answer.toMillis());
    setResponseTimeout(answer.toMillis());
    setAutomaticRetriesDisabled(true);
    setCookieManagementDisabled(true);
    setHttpClientConfigurer(client -> outgoing.configure(client, connect.plus(answer)));
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

  /** As Camel does, with our own view of names and heads. */
  @Override
  protected HttpClientConnectionManager createConnectionManager(Registry<ConnectionSocketFactory> registry, int most, int mostOfRoute, SocketConfig sockets) {
    PoolingHttpClientConnectionManager connections = new PoolingHttpClientConnectionManager(registry, PoolConcurrencyPolicy.STRICT, PoolReusePolicy.LIFO,
        TimeValue.ofMilliseconds(getConnectionTimeToLive()), null, outgoing.names(), outgoing.connections());
    connections.setDefaultSocketConfig(sockets);
    connections.setMaxTotal(most > 0 ? most : getMaxTotalConnections());
    connections.setDefaultMaxPerRoute(mostOfRoute > 0 ? mostOfRoute : getConnectionsPerRoute());
    return connections;
  }
}
