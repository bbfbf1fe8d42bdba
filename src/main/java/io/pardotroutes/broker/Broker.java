package io.pardotroutes.broker;

import io.pardotroutes.settings.Setting;
import io.pardotroutes.settings.Settings;
import jakarta.jms.ConnectionFactory;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The queues: of the embedded broker, or of the one that the settings name. */
public final class Broker implements AutoCloseable {

  private static final String DELIVERIES = "pardot.deliveries.";

  private final EmbeddedBroker embedded;
  private final ConnectionFactory connectionFactory;

  private Broker(EmbeddedBroker embedded, ConnectionFactory connectionFactory) {
    this.embedded = embedded;
    this.connectionFactory = connectionFactory;
  }

  /** {@code onFailure}: see {@link EmbeddedBroker#start}. */
  public static Broker start(Settings settings, Path data, Consumer<String> onFailure) {
    String url = settings.text(Setting.BROKER_URL);
    String factory = settings.text(Setting.BROKER_FACTORY);
    if (!url.isBlank() || !factory.isBlank()) {
      String username = settings.text(Setting.BROKER_USERNAME);
      return new Broker(null, ConnectionFactories.of(url, username, settings.text(Setting.BROKER_PASSWORD), factory));
    }
    String acceptor = settings.text(Setting.BROKER_ACCEPTOR);
    BrokerSettings.Acceptor open = acceptor.isBlank() ? null : new BrokerSettings.Acceptor(acceptor, settings.text(Setting.BROKER_PASSWORD));
    EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(data.resolve("broker"), open, 0), onFailure);
    return new Broker(broker, broker.connectionFactory());
  }

  public ConnectionFactory connectionFactory() {
    return connectionFactory;
  }

  public boolean isEmbedded() {
    return embedded != null;
  }

  public void ensureQueues(String destination) {
    if (embedded != null) {
      embedded.ensureQueue(DELIVERIES + destination);
    }
  }

  /** Events that wait for the destination; not a number where the broker is not ours to ask. */
  public Number backlog(String destination) {
    return embedded == null ? Double.NaN : embedded.depth(DELIVERIES + destination);
  }

  /** Age of the oldest waiting event in seconds, 0 where none waits; not a number where the broker is not ours to ask. */
  public Number oldestSeconds(String destination) {
    return embedded == null ? Double.NaN : Math.max(0, embedded.oldest(DELIVERIES + destination)) / 1000.0;
  }

  @Override
  public void close() {
    if (embedded != null) {
      embedded.close();
    }
  }
}
