package io.pardotroutes.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pardotroutes.files.Problem;
import io.pardotroutes.settings.Settings;
import io.pardotroutes.support.SmallHome;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A running context whose routes follow the files of a home folder. */
public abstract class LiveTest {

  /** Far more than a saved file needs, for machines that do much else. */
  public static final Duration SOON = Duration.ofSeconds(15);

  public SmallHome home;
  public DefaultCamelContext context;
  public LiveFiles live;

  @BeforeEach
  void makeHome(@TempDir Path folder) {
    home = SmallHome.in(folder);
    context = new DefaultCamelContext();
    context.disableJMX();
  }

  @AfterEach
  void stop() {
    if (live != null) {
      live.close();
    }
    context.stop();
  }

  public void start() {
    context.start();
    open();
  }

  public void open() {
    live = new LiveFiles(home.folder(), context, Settings.load(home.folder()));
    live.readDestinations();
    live.start();
  }

  /** A route that answers with a text. */
  public static String answering(String id, String from, String answer) {
    return """
        - route:
            id: %s
            from:
              uri: %s
              steps:
                - setBody:
                    constant: %s
        """.formatted(id, from, answer);
  }

  public String ask(String uri) {
    return context.createFluentProducerTemplate().to(uri).withBody("?").request(String.class);
  }

  public void awaitAnswer(String uri, String answer) {
    await().atMost(SOON).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> assertThat(ask(uri)).isEqualTo(answer));
  }

  public Problem awaitRefusal() {
    await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> !live.problems().isEmpty());
    return live.problems().get(0);
  }

  public void awaitAccepted() {
    await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> live.problems().isEmpty());
  }
}
