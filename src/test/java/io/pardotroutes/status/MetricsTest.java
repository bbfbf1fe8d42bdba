package io.pardotroutes.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.support.BundleTest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What dashboards, alerts and people see: the metrics by name, and the lines of the log. */
class MetricsTest extends BundleTest {

  private static final List<String> REASONS = List.of("queued", "rate-limited", "quota-exhausted", "unauthorized", "unavailable", "misconfigured");

  private final Log log = new Log();

  @BeforeEach
  void attachLog() {
    log.attach();
  }

  @AfterEach
  void detachLog() {
    log.detach();
  }

  @Test
  void aDestinationsGaugesAreThereFromItsFirstMomentToItsLast() {
    home.destination("first", 4);
    start();

    assertThat(samples("first")).isEqualTo(gauges("first"));
    assertThat(metrics().filter(line -> line.startsWith("pardot_") && line.contains("{destination=\"first\"")).map(MetricsTest::value)).containsOnly(0.0);
    assertThat(samples("second")).isEmpty();
    home.destination("second", 3);
    eventuallyHolds(() -> assertThat(samples("second")).isEqualTo(gauges("second")));
    home.deleteDestination("second");
    eventuallyHolds(() -> assertThat(samples("second")).isEmpty());
    assertThat(samples("first")).isEqualTo(gauges("first"));
  }

  @Test
  void everyEventIsCountedAtTheDoorAndOnceForEachDestination() {
    home.destination("v3", 3).destination("v4", 4);
    start();

    post("/v1/batch", batch(identify("tom@metric.example", "CEO"), "{\"type\":\"identify\"}", "{\"type\":\"track\",\"event\":\"E\",\"userId\":\"u\"}",
        "{\"type\":\"delete\",\"userId\":\"u\"}", "{\"type\":\"identify\",\"userId\":\"u\",\"traits\":{\"email\":\"ann@metric.example\"},\"integrations\":{\"All\":false}}",
        "{\"type\":\"identify\",\"userId\":\"u\"}"));
    settled("v3");
    settled("v4");
    post("/v1/identify", identify("tom@metric.example", "CTO"));
    settled("v3");
    settled("v4");

    assertThat(metrics().filter(line -> line.startsWith("pardot_events_total"))).containsExactlyInAnyOrder(
        "pardot_events_total{destination=\"\",outcome=\"accepted\",reason=\"\"} 6.0",
        "pardot_events_total{destination=\"\",outcome=\"rejected\",reason=\"\"} 1.0",
        "pardot_events_total{destination=\"v3\",outcome=\"delivered\",reason=\"upserted\"} 2.0",
        "pardot_events_total{destination=\"v3\",outcome=\"dead\",reason=\"missing-email\"} 1.0",
        "pardot_events_total{destination=\"v3\",outcome=\"discarded\",reason=\"unsupported-type\"} 2.0",
        "pardot_events_total{destination=\"v3\",outcome=\"discarded\",reason=\"integration-disabled\"} 1.0",
        "pardot_events_total{destination=\"v4\",outcome=\"delivered\",reason=\"created\"} 1.0",
        "pardot_events_total{destination=\"v4\",outcome=\"delivered\",reason=\"updated\"} 1.0",
        "pardot_events_total{destination=\"v4\",outcome=\"dead\",reason=\"missing-email\"} 1.0",
        "pardot_events_total{destination=\"v4\",outcome=\"discarded\",reason=\"unsupported-type\"} 2.0",
        "pardot_events_total{destination=\"v4\",outcome=\"discarded\",reason=\"integration-disabled\"} 1.0");
  }

  @Test
  void everyRequestIsCountedByItsOperationAndStatus() {
    home.destination("v4", 4, "batchSize = 1");
    start();
    fault("{\"kind\":\"code:66\",\"match\":\"/do/create\",\"count\":2}");
    post("/v1/identify", identify("tom@metric.example", "CEO"));
    settled("v4");
    fault("{\"kind\":\"503\",\"match\":\"/do/update\",\"count\":1}");

    post("/v1/identify", identify("tom@metric.example", "CTO"));

    settled("v4");
    assertThat(metrics().filter(line -> line.startsWith("pardot_requests_total"))).containsExactlyInAnyOrder(
        "pardot_requests_total{destination=\"v4\",operation=\"read\",status=\"ok\"} 1.0",
        "pardot_requests_total{destination=\"v4\",operation=\"create\",status=\"66\"} 2.0",
        "pardot_requests_total{destination=\"v4\",operation=\"create\",status=\"ok\"} 1.0",
        "pardot_requests_total{destination=\"v4\",operation=\"update\",status=\"http-503\"} 1.0",
        "pardot_requests_total{destination=\"v4\",operation=\"update\",status=\"ok\"} 1.0");
    assertThat(metric("pardot_request_seconds_count{destination=\"v4\",operation=\"create\"}")).isEqualTo(3);
    assertThat(metric("pardot_request_seconds_sum{destination=\"v4\",operation=\"create\"}")).isPositive();
  }

  @Test
  void aWaitIsShownWithItsReasonAndTheAgeOfTheOldestEvent() {
    home.destination("v4", 4);
    start();
    fault("{\"kind\":\"503\"}");

    post("/v1/identify", identify("tom@metric.example", "CEO"));

    eventuallyHolds(() -> assertThat(REASONS.stream().filter(reason -> waits("v4", reason))).containsExactly("unavailable"));
    assertThat(metric("pardot_backlog{destination=\"v4\"}")).isEqualTo(1);
    eventuallyHolds(() -> assertThat(metric("pardot_oldest_seconds{destination=\"v4\"}")).isGreaterThan(1));
    endFaults();
    settled("v4");
    assertThat(REASONS).noneMatch(reason -> waits("v4", reason));
    assertThat(metric("pardot_oldest_seconds{destination=\"v4\"}")).isZero();
  }

