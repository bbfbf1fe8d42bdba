package io.pardotroutes.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pardotroutes.broker.BrokerSettings;
import io.pardotroutes.broker.ConnectionFactories;
import io.pardotroutes.broker.EmbeddedBroker;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A real broker in a temporary folder and a context without routes that can reach it. */
public abstract class JmsTest {

  @TempDir
  public Path data;

  public final List<String> brokerFailures = new CopyOnWriteArrayList<>();
  public EmbeddedBroker broker;
  DefaultCamelContext context;
  public ProducerTemplate template;

  @BeforeEach
  public void startBroker() throws Exception {
    broker = EmbeddedBroker.start(settings(), brokerFailures::add);
    context = new DefaultCamelContext();
    context.getRegistry().bind("connectionFactory", broker.connectionFactory());
    context.getComponent("jms-batch", JmsBatchComponent.class).setRefusals(ConnectionFactories::refusal);
    context.getShutdownStrategy().setTimeout(20);
    context.start();
    template = context.createProducerTemplate();
  }

  @AfterEach
  public void stopBroker() throws Exception {
    template.close();
    context.close();
    broker.close();
  }

  public BrokerSettings settings() {
    return BrokerSettings.in(data.resolve("broker"));
  }

  public interface Routes {
    void in(RouteBuilder builder);
  }

  public void route(Routes routes) throws Exception {
    context.addRoutes(new RouteBuilder() {
      @Override
      public void configure() {
        routes.in(this);
      }
    });
  }

  public void send(String uri, String... bodies) {
    template.sendBody(uri, messages(bodies));
  }

  /** The broker counts a message a moment after the commit. */
  public void awaitDepth(String queue, long depth) {
    await().untilAsserted(() -> assertThat(broker.depth(queue)).isEqualTo(depth));
  }

  public static List<QueueMessage> messages(String... bodies) {
    List<QueueMessage> messages = new ArrayList<>();
    for (String body : bodies) {
      messages.add(new QueueMessage(null, body, null, Map.of()));
    }
    return messages;
  }

  /** Bodies "0" to count - 1. */
  public static String[] numbers(int count) {
    String[] numbers = new String[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = String.valueOf(i);
    }
    return numbers;
  }

  @SuppressWarnings("unchecked")
  public static List<ReceivedMessage> received(Exchange exchange) {
    return exchange.getIn().getBody(List.class);
  }

  static List<String> bodies(List<ReceivedMessage> messages) {
    return messages.stream().map(ReceivedMessage::body).toList();
  }

  /** What another client of the broker would get, taken off the queue. */
  public List<Message> take(String queue, int count) throws JMSException {
    try (Connection connection = broker.connectionFactory().createConnection()) {
      connection.start();
      Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
      MessageConsumer consumer = session.createConsumer(session.createQueue(queue));
      List<Message> messages = new ArrayList<>();
      while (messages.size() < count) {
        Message next = consumer.receive(2_000);
        if (next == null) {
          break;
        }
        messages.add(next);
      }
      return messages;
    }
  }

  interface Sending {
    Message message(Session session) throws JMSException;
  }

  /** Sends as a foreign client does. */
  void sendForeign(String queue, Sending... messages) throws JMSException {
    try (Connection connection = broker.connectionFactory().createConnection()) {
      Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
      for (Sending message : messages) {
        session.createProducer(session.createQueue(queue)).send(message.message(session));
      }
    }
  }
}
