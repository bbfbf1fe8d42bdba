package bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pardotroutes.broker.BrokerSettings;
import io.pardotroutes.broker.EmbeddedBroker;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * The least that a program can do: take up to 50 events, parse them, send them as one batchUpsert, look at the reply; five
 * threads, a connection each. No routes, no mapping rules, no order, no outcome kept, nothing retried; in version 4 nobody looked up.
 *
 * <p>Arguments: {@code queue} (the bundle's kind of durable queue, 50 events a transaction) or {@code memory} (no queue at
 * all), the version of the API, its base URL, a folder. Command: {@code fill FIRST PEOPLE COUNT}.
 */
final class BareLoop {

  private static final int CONNECTIONS = 5;
  private static final int BATCH = 50;
  private static final long WAIT_MILLIS = 200;
  private static final String QUEUE = "bare.deliveries";
  /** Two batches ahead for each thread: enough to keep it busy, too little to hoard. */
  private static final int WINDOW_BYTES = 256 * 1024;

  private final ObjectMapper json = new ObjectMapper();
  private final BlockingQueue<String> memory = new LinkedBlockingQueue<>();
  private final int apiVersion;
  private final URL batchUpsert;

  private BareLoop(int apiVersion, String baseUrl) throws IOException {
    this.apiVersion = apiVersion;
    this.batchUpsert = URI.create(baseUrl + "/api/prospect/version/" + apiVersion + "/do/batchUpsert").toURL();
  }

  public static void main(String[] args) throws Exception {
    BareLoop loop = new BareLoop(Integer.parseInt(args[1]), args[2]);
    ConnectionFactory factory = args[0].equals("queue") ? broker(Path.of(args[3])) : null;
    for (int i = 0; i < CONNECTIONS; i++) {
      new Thread(() -> loop.runOrEnd(factory), "worker-" + i).start();
    }
    System.out.println(Child.SAYS + "ready");
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ");
      loop.fill(factory, Events.parse(words[1], words[2]), Long.parseLong(words[3]));
      System.out.println(Child.SAYS + "filled");
    }
    Runtime.getRuntime().halt(0);
  }

  private static ConnectionFactory broker(Path folder) {
    EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(folder), reason -> Runtime.getRuntime().halt(1));
    ConnectionFactory factory = broker.connectionFactory();
    ((ActiveMQConnectionFactory) factory).setConsumerWindowSize(WINDOW_BYTES);
    return factory;
  }

  private void fill(ConnectionFactory factory, Events events, long count) throws Exception {
    if (factory != null) {
      Queueing.fill(factory, QUEUE, events, count);
    } else {
      for (long i = 0; i < count; i++) {
        memory.add(events.event(events.first() + i));
      }
    }
  }

  private void runOrEnd(ConnectionFactory factory) {
    try {
      if (factory != null) {
        fromQueue(factory);
      } else {
        fromMemory();
      }
    } catch (Exception e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private void fromQueue(ConnectionFactory factory) throws Exception {
    Connection connection = factory.createConnection();
    Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
    MessageConsumer consumer = session.createConsumer(session.createQueue(QUEUE));
    connection.start();
    while (true) {
      List<String> events = new ArrayList<>(BATCH);
      Message message = consumer.receive();
      while (message != null) {
        events.add(message.getBody(String.class));
        message = events.size() < BATCH ? consumer.receive(WAIT_MILLIS) : null;
      }
      send(events);
      session.commit();
    }
  }

  private void fromMemory() throws Exception {
    while (true) {
      List<String> events = new ArrayList<>(BATCH);
      String event = memory.take();
      while (event != null) {
        events.add(event);
        event = events.size() < BATCH ? memory.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS) : null;
      }
      send(events);
    }
  }

  private void send(List<String> events) throws IOException {
    ObjectNode byEmail = json.createObjectNode();
    ArrayNode all = json.createArrayNode();
    for (String event : events) {
      JsonNode traits = json.readTree(event).path("traits");
      String email = traits.path("email").textValue().toLowerCase(Locale.ROOT);
      ObjectNode prospect = apiVersion == 3 ? byEmail.putObject(email) : all.addObject().put("email", email);
      if (apiVersion == 4) {
        prospect.set("org_id", traits.get("org_id"));
      }
      prospect.set("first_name", traits.get("firstName"));
      prospect.set("last_name", traits.get("lastName"));
      prospect.set("company", traits.get("company"));
      prospect.set("job_title", traits.get("title"));
      prospect.set("phone", traits.get("phone"));
      prospect.set("city", traits.path("address").get("city"));
      prospect.set("country", traits.path("address").get("country"));
    }
    String body = json.writeValueAsString(json.createObjectNode().set("prospects", apiVersion == 3 ? byEmail : all));
    String stat = post("format=json&prospects=" + URLEncoder.encode(body, StandardCharsets.UTF_8)).path("@attributes").path("stat").asText();
    if (!stat.equals("ok")) {
      throw new IOException("the API answered " + stat);
    }
  }

  private JsonNode post(String form) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) batchUpsert.openConnection();
    connection.setDoOutput(true);
    connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
    byte[] bytes = form.getBytes(StandardCharsets.US_ASCII);
    connection.setFixedLengthStreamingMode(bytes.length);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(bytes);
    }
    try (InputStream in = connection.getInputStream()) {
      return json.readTree(in.readAllBytes());
    }
  }
}