  @Test
  void eventsThatOnlyHaveNotBeenTakenYetAreQueued() throws Exception {
    home.destination("v4", 4);
    start();
    bundle().context().getRouteController().stopRoute("deliver-v4");

    post("/v1/identify", identify("tom@metric.example", "CEO"));

    assertThat(REASONS.stream().filter(reason -> waits("v4", reason))).containsExactly("queued");
  }

  @Test
  void aBatchIsOneLineOfItsOutcomesAndEachDeadLetterOneWarningWithoutAnythingPersonal() {
    home.destination("v4", 4, "maxConcurrentRequests = 1", "batchWait = 300ms");
    start();

    post("/v1/batch", batch(identify("tom@private.example", "Secret-title"), identify("ann@private.example", "Secret-title"),
        identify("bad-private@nodot", "Secret-title").replaceFirst("\\{", "{\"messageId\":\"m-7 \\\\nforged\","),
        "{\"type\":\"identify\",\"messageId\":\"m-8\",\"userId\":\"private-user\",\"traits\":{\"title\":\"Secret-title\"}}"));
    settled("v4");

    eventuallyHolds(() -> assertThat(log.lines(Level.INFO, "Settlement")).containsExactly("v4: 1 dead invalid-email, 1 dead missing-email, 2 delivered created"));
    assertThat(log.lines(Level.WARN, "Settlement")).containsExactly(
        "dead-lettered messageId=m-7??forged destination=v4 reason=invalid-email code=4",
        "dead-lettered messageId=m-8 destination=v4 reason=missing-email code=");
    assertThat(log.all()).isNotEmpty().noneMatch(line -> line.contains("private") || line.contains("Secret-title"));
  }

  @Test
  void anOutageIsOneLineAtItsBeginningAndOneAtItsEndWithoutAnythingPersonal() {
    home.destination("v4", 4);
    start();
    fault("{\"kind\":\"503\"}");

    for (int i = 0; i < 10; i++) {
      post("/v1/identify", identify("tom" + i + "@private.example", "Secret-title"));
    }
    eventuallyHolds(() -> assertThat(requests()).hasSizeGreaterThan(20));
    endFaults();
    settled("v4");

    assertThat(log.lines(Level.WARN, "")).singleElement().asString().startsWith("v4 waits: unavailable (");
    assertThat(log.lines(Level.INFO, "Waits")).containsExactly("v4 goes on");
    assertThat(log.lines(Level.ERROR, "")).isEmpty();
    assertThat(log.all()).noneMatch(line -> line.contains("private") || line.contains("Secret-title"));
  }

  /** Names and labels of the destination's gauges, as the contract has them. */
  private static Set<String> gauges(String destination) {
    Set<String> names = REASONS.stream().map(reason -> "pardot_waiting{destination=\"" + destination + "\",reason=\"" + reason + "\"}").collect(Collectors.toSet());
    names.add("pardot_backlog{destination=\"" + destination + "\"}");
    names.add("pardot_oldest_seconds{destination=\"" + destination + "\"}");
    return names;
  }

  private Set<String> samples(String destination) {
    return metrics().filter(line -> line.startsWith("pardot_") && line.contains("{destination=\"" + destination + "\""))
        .map(line -> line.substring(0, line.lastIndexOf(' '))).collect(Collectors.toSet());
  }

  private Stream<String> metrics() {
    return get(home.consolePort, "/observe/metrics").body().lines().filter(line -> !line.startsWith("#"));
  }

  private static double value(String sample) {
    return Double.parseDouble(sample.substring(sample.lastIndexOf(' ') + 1));
  }

  /** The lines that the bundle would log as it ships: its own from INFO on, those of others from WARN on. */
  private static final class Log extends AbstractAppender {

    private static final String OURS = "io.pardotroutes";

    private record Line(Level level, String logger, String text) {}

    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final Configuration configuration = ((LoggerContext) LogManager.getContext(false)).getConfiguration();

    Log() {
      super("recorded", null, null, true, Property.EMPTY_ARRAY);
    }

    void attach() {
      start();
      LoggerConfig ours = new LoggerConfig(OURS, Level.INFO, false);
      ours.addAppender(this, null, null);
      configuration.addLogger(OURS, ours);
      LoggerConfig camel = new LoggerConfig("org.apache.camel", Level.WARN, false);
      camel.addAppender(this, null, null);
      configuration.addLogger("org.apache.camel", camel);
      ((LoggerContext) LogManager.getContext(false)).updateLoggers();
    }

    void detach() {
      configuration.removeLogger(OURS);
      configuration.removeLogger("org.apache.camel");
      ((LoggerContext) LogManager.getContext(false)).updateLoggers();
      stop();
    }

    @Override
    public void append(LogEvent event) {
      String thrown = event.getThrown() == null ? "" : " " + event.getThrown();
      lines.add(new Line(event.getLevel(), event.getLoggerName(), event.getMessage().getFormattedMessage() + thrown));
    }

    List<String> lines(Level level, String logger) {
      return lines.stream().filter(line -> line.level() == level && line.logger().endsWith(logger)).map(Line::text).toList();
    }

    List<String> all() {
      return lines.stream().map(Line::text).toList();
    }
  }
}
