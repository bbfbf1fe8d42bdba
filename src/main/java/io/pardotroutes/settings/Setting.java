package io.pardotroutes.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Every setting of {@code config/application.properties} that is the bundle's own, in the order of that file, which has each of them
 * with its default and sentence.
 */
public enum Setting implements Described {
  HTTP_HOST(Group.HTTP, "pardot.http.host", "0.0.0.0", Format.word(),
      "Where events come in. Bind to 127.0.0.1 behind a proxy on the same machine."),
  HTTP_PORT(Group.HTTP, "pardot.http.port", "8080", Format.port(), "The port for events: /v1/ and /webhook/."),
  HTTP_WRITE_KEYS(Group.HTTP, "pardot.http.writeKeys", "sample:sample-write-key", Format.namedSecrets(), """
      Who may send: name:key, comma separated. Replace the sample key; with it the bundle refuses to send to a real Pardot. Better:
      bin/pardot-routes key create NAME, which keeps hashes only, in config/write-keys.properties, followed while running."""),
  HTTP_WEBHOOKS(Group.HTTP, "pardot.http.webhooks", "", Format.sourceSecrets(), """
      Segment's webhook destination: source:secret, comma separated; the sender posts to /webhook/<source>. While one secret follows
      another, name the source twice. x-signature has to be lower-case hex. Of an array Segment signs the first event only: the others
      are as good as unsigned, so ask for client certificates as well, or leave batching off there."""),
  HTTP_CORS_ORIGINS(Group.HTTP, "pardot.http.corsOrigins", "", Format.origins(),
      "Web sites whose pages may send (CORS), such as https://www.example.com, comma separated; * for any. Credentials are never allowed."),
  HTTP_TLS_CERTIFICATE(Group.HTTP, "pardot.http.tls.certificate", "", Format.text(), """
      HTTPS on this port (TLS 1.2 and 1.3): the certificate chain in PEM. Empty: HTTP. Changed files, also those of the next two settings,
      are taken up while running; connections that are open stay."""),
  HTTP_TLS_KEY(Group.HTTP, "pardot.http.tls.key", "", Format.text(),
      "Its private key in PEM, not encrypted; the file with no rights for others."),
  HTTP_TLS_CLIENT_CERTIFICATES(Group.HTTP, "pardot.http.tls.clientCertificates", "", Format.text(),
      "Authorities in PEM: every sender has to show a certificate of theirs. Empty: none is asked for."),
  HTTP_RATE_PER_KEY(Group.HTTP, "pardot.http.rate.perKey", "0", Format.number(0, 1_000_000), """
      Requests a second of a write key or webhook source, for a moment twice as many; over it 429. 0 = any number, as one key may be that
      of a whole web site."""),
  HTTP_RATE_PER_ADDRESS(Group.HTTP, "pardot.http.rate.perAddress", "1000", Format.number(0, 1_000_000), """
      The same of an address: as many as Segment advises for a workspace; loopback is free. An address with 20 wrong keys, signatures or
      sources in a minute waits as well."""),
  HTTP_TRUSTED_PROXIES(Group.HTTP, "pardot.http.trustedProxies", "", Format.addresses(), """
      Proxies in front, by their addresses, comma separated: only theirs is the X-Forwarded-For that is believed. Name them, or all
      senders behind them count as one address."""),
  HTTP_CONNECTIONS(Group.HTTP, "pardot.http.connections", "1000", Format.number(1, 1_000_000),
      "Connections that may be open; a further one takes the place of the one that has been silent longest."),
  BACKLOG_LIMIT(Group.HTTP, "pardot.backlog.limit", "1000000", Format.number(0, 1_000_000_000),
      "Events that may wait, all destinations together; over it senders get 429. 0 = no limit."),

  DATA(Group.DISK, "pardot.data", "data", Format.word(),
      "The folder of the inbox, the broker's journal, the ids of the events seen and the secrets; relative to the home folder."),
  SECRET_KEY_FILE(Group.DISK, "pardot.secret.keyFile", "secret.key", Format.word(), """
      The key that encrypts secrets and tokens in the data folder; made at the first start. Not used while the environment variable
      PARDOT_SECRET_KEY has it. Keep a copy, apart from the data folder's."""),

