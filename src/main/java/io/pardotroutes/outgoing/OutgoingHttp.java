package io.pardotroutes.outgoing;

import io.pardotroutes.settings.Host;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultProxyRoutePlanner;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Every call to Salesforce and Pardot goes out as this says: the one trust store, the one proxy, no redirects, no cookies.
 *
 * @param tls what certificates are checked against
 * @param proxy null for none
 */
public record OutgoingHttp(SSLContext tls, Proxy proxy) {

  private static final int CONNECT_SECONDS = 5;
  private static final int ANSWER_SECONDS = 30;
  private static final Duration WHOLE_CALL = Duration.ofSeconds(60);
  private static final int MOST_HEADERS = 100;
  private static final int LONGEST_HEADER = 16_384;

  /** With a proxy no name but its own is looked up here; without one, names are guarded. */
  DnsResolver names() {
    return proxy == null ? new GuardedNames() : SystemDefaultDnsResolver.INSTANCE;
  }

  /** Connections that read no head without end. */
  HttpConnectionFactory<ManagedHttpClientConnection> connections() {
    return ManagedHttpClientConnectionFactory.builder()
        .http1Config(Http1Config.custom().setMaxHeaderCount(MOST_HEADERS).setMaxLineLength(LONGEST_HEADER).build())
        .build();
  }

  /**
   * Sends what a client sends through the proxy, if there is one; what is on this machine needs none. Answers have an end.
   *
   * @param whole longest time from a request to the end of its answer
   */
  void configure(HttpClientBuilder client, Duration whole) {
    client.addExecInterceptorFirst("bounded-answers", new BoundedAnswers(whole));
    if (proxy == null) {
      return;
    }
    HttpHost host = new HttpHost(proxy.host(), proxy.port());
    client.setRoutePlanner(new DefaultProxyRoutePlanner(host) {
      @Override
      protected HttpHost determineProxy(HttpHost target, HttpContext context) {
        return Host.isLoopback(target.getHostName()) ? null : host;
      }
    });
    if (proxy.username() != null) {
      BasicCredentialsProvider credentials = new BasicCredentialsProvider();
      credentials.setCredentials(new AuthScope(host), new UsernamePasswordCredentials(proxy.username(), proxy.password().toCharArray()));
      client.setDefaultCredentialsProvider(credentials);
    }
  }

  /** A client for the few calls that no route makes. */
  public CloseableHttpClient client() {
    HttpClientBuilder client = HttpClientBuilder.create()
        .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(names())
            .setConnectionFactory(connections())
            .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
            .setDefaultConnectionConfig(ConnectionConfig.custom()
                .setConnectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                .setSocketTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                .build())
            .build())
        .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(ANSWER_SECONDS, TimeUnit.SECONDS).build())
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAutomaticRetries();
    configure(client, WHOLE_CALL);
    return client.build();
  }
}
