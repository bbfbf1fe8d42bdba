package bench;

import jakarta.jms.ConnectionFactory;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.main.Main;
import org.springframework.jms.connection.CachingConnectionFactory;

/**
 * The same job as a Camel route that follows the documentation of the parts it uses: HTTP in, a durable queue, a transacted
 * consumer (JMS page, "Using JMS local transactions": the quicker of its two ways), unmarshal, choice, toD, one API request an
 * event. Embedded Artemis as it comes.
 *
 * <p>Arguments: {@code run} or {@code fill} (one event on the queue, then end), {@code pooled} (the senders' sessions are
 * kept, as the page of the JMS component advises) or {@code plain}, the HTTP port, the API's base URL, a folder.
 * Command: {@code fill FIRST PEOPLE COUNT}.
 */
final class DocumentationRoute extends RouteBuilder {

  private static final String QUEUE = "events";
  private static final String ACCEPTED = "accepted";

  private final String baseUrl;

  private DocumentationRoute(String baseUrl) {
    this.baseUrl = baseUrl;
  }

  public static void main(String[] args) throws Exception {
    startBroker(Path.of(args[4]));
    ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("vm://0");
    if (args[0].equals("fill")) {
      Queueing.fill(factory, QUEUE, new Events(0, 0), 1);
      System.out.println(Child.SAYS + "filled");
      Runtime.getRuntime().halt(0);
    }
    new Thread(() -> obey(factory), "commands").start();
    Main camel = new Main();
    camel.addInitialProperty("camel.server.enabled", "true");
    camel.addInitialProperty("camel.server.host", "127.0.0.1");
    camel.addInitialProperty("camel.server.port", args[2]);
    camel.bind("jms", jms(factory, args[1].equals("pooled")));
    camel.configure().addRoutesBuilder(new DocumentationRoute(args[3]));
    camel.run();
  }

  private static void startBroker(Path folder) throws Exception {
    ConfigurationImpl configuration = new ConfigurationImpl();
    configuration.setPersistenceEnabled(true);
    configuration.setSecurityEnabled(false);
    configuration.setJMXManagementEnabled(false);
    configuration.setJournalDirectory(folder.resolve("journal").toString());
    configuration.setBindingsDirectory(folder.resolve("bindings").toString());
    configuration.setPagingDirectory(folder.resolve("paging").toString());
    configuration.setLargeMessagesDirectory(folder.resolve("large").toString());
    configuration.addAcceptorConfiguration(new TransportConfiguration(InVMAcceptorFactory.class.getName()));
    new EmbeddedActiveMQ().setConfiguration(configuration).start();
  }

  private static JmsComponent jms(ConnectionFactory factory, boolean pooled) {
    ConnectionFactory senders = factory;
    if (pooled) {
      CachingConnectionFactory caching = new CachingConnectionFactory(factory);
      caching.setSessionCacheSize(64);
      senders = caching;
    }
    JmsComponent jms = JmsComponent.jmsComponent(senders);
    jms.getConfiguration().setListenerConnectionFactory(factory);
    return jms;
  }

  private static void obey(ConnectionFactory factory) {
    try {
      BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        String[] words = line.split(" ");
        Queueing.fill(factory, QUEUE, Events.parse(words[1], words[2]), Long.parseLong(words[3]));
        System.out.println(Child.SAYS + "filled");
      }
    } catch (Exception e) {
      e.printStackTrace();
    }
    Runtime.getRuntime().halt(0);
  }

  @Override
  public void configure() {
    from("platform-http:/v1/identify")
        .to(ExchangePattern.InOnly, "jms:queue:" + ACCEPTED)
        .removeHeaders("*")
        .setBody(constant("{\"success\":true}"));

    from("jms:queue:" + QUEUE + "?transacted=true&lazyCreateTransactionManager=false&cacheLevelName=CACHE_CONSUMER&concurrentConsumers=5")
        .unmarshal().json()
        .choice()
            .when(simple("${body[type]} == 'identify'"))
                .setHeader("email", simple("${body[traits][email]}"))
                .setHeader(Exchange.HTTP_METHOD, constant("POST"))
                .setHeader(Exchange.CONTENT_TYPE, constant("application/x-www-form-urlencoded"))
                .setBody(simple("format=json&first_name=${body[traits][firstName]}&last_name=${body[traits][lastName]}"
                    + "&company=${body[traits][company]}&job_title=${body[traits][title]}&phone=${body[traits][phone]}"
                    + "&city=${body[traits][address][city]}&country=${body[traits][address][country]}"))
                .toD(baseUrl + "/api/prospect/version/3/do/upsert/email/${header.email}")
            .otherwise()
                .log("${body[type]} is not for Pardot")
        .end();
  }
}