  BROKER_URL(Group.QUEUES, "pardot.broker.url", "", Format.text(),
      "Another broker than the embedded one, for segment.events and for our own queues, such as tcp://broker:61616."),
  BROKER_USERNAME(Group.QUEUES, "pardot.broker.username", "", Format.text(), "How to sign in there. Empty: without a name."),
  BROKER_PASSWORD(Group.QUEUES, "pardot.broker.password", "", Format.secret(),
      "The password for that name, or for pardot.broker.acceptor."),
  BROKER_FACTORY(Group.QUEUES, "pardot.broker.factory", "", Format.text(),
      "For another vendor than Artemis the class of its ConnectionFactory (a jar in lib/)."),
  BROKER_ACCEPTOR(Group.QUEUES, "pardot.broker.acceptor", "", Format.acceptor(), """
      Opens the embedded broker to clients on the network, such as tcp://127.0.0.1:61616 (user sender, password pardot.broker.password).
      Empty: nobody outside of this process reaches it."""),

  LOOKUP_MAXIMUM_SIZE(Group.LOOKUP, "pardot.lookup.maximumSize", "100000", Format.number(0, 100_000_000),
      "Prospects remembered: more saves API calls and costs memory."),
  LOOKUP_EXPIRE_AFTER(Group.LOOKUP, "pardot.lookup.expireAfter", "1h", Format.duration(Duration.ofSeconds(1), Duration.ofDays(30)),
      "For how long: longer saves API calls, shorter notices changes made in Pardot sooner."),

  DELIVERY_INITIAL_DELAY(Group.SEND, "pardot.delivery.initialDelay", "1s", Format.delay(),
      "An outage: the first pause, doubled each time up to the longest. There is no last try."),
  DELIVERY_MAXIMUM_DELAY(Group.SEND, "pardot.delivery.maximumDelay", "5m", Format.delay(), "The longest pause of an outage."),
  DELIVERY_RATE_LIMIT_DELAY(Group.SEND, "pardot.delivery.rateLimitDelay", "1s", Format.delay(),
      "The pause after too many requests at once or in a minute (66, 202, HTTP 429 without Retry-After)."),
  DELIVERY_QUOTA_DELAY(Group.SEND, "pardot.delivery.quotaDelay", "15m", Format.delay(), """
      The day's requests are used up (122), or a destination is stopped by its settings: how often to look whether that has ended."""),
  DELIVERY_UNAUTHORIZED_DELAY(Group.SEND, "pardot.delivery.unauthorizedDelay", "1m", Format.delay(),
      "A renewed token was refused again, too (184): how often to try again."),
  DELIVERY_CONNECT_TIMEOUT(Group.SEND, "pardot.delivery.connectTimeout", "10s", Format.duration(Duration.ofMillis(100), Duration.ofMinutes(5)),
      "How long to wait for a connection."),
  DELIVERY_REQUEST_TIMEOUT(Group.SEND, "pardot.delivery.requestTimeout", "130s", Format.duration(Duration.ofSeconds(1), Duration.ofMinutes(10)), """
      How long to wait for an answer. Pardot itself gives up after about 120 s; a shorter wait leaves it unknown what became of a request.
      Both times together are also the longest that any http: or https: endpoint of a route may take for its whole answer, which may have
      up to 6 MB."""),

  TLS_TRUSTED(Group.OUT, "pardot.tls.trustedCertificates", "", Format.text(),
      "Certificates in PEM that are trusted besides Java's own, such as those of a proxy that looks into TLS."),
  ALLOWED_HOSTS(Group.OUT, "pardot.allowedHosts", "", Format.hosts(), """
      Hosts that destinations may name besides those of Pardot and Salesforce and this machine, such as a gateway: comma separated, *.name
      for all below a name."""),
  PROXY_HOST(Group.OUT, "pardot.proxy.host", "", Format.text(),
      "The company's proxy (HTTP CONNECT). Empty: none. What is on this machine is called without it."),
  PROXY_PORT(Group.OUT, "pardot.proxy.port", "3128", Format.port(), "Its port."),
  PROXY_USERNAME(Group.OUT, "pardot.proxy.username", "", Format.text(), "How to sign in to it. Empty: without."),
  PROXY_PASSWORD(Group.OUT, "pardot.proxy.password", "", Format.secret(), "The password for that name."),

