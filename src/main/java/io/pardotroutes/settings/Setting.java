package io.pardotroutes.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Every setting of {@code config/application.properties} that is the bundle's own, with its default and range. */
public enum Setting {
  HTTP_PORT("pardot.http.port", "8080", Format.port()),
  HTTP_HOST("pardot.http.host", "0.0.0.0", Format.word()),
  HTTP_WRITE_KEYS("pardot.http.writeKeys", "sample:sample-write-key", Format.namedSecrets()),
  HTTP_WEBHOOKS("pardot.http.webhooks", "", Format.sourceSecrets()),
  HTTP_CORS_ORIGINS("pardot.http.corsOrigins", "", Format.origins()),
  HTTP_TLS_CERTIFICATE("pardot.http.tls.certificate", "", Format.text()),
  HTTP_TLS_KEY("pardot.http.tls.key", "", Format.text()),
  HTTP_TLS_CLIENT_CERTIFICATES("pardot.http.tls.clientCertificates", "", Format.text()),
  HTTP_RATE_PER_KEY("pardot.http.rate.perKey", "0", Format.number(0, 1_000_000)),
  HTTP_RATE_PER_ADDRESS("pardot.http.rate.perAddress", "1000", Format.number(0, 1_000_000)),
  HTTP_TRUSTED_PROXIES("pardot.http.trustedProxies", "", Format.addresses()),
  HTTP_CONNECTIONS("pardot.http.connections", "1000", Format.number(1, 1_000_000)),
  SAMPLES("pardot.samples", "true", Format.flag()),
  DATA("pardot.data", "data", Format.word()),
  SECRET_KEY_FILE("pardot.secret.keyFile", "secret.key", Format.word()),
  BACKLOG_LIMIT("pardot.backlog.limit", "1000000", Format.number(0, 1_000_000_000)),
  BROKER_URL("pardot.broker.url", "", Format.text()),
  BROKER_USERNAME("pardot.broker.username", "", Format.text()),
  BROKER_PASSWORD("pardot.broker.password", "", Format.text()),
  BROKER_FACTORY("pardot.broker.factory", "", Format.text()),
  BROKER_ACCEPTOR("pardot.broker.acceptor", "", Format.acceptor()),
  LOOKUP_MAXIMUM_SIZE("pardot.lookup.maximumSize", "100000", Format.number(0, 100_000_000)),
  LOOKUP_EXPIRE_AFTER("pardot.lookup.expireAfter", "1h", Format.duration(Duration.ofSeconds(1), Duration.ofDays(30))),
  DELIVERY_INITIAL_DELAY("pardot.delivery.initialDelay", "1s", Format.delay()),
  DELIVERY_MAXIMUM_DELAY("pardot.delivery.maximumDelay", "5m", Format.delay()),
  DELIVERY_RATE_LIMIT_DELAY("pardot.delivery.rateLimitDelay", "1s", Format.delay()),
  DELIVERY_QUOTA_DELAY("pardot.delivery.quotaDelay", "15m", Format.delay()),
  DELIVERY_UNAUTHORIZED_DELAY("pardot.delivery.unauthorizedDelay", "1m", Format.delay()),
  DELIVERY_CONNECT_TIMEOUT("pardot.delivery.connectTimeout", "10s", Format.duration(Duration.ofMillis(100), Duration.ofMinutes(5))),
  DELIVERY_REQUEST_TIMEOUT("pardot.delivery.requestTimeout", "130s", Format.duration(Duration.ofSeconds(1), Duration.ofMinutes(10))),
  ALLOWED_HOSTS("pardot.allowedHosts", "", Format.hosts()),
  PROXY_HOST("pardot.proxy.host", "", Format.text()),
  PROXY_PORT("pardot.proxy.port", "3128", Format.port()),
  PROXY_USERNAME("pardot.proxy.username", "", Format.text()),
  PROXY_PASSWORD("pardot.proxy.password", "", Format.text()),
  TLS_TRUSTED("pardot.tls.trustedCertificates", "", Format.text()),
  SMTP_URL("pardot.smtp.url", "", Format.mailServer()),
  SMTP_USERNAME("pardot.smtp.username", "", Format.text()),
  SMTP_PASSWORD("pardot.smtp.password", "", Format.text()),
  SMTP_FROM("pardot.smtp.from", "", Format.mailAddress()),
  CONSOLE_PORT("pardot.console.port", "8081", Format.port()),
  CONSOLE_URL("pardot.console.url", "", Format.address()),
  CONSOLE_PASSWORD("pardot.console.password", "", Format.text()),
  CONSOLE_HOST("pardot.console.host", "127.0.0.1", Format.word()),
  CONNECT_PORT("pardot.connect.port", "8085", Format.port()),
  SANDBOX_PORT("pardot.sandbox.port", "8090", Format.port()),
  ALLOW_WRITABLE_CONFIG("pardot.allowWritableConfig", "false", Format.flag()),
  ROUTES_WATCH("pardot.routes.watch", "1s", Format.duration(Duration.ofMillis(50), Duration.ofHours(1)));

  private final String name;
  private final String standard;
  private final Format values;

  Setting(String name, String standard, Format values) {
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

  static Optional<Setting> named(String key) {
    return Arrays.stream(values()).filter(known -> known.name.equals(key)).findFirst();
  }

  static List<String> names() {
    return Arrays.stream(values()).map(Setting::key).toList();
  }
}
