package io.pardotroutes.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pardotroutes.jms.GroupCommit;
import io.pardotroutes.jms.JmsTest;
import io.pardotroutes.jms.QueueMessage;
import io.pardotroutes.jms.QueueUnavailable;
import io.pardotroutes.jms.ReceivedMessage;
import io.pardotroutes.support.Log;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.paging.PagingManager;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.camel.CamelExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class EmbeddedBrokerTest extends JmsTest {

  @RegisterExtension
  private final Log commits = new Log(GroupCommit.class);
  @RegisterExtension
  private final Log paged = new Log(PagedTransactions.class);

  @Test
  void neverGivesUpAMessageThatFailsOften() throws Exception {
    send("jms-batch:q", "one");

    try (Connection connection = broker.connectionFactory().createConnection()) {
      connection.start();
      Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
      MessageConsumer consumer = session.createConsumer(session.createQueue("q"));
      for (int i = 0; i < 30; i++) {
        assertThat(consumer.receive(5_000)).isNotNull();
        session.rollback();
      }
    }

    awaitDepth("q", 1);
  }

  @Test
  void keepsAMessageBeyondTheTimeThatItsSenderSet() throws Exception {
    try (Connection connection = broker.connectionFactory().createConnection()) {
      Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
      MessageProducer producer = session.createProducer(session.createQueue("q"));
      producer.setTimeToLive(1);
      producer.send(session.createTextMessage("short-lived"));
    }
    long sent = System.currentTimeMillis();
    await().until(() -> System.currentTimeMillis() > sent + 50);

    assertThat(take("q", 1)).hasSize(1);
  }

  @Test
  void keepsAQueueAndWhatIsOnItWhenItStarts() throws Exception {
    send("jms-batch:q", numbers(10));
    broker.ensureQueue("empty");

    restart();

    awaitDepth("q", 10);
    assertThat(broker.server().locateQueue("empty")).isNotNull();
    assertThat(take("q", 10)).hasSize(10);
    assertThat(broker.server().locateQueue("q")).isNotNull();
  }

  @Test
  void tellsHowManyMessagesWaitAndForHowLong() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    List<ReceivedMessage> inHand = new CopyOnWriteArrayList<>();
    assertThat(broker.depth("q")).isZero();
    assertThat(broker.oldest("q")).isEqualTo(-1);
    broker.ensureQueue("q");
    assertThat(broker.oldest("q")).isEqualTo(-1);

    send("jms-batch:q", "one");
    route(r -> r.from("jms-batch:q?maxMessages=1&waitTime=0").process(e -> {
      inHand.addAll(received(e));
      release.await();
    }));
    await().until(() -> inHand.size() == 1);
    long taken = System.currentTimeMillis();
    await().until(() -> System.currentTimeMillis() > taken + 300);
    send("jms-batch:q", "two");

    awaitDepth("q", 2);
    assertThat(broker.oldest("q")).isBetween(300L, 60_000L);
    release.countDown();
    await().until(() -> broker.depth("q") == 0 && broker.oldest("q") == -1);
  }

  @Test
  void keepsALongBacklogOnDiskAndItsOrder() throws Exception {
    String filling = "x".repeat(1_500);
    for (int i = 0; i < 100; i++) {
      int first = 100 * i;
      template.sendBody("jms-batch:q", IntStream.range(first, first + 100)
          .mapToObj(n -> new QueueMessage(null, n + " " + filling, null, Map.of())).toList());
    }
    awaitDepth("q", 10_000);
    assertThat(broker.server().getPagingManager().getPageStore(SimpleString.of("q")).isPaging()).isTrue();

    restart();
    awaitDepth("q", 10_000);
    assertThat(broker.oldest("q")).isPositive();
    List<String> received = new CopyOnWriteArrayList<>();
    route(r -> r.from("jms-batch:q?maxMessages=500&waitTime=50ms").process(e -> {
      List<String> numbers = new ArrayList<>();
      received(e).forEach(m -> numbers.add(m.body().substring(0, m.body().indexOf(' '))));
      received.addAll(numbers);
    }));

    await().atMost(Duration.ofSeconds(60)).until(() -> broker.depth("q") == 0);
    assertThat(received).containsExactly(numbers(10_000));
  }

  @Test
  void refusesMessagesWithoutDelayWhenTheDiskIsFullButGivesOutWhatItHas() throws Exception {
    send("jms-batch:q", numbers(100));
    stopBroker();
    fullDisk = true;
    startBroker();
    await().until(() -> broker.server().getPagingManager().isDiskFull());

    long start = System.nanoTime();
    assertThatThrownBy(() -> send("jms-batch:q", "more")).isInstanceOf(CamelExecutionException.class)
        .hasCauseInstanceOf(QueueUnavailable.class);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    List<ReceivedMessage> received = new CopyOnWriteArrayList<>();
    route(r -> r.from("jms-batch:q").process(e -> received.addAll(received(e))));
    await().until(() -> broker.depth("q") == 0);
    assertThat(received).hasSize(100);
  }

  @Test
  void aFullDiskIsOneLineInTheLogAndSoIsItsEnd() throws Exception {
    stopBroker();
    fullDisk = true;
    startBroker();
    await().until(() -> broker.server().getPagingManager().isDiskFull());
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> send("jms-batch:q", "one")).hasCauseInstanceOf(QueueUnavailable.class);
    }
    assertThat(commits.lines()).containsExactly(
        "WARN The queues take no messages (the broker's disk, queue or memory is full); senders are told to repeat theirs");

    ((ActiveMQServerImpl) broker.server()).getMonitor().setMinDiskFree(1);
    await().until(() -> !broker.server().getPagingManager().isDiskFull());
    send("jms-batch:q", "two", "three");

    await().untilAsserted(() -> assertThat(commits.lines()).hasSize(2).last().isEqualTo("INFO The queues take messages again"));
  }

  @Test
  void takesNoMoreTransactionsThanItsHeapHoldsButDeadLettersAndGoesOnOnceTheyAreTaken() throws Exception {
    String filling = "x".repeat(100_000);
    for (int i = 0; i < 150; i++) {
      send("jms-batch:q", filling);
    }
    PagingManager paging = broker.server().getPagingManager();
    int already = paging.getTransactions().size();
    assertThat(already).isPositive();
    broker.server().registerBrokerPlugin(new PagedTransactions(broker.server(), already + 2));
    send("jms-batch:q", "one more");
    send("jms-batch:q", "the last");
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> send("jms-batch:q", "too many")).hasCauseInstanceOf(QueueUnavailable.class);
    }
    send("jms-batch:pardot.dead.q", "a dead letter");

    assertThat(paged.lines()).singleElement().asString().startsWith("WARN " + (already + 2) + " transactions wait in page files");
    assertThat(take("q", 152)).hasSize(152);
    await().until(() -> paging.getTransactions().size() < already);
    send("jms-batch:q", "as ever");
    assertThat(take("q", 1)).hasSize(1);
  }

  @Test
  void keepsItsFolderToItself() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("broker")))).isEqualTo("rwx------");
  }

  @Test
  void refusesAFolderThatABrokerOfAnotherProcessUsesAndStartsOnceThatIsKilled() throws Exception {
    Path folder = data.resolve("other");
    Process other = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp", System.getProperty("java.class.path"), OtherProcess.class.getName(), folder.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader output = new BufferedReader(new InputStreamReader(other.getInputStream()))) {
      String line = output.readLine();
      while (line != null && !line.equals("started")) {
        line = output.readLine();
      }
      assertThat(line).isEqualTo("started");

      long start = System.nanoTime();
      assertThatIllegalStateException().isThrownBy(() -> EmbeddedBroker.start(BrokerSettings.in(folder), brokerFailures::add))
          .withMessageContaining(folder.toString()).withMessageContaining("pid " + other.pid());
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    } finally {
      other.destroyForcibly().waitFor();
    }

    try (EmbeddedBroker started = EmbeddedBroker.start(BrokerSettings.in(folder), brokerFailures::add)) {
      assertThat(started.depth("q")).isEqualTo(1);
    }
    assertThat(brokerFailures).isEmpty();
  }

  @Test
  void saysWhyItCannotStart() throws Exception {
    Path file = Files.writeString(data.resolve("a-file"), "");

    assertThatIllegalStateException().isThrownBy(() -> EmbeddedBroker.start(BrokerSettings.in(file), brokerFailures::add))
        .withMessageContaining(file.toString());
    assertThat(brokerFailures).isEmpty();
  }

  @Test
  void doesNotStartWithoutThePortThatItShouldHave() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String uri = "tcp://127.0.0.1:" + taken.getLocalPort();
      BrokerSettings settings = new BrokerSettings(data.resolve("taken"), new BrokerSettings.Acceptor(uri, "send it", null), 0);

      assertThatIllegalStateException().isThrownBy(() -> EmbeddedBroker.start(settings, brokerFailures::add))
          .withMessageContaining("pardot.broker.acceptor = " + uri);
    }
    assertThat(brokerFailures).isEmpty();
  }

  @Test
  void aPortNeedsSomebodyWhoMayUseIt() {
    assertThatIllegalArgumentException().isThrownBy(() -> new BrokerSettings.Acceptor("tcp://127.0.0.1:61616", " ", null))
        .withMessageContaining("pardot.broker.password");
    assertThatIllegalArgumentException().isThrownBy(() -> new BrokerSettings.Acceptor("http://127.0.0.1:61616", "send it", null))
        .withMessageContaining("pardot.broker.acceptor");
  }

  @Test
  void saysOnceThatItHasFailedButNotThatItWasClosed() throws Exception {
    assertThat(broker.isRunning()).isTrue();

    ((ActiveMQServerImpl) broker.server()).getIoCriticalErrorListener().onIOException(new IOException("no space"), "write", "file");

    await().untilAsserted(() -> assertThat(brokerFailures).hasSize(1));
    assertThat(brokerFailures.get(0)).contains("no space");
    assertThat(broker.isRunning()).isFalse();
    broker.close();
    restart();
    broker.close();
    assertThat(brokerFailures).hasSize(1);
  }

  @Test
  void saysThatItHasStoppedByItself() throws Exception {
    broker.server().stop();

    assertThat(brokerFailures).hasSize(1);
  }

  @Test
  void letsUsersOfItsPortDoOnlyWhatTheyMay() throws Exception {
    int port = freePort();
    String uri = "tcp://127.0.0.1:" + port;
    BrokerSettings.Acceptor acceptor = new BrokerSettings.Acceptor(uri, "send it", "read it");
    try (EmbeddedBroker open = EmbeddedBroker.start(new BrokerSettings(data.resolve("open"), acceptor, 0), brokerFailures::add)) {
      open.ensureQueue("segment.events");
      open.ensureQueue("pardot.dead.emea");
      open.ensureQueue("pardot.deliveries.emea");
      ConnectionFactory sender = ConnectionFactories.of(uri, "sender", "send it", null);
      ConnectionFactory reader = ConnectionFactories.of(uri, "reader", "read it", null);

      assertThatThrownBy(() -> ConnectionFactories.of(uri, null, null, null).createConnection())
          .isInstanceOf(JMSSecurityException.class);
      assertThatThrownBy(() -> ConnectionFactories.of(uri, "sender", "wrong", null).createConnection())
          .isInstanceOf(JMSSecurityException.class);
      send(sender, "segment.events");
      assertThat(open.depth("segment.events")).isEqualTo(1);
      assertThatThrownBy(() -> send(sender, "pardot.deliveries.emea")).isInstanceOf(JMSException.class);
      assertThatThrownBy(() -> send(sender, "activemq.management")).isInstanceOf(JMSException.class);
      assertThatThrownBy(() -> send(sender, "made.up")).isInstanceOf(JMSException.class);
      assertThatThrownBy(() -> read(sender, "segment.events")).isInstanceOf(JMSException.class);
      assertThat(read(reader, "pardot.dead.emea")).isNull();
      assertThatThrownBy(() -> read(reader, "pardot.deliveries.emea")).isInstanceOf(JMSException.class);
      assertThatThrownBy(() -> send(reader, "segment.events")).isInstanceOf(JMSException.class);
      try (Connection own = open.connectionFactory().createConnection()) {
        assertThat(own.createSession()).isNotNull();
      }
    }
  }

  @Test
  void saysWhatIsWrongWithABrokerUrlOrClass() {
    assertThatIllegalArgumentException().isThrownBy(() -> ConnectionFactories.of("nonsense", null, null, null))
        .withMessageContaining("pardot.broker.url");
    assertThatIllegalArgumentException().isThrownBy(() -> ConnectionFactories.of("x", null, null, "no.such.Factory"))
        .withMessageContaining("no.such.Factory");
    assertThatIllegalArgumentException().isThrownBy(() -> ConnectionFactories.of("x", null, null, "java.lang.String"));
    assertThatIllegalArgumentException().isThrownBy(() -> new BrokerSettings.Acceptor("61616", "a", "b"))
        .withMessageContaining("tcp://");
  }

  private boolean fullDisk;

  @Override
  public BrokerSettings settings() {
    return fullDisk ? new BrokerSettings(data.resolve("broker"), null, Long.MAX_VALUE) : super.settings();
  }

  private void restart() throws Exception {
    stopBroker();
    startBroker();
  }

  public static void send(ConnectionFactory factory, String queue) throws JMSException {
    try (Connection connection = factory.createConnection()) {
      Session session = connection.createSession();
      session.createProducer(session.createQueue(queue)).send(session.createTextMessage("x"));
    }
  }

  private static Message read(ConnectionFactory factory, String queue) throws JMSException {
    try (Connection connection = factory.createConnection()) {
      connection.start();
      Session session = connection.createSession();
      return session.createConsumer(session.createQueue(queue)).receive(200);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** A broker in a process of its own, with one message on its queue. */
  static final class OtherProcess {

    public static void main(String[] args) throws Exception {
      EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(Path.of(args[0])), reason -> System.exit(1));
      EmbeddedBrokerTest.send(broker.connectionFactory(), "q");
      System.out.println("started");
      new CountDownLatch(1).await();
    }
  }
}
