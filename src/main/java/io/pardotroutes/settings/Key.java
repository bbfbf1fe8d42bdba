package io.pardotroutes.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Every setting of {@code config/application.properties} that is the bundle's own, with its default and range. */
public enum Key {
  HTTP_PORT("pardot.http.port", "8080", Values.port()),
  HTTP_HOST("pardot.http.host", "0.0.0.0", Values.word()),
  HTTP_WRITE_KEYS("pardot.http.writeKeys", "sample:sample-write-key", Values.namedSecrets()),
  HTTP_WEBHOOKS("pardot.http.webhooks", "", Values.sourceSecrets()),
  HTTP_CORS_ORIGINS("pardot.http.corsOrigins", "", Values.origins()),
  HTTP_TLS_CERTIFICATE("pardot.http.tls.certificate", "", Values.text()),
  HTTP_TLS_KEY("pardot.http.tls.key", "", Values.text()),
  HTTP_TLS_CLIENT_CERTIFICATES("pardot.http.tls.clientCertificates", "", Values.text()),
  HTTP_RATE_PER_KEY("pardot.http.rate.perKey", "0", Values.number(0, 1_000_000)),
  HTTP_RATE_PER_ADDRESS("pardot.http.rate.perAddress", "1000", Values.number(0, 1_000_000)),
  HTTP_TRUSTED_PROXIES("pardot.http.trustedProxies", "", Values.addresses()),
  HTTP_CONNECTIONS("pardot.http.connections", "1000", Values.number(1, 1_000_000)),
  SAMPLES("pardot.samples", "true", Values.flag()),
  DATA("pardot.data", "data", Values.word()),
  SECRET_KEY_FILE("pardot.secret.keyFile", "secret.key", Values.word()),
  BACKLOG_LIMIT("pardot.backlog.limit", "1000000", Values.number(0, 1_000_000_000)),
  BROKER_URL("pardot.broker.url", "", Values.text()),
  BROKER_USERNAME("pardot.broker.username", "", Values.text()),
  BROKER_PASSWORD("pardot.broker.password", "", Values.text()),
  BROKER_FACTORY("pardot.broker.factory", "", Values.text()),
  BROKER_ACCEPTOR("pardot.broker.acceptor", "", Values.acceptor()),
  LOOKUP_MAXIMUM_SIZE("pardot.lookup.maximumSize", "100000", Values.number(0, 100_000_000)),
  LOOKUP_EXPIRE_AFTER("pardot.lookup.expireAfter", "1h", Values.duration(Duration.ofSeconds(1), Duration.ofDays(30))),
  DELIVERY_INITIAL_DELAY("pardot.delivery.initialDelay", "1s", Values.delay()),
  DELIVERY_MAXIMUM_DELAY("pardot.delivery.maximumDelay", "5m", Values.delay()),
  DELIVERY_RATE_LIMIT_DELAY("pardot.delivery.rateLimitDelay", "1s", Values.delay()),
  DELIVERY_QUOTA_DELAY("pardot.delivery.quotaDelay", "15m", Values.delay()),
  DELIVERY_UNAUTHORIZED_DELAY("pardot.delivery.unauthorizedDelay", "1m", Values.delay()),
  DELIVERY_CONNECT_TIMEOUT("pardot.delivery.connectTimeout", "10s", Values.duration(Duration.ofMillis(100), Duration.ofMinutes(5))),
  DELIVERY_REQUEST_TIMEOUT("pardot.delivery.requestTimeout", "130s", Values.duration(Duration.ofSeconds(1), Duration.ofMinutes(10))),
  ALLOWED_HOSTS("pardot.allowedHosts", "", Values.hosts()),
  PROXY_HOST("pardot.proxy.host", "", Values.text()),
  PROXY_PORT("pardot.proxy.port", "3128", Values.port()),
  PROXY_USERNAME("pardot.proxy.username", "", Values.text()),
  PROXY_PASSWORD("pardot.proxy.password", "", Values.text()),
  TLS_TRUSTED("pardot.tls.trustedCertificates", "", Values.text()),
  SMTP_URL("pardot.smtp.url", "", Values.mailServer()),
  SMTP_USERNAME("pardot.smtp.username", "", Values.text()),
  SMTP_PASSWORD("pardot.smtp.password", "", Values.text()),
  SMTP_FROM("pardot.smtp.from", "", Values.mailAddress()),
  CONSOLE_PORT("pardot.console.port", "8081", Values.port()),
  CONSOLE_URL("pardot.console.url", "", Values.address()),
  CONSOLE_PASSWORD("pardot.console.password", "", Values.text()),
  CONSOLE_HOST("pardot.console.host", "127.0.0.1", Values.word()),
  CONNECT_PORT("pardot.connect.port", "8085", Values.port()),
  SANDBOX_PORT("pardot.sandbox.port", "8090", Values.port()),
  ALLOW_WRITABLE_CONFIG("pardot.allowWritableConfig", "false", Values.flag()),
  ROUTES_WATCH("pardot.routes.watch", "1s", Values.duration(Duration.ofMillis(50), Duration.ofHours(1)));

  private final String name;
  private final String standard;
  private final Values values;

  Key(String name, String standard, Values values) {
    this.name = name;
    this.standard = standard;
    this.values = values;
  }

  /** As it is written in the file and behind {@code -D}. */
  public String key() {
    return name;
  }

  /** The value while the file says nothing. */
  public String standard() {
    return standard;
  }

  /** As an environment variable: {@code pardot.http.port} is {@code PARDOT_HTTP_PORT}. */
  public String environmentName() {
    return environmentName(name);
  }

  static String environmentName(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** What is wrong with a value, and what to write; empty where it is good. Of an address with a password in it only what follows is repeated. */
  Optional<String> refusal(String value) {
    return values.refusal(value).map(what -> what.replaceFirst("(?s)'.*@", "'***@"));
  }

  /** Whether a text is one address of a person, as {@link #SMTP_FROM} is. */
  public static boolean isMailAddress(String text) {
    return !text.isEmpty() && SMTP_FROM.refusal(text).isEmpty();
  }

  static Optional<Key> named(String key) {
    return Arrays.stream(values()).filter(known -> known.name.equals(key)).findFirst();
  }

  static List<String> names() {
    return Arrays.stream(values()).map(Key::key).toList();
  }
}
