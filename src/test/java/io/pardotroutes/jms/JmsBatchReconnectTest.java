package io.pardotroutes.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pardotroutes.broker.ConnectionFactories;
import io.pardotroutes.support.Log;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Against a broker of one's own, over TCP. */
@Timeout(90)
class JmsBatchReconnectTest {

  @TempDir
  Path data;

  private final List<String> received = new CopyOnWriteArrayList<>();
  @RegisterExtension
  private final Log log = new Log(JmsBatchConsumer.class);
  private int port;
  private ActiveMQServer broker;
  private DefaultCamelContext context;
  private ProducerTemplate template;

  @BeforeEach
  void start() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    startBroker();
    context = startContext();
    template = context.createProducerTemplate();
  }

  @AfterEach
  void stop() throws Exception {
    context.close();
    broker.stop();
  }

  @Test
  void goesOnAfterTheBrokerHasRestartedAndSaysSoOnce() throws Exception {
    template.sendBody("jms-batch:q", JmsTest.messages("before"));
    await().until(() -> received.contains("before"));

    broker.stop();
    assertThatThrownBy(() -> template.sendBody("jms-batch:q", JmsTest.messages("meanwhile")))
        .isInstanceOf(CamelExecutionException.class).hasCauseInstanceOf(QueueUnavailable.class);
    await().until(() -> log.count("no connection") == 1);
    await().during(Duration.ofSeconds(2)).until(() -> log.count("no connection") == 1);
    startBroker();

    await().atMost(Duration.ofSeconds(10)).until(() -> log.count("connected to the broker again") == 1);
    template.sendBody("jms-batch:q", JmsTest.messages("after"));
    await().atMost(Duration.ofSeconds(10)).until(() -> received.contains("after"));
    assertThat(new HashSet<>(received)).isEqualTo(Set.of("before", "after"));
    assertThat(log.count("no connection")).isEqualTo(1);
  }

  @Test
  void aProducerThatWasConnectedBeforeTheRestartSendsAgainAndNothingTwice() throws Exception {
    template.sendBody("jms-batch:other", JmsTest.messages("before"));

    broker.stop();
    startBroker();
    await().atMost(Duration.ofSeconds(20)).ignoreException(CamelExecutionException.class)
        .untilAsserted(() -> template.sendBody("jms-batch:other", JmsTest.messages("after")));

    await().during(Duration.ofMillis(200)).until(() -> broker.locateQueue("other").getMessageCount() == 2);
  }

  @Test
  void aContextStartsWithoutItsBrokerAndStopsWithoutIt() throws Exception {
    broker.stop();

    DefaultCamelContext lonely = startContext();
    await().until(() -> log.count("no connection") >= 2);
    long start = System.nanoTime();
    lonely.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
  }

  private DefaultCamelContext startContext() throws Exception {
    DefaultCamelContext starting = new DefaultCamelContext();
    starting.getRegistry().bind("external", ConnectionFactories.of("tcp://127.0.0.1:" + port, "someone", "secret", null));
    starting.addRoutes(new RouteBuilder() {
      @Override
      public void configure() {
        from("jms-batch:q?waitTime=50ms&concurrentConsumers=4").process(e -> received.addAll(JmsTest.bodies(JmsTest.received(e))));
      }
    });
    starting.start();
    return starting;
  }

  private void startBroker() throws Exception {
    Configuration configuration = new ConfigurationImpl()
        .setSecurityEnabled(false)
        .setJMXManagementEnabled(false)
        .setMaxDiskUsage(-1)
        .setJournalDirectory(data.resolve("journal").toString())
        .setBindingsDirectory(data.resolve("bindings").toString())
        .setPagingDirectory(data.resolve("paging").toString())
        .setLargeMessagesDirectory(data.resolve("large").toString())
        .addAcceptorConfiguration("tcp", "tcp://127.0.0.1:" + port)
        .addAddressSetting("#", new AddressSettings().setMaxDeliveryAttempts(-1).setAutoDeleteQueues(false)
            .setAutoDeleteAddresses(false));
    broker = ActiveMQServers.newActiveMQServer(configuration, null, null, true);
    broker.start();
  }
}
