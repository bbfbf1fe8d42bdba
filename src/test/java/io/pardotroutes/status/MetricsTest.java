package io.pardotroutes.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.support.Home;
import io.pardotroutes.support.SharedBundleTest;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What dashboards, alerts and people see: the metrics by name, and the lines of the log. */
class MetricsTest extends SharedBundleTest {

  private static final List<String> REASONS = List.of("queued", "rate-limited", "quota-exhausted", "unauthorized", "unavailable", "misconfigured");

  @RegisterExtension
  private final ShippedLog log = new ShippedLog();

  /** A destination for each test. */
  @Override
  protected void prepare(Home home) {
    home.destination("first", 4).destination("requests", 4, "batchSize = 1").destination("waits", 4).destination("queued", 4)
        .destination("batch", 4, "maxConcurrentRequests = 1", "batchWait = 300ms").destination("outage", 4).keys();
  }

  @Test
  void aDestinationsGaugesAreThereFromItsFirstMomentToItsLast() {
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
  void everyRequestIsCountedByItsOperationAndStatus() {
    fault("{\"kind\":\"code:66\",\"match\":\"/do/create\",\"count\":2}");
    postTo("requests", "/v1/identify", identify("tom@metric.example", "CEO"));
    settled("requests");
    fault("{\"kind\":\"503\",\"match\":\"/do/update\",\"count\":1}");

    postTo("requests", "/v1/identify", identify("tom@metric.example", "CTO"));

    settled("requests");
    assertThat(metrics().filter(line -> line.startsWith("pardot_requests_total{destination=\"requests\""))).containsExactlyInAnyOrder(
        "pardot_requests_total{destination=\"requests\",operation=\"read\",status=\"ok\"} 1.0",
        "pardot_requests_total{destination=\"requests\",operation=\"create\",status=\"66\"} 2.0",
        "pardot_requests_total{destination=\"requests\",operation=\"create\",status=\"ok\"} 1.0",
        "pardot_requests_total{destination=\"requests\",operation=\"update\",status=\"http-503\"} 1.0",
        "pardot_requests_total{destination=\"requests\",operation=\"update\",status=\"ok\"} 1.0");
    assertThat(metric("pardot_request_seconds_count{destination=\"requests\",operation=\"create\"}")).isEqualTo(3);
    assertThat(metric("pardot_request_seconds_sum{destination=\"requests\",operation=\"create\"}")).isPositive();
  }

  @Test
  void aWaitIsShownWithItsReasonAndTheAgeOfTheOldestEvent() {
    fault("{\"kind\":\"503\"}");

    postTo("waits", "/v1/identify", identify("tom@metric.example", "CEO"));

    eventuallyHolds(() -> assertThat(REASONS.stream().filter(reason -> waits("waits", reason))).containsExactly("unavailable"));
    assertThat(metric("pardot_backlog{destination=\"waits\"}")).isEqualTo(1);
    eventuallyHolds(() -> assertThat(metric("pardot_oldest_seconds{destination=\"waits\"}")).isGreaterThan(1));
    endFaults();
    settled("waits");
    assertThat(REASONS).noneMatch(reason -> waits("waits", reason));
    assertThat(metric("pardot_oldest_seconds{destination=\"waits\"}")).isZero();
  }

  @Test
  void eventsThatOnlyHaveNotBeenTakenYetAreQueued() throws Exception {
    bundle().context().getRouteController().stopRoute("deliver-queued");

    postTo("queued", "/v1/identify", identify("tom@metric.example", "CEO"));

    assertThat(REASONS.stream().filter(reason -> waits("queued", reason))).containsExactly("queued");
  }

  @Test
  void aBatchIsOneLineOfItsOutcomesAndEachDeadLetterOneWarningWithoutAnythingPersonal() {
    postTo("batch", "/v1/batch", batch(identify("tom@private.example", "Secret-title"), identify("ann@private.example", "Secret-title"),
        identify("bad-private@nodot", "Secret-title").replaceFirst("\\{", "{\"messageId\":\"m-7 \\\\nforged\","),
        "{\"type\":\"identify\",\"messageId\":\"m-8\",\"userId\":\"private-user\",\"traits\":{\"title\":\"Secret-title\"}}"));
    settled("batch");

    eventuallyHolds(() -> assertThat(log.lines(Level.INFO, "Settlement", "batch: ")).containsExactly("batch: 1 dead invalid-email, 1 dead missing-email, 2 delivered created"));
    assertThat(log.lines(Level.WARN, "Settlement", "")).containsExactly(
        "dead-lettered messageId=m-7??forged destination=batch reason=invalid-email code=4",
        "dead-lettered messageId=m-8 destination=batch reason=missing-email code=");
    assertThat(log.all()).isNotEmpty().noneMatch(line -> line.contains("private") || line.contains("Secret-title"));
  }

  @Test
  void anOutageIsOneLineAtItsBeginningAndOneAtItsEndWithoutAnythingPersonal() {
    fault("{\"kind\":\"503\"}");

    for (int i = 0; i < 10; i++) {
      postTo("outage", "/v1/identify", identify("tom" + i + "@private.example", "Secret-title"));
    }
    eventuallyHolds(() -> assertThat(requests()).hasSizeGreaterThan(20));
    endFaults();
    settled("outage");

    assertThat(log.lines(Level.WARN, "", "")).singleElement().asString().startsWith("outage waits: unavailable (");
    assertThat(log.lines(Level.INFO, "Waits", "outage ")).containsExactly("outage goes on");
    assertThat(log.lines(Level.ERROR, "", "")).isEmpty();
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
  private static final class ShippedLog extends AbstractAppender implements BeforeEachCallback, AfterEachCallback {

    private static final String OURS = "io.pardotroutes";

    private record Line(Level level, String logger, String text) {}

    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final Configuration configuration = ((LoggerContext) LogManager.getContext(false)).getConfiguration();

    ShippedLog() {
      super("recorded", null, null, true, Property.EMPTY_ARRAY);
    }

    @Override
    public void beforeEach(ExtensionContext test) {
      lines.clear();
      start();
      LoggerConfig ours = new LoggerConfig(OURS, Level.INFO, false);
      ours.addAppender(this, null, null);
      configuration.addLogger(OURS, ours);
      LoggerConfig camel = new LoggerConfig("org.apache.camel", Level.WARN, false);
      camel.addAppender(this, null, null);
      configuration.addLogger("org.apache.camel", camel);
      ((LoggerContext) LogManager.getContext(false)).updateLoggers();
    }

    @Override
    public void afterEach(ExtensionContext test) {
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

    List<String> lines(Level level, String logger, String beginning) {
      return lines.stream().filter(line -> line.level() == level && line.logger().endsWith(logger)).map(Line::text).filter(text -> text.startsWith(beginning)).toList();
    }

    List<String> all() {
      return lines.stream().map(Line::text).toList();
    }
  }
}