  CONNECT_PORT(Group.COMMANDS, "pardot.connect.port", "8085", Format.port(), """
      Where the browser comes back to after bin/pardot-routes connect; the connected app has the callback URL
      http://localhost:8085/connect/callback."""),
  SMTP_URL(Group.COMMANDS, "pardot.smtp.url", "", Format.mailServer(), """
      Where bin/pardot-routes invite --mail leaves its mail, such as smtp://mail.example.com:587 (TLS is asked for, but not on this machine)
      or smtps://mail.example.com."""),
  SMTP_USERNAME(Group.COMMANDS, "pardot.smtp.username", "", Format.text(), "How to sign in there. Empty: without."),
  SMTP_PASSWORD(Group.COMMANDS, "pardot.smtp.password", "", Format.secret(), "The password for that name."),
  SMTP_FROM(Group.COMMANDS, "pardot.smtp.from", "", Format.mailAddress(), "The mail address that these mails come from."),

  CONSOLE_HOST(Group.CONSOLE, "pardot.console.host", "127.0.0.1", Format.word(),
      "Where health (/observe/health) and metrics (/observe/metrics) are seen. Another host than this machine needs a password."),
  CONSOLE_PORT(Group.CONSOLE, "pardot.console.port", "8081", Format.port(), "Their port."),
  CONSOLE_PASSWORD(Group.CONSOLE, "pardot.console.password", "", Format.secret(), """
      For whoever may see them, where that is not this machine alone: HTTP Basic, any user name. Without it health says UP or DOWN. After
      five wrong ones an address waits for a second, then twice as long after each, up to a minute."""),
  CONSOLE_URL(Group.CONSOLE, "pardot.console.url", "", Format.address(), """
      Where people reach that port, for the links of bin/pardot-routes invite; empty: http://localhost:<port>. The connected app has the
      callback URL <this>/connect/callback."""),

  SANDBOX_PORT(Group.TRY, "pardot.sandbox.port", "8090", Format.port(),
      "The local Pardot; runs only while an enabled destination points at http://localhost:<this port>."),
  SAMPLES(Group.TRY, "pardot.samples", "true", Format.flag(),
      "Sends a few sample events at each start, as long as every destination is on this machine and HTTP is not HTTPS."),

  ROUTES_WATCH(Group.LIVE, "pardot.routes.watch", "1s", Format.duration(Duration.ofMillis(50), Duration.ofHours(1)),
      "How often to look for changed files in routes/ and config/."),
  ALLOW_WRITABLE_CONFIG(Group.LIVE, "pardot.allowWritableConfig", "false", Format.flag(),
      "Routes are code, so the start is refused while every user of this machine may write to routes/ or config/. true lets it be.");

  /** What belongs together in the file. */
  public enum Group {
    HTTP("ingest: HTTP", Setting.START),
    DISK("ingest: files, and everything kept on disk", Setting.START),
    QUEUES("ingest: JMS, and the queues", Setting.START),
    LOOKUP("prepare: the lookup cache", Setting.START),
    SEND("send", Setting.START),
    OUT("the way out: Salesforce and Pardot", Setting.START),
    COMMANDS("the commands connect and invite", "with the next command"),
    CONSOLE("seen from outside", Setting.START),
    TRY("to try it", Setting.START),
    LIVE("changing it live", Setting.START);

    private final String title;
    private final String effect;

    Group(String title, String effect) {
      this.title = title;
      this.effect = effect;
    }

    /** Its heading. */
    public String title() {
      return title;
    }

    /** When a change takes effect. */
    public String effect() {
      return effect;
    }
  }

  private static final String START = "at the next start";

  private final Group group;
  private final Description description;

  Setting(Group group, String key, String standard, Format<?> format, String sentence) {
    this.group = group;
    this.description = new Description(key, standard, format, sentence);
  }

  public Group group() {
    return group;
  }

  @Override
  public Description description() {
    return description;
  }

  /** As an environment variable: {@code pardot.http.port} is {@code PARDOT_HTTP_PORT}. */
  public String environmentName() {
    return key().toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  static List<String> names() {
    return Arrays.stream(values()).map(Setting::key).toList();
  }
}
