package bench;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * From segment.events to the destination's queue. The route that reads is taken away while the queue is filled over the
 * broker's port, as a sender's program would; measured from its first event to its last.
 */
final class JmsIntake {

  private static final int EVENTS = 50_000;
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final String ROUTE = "ingest-jms.camel.yaml";
  private static final String RATE = "events/s from JMS";
  private static final String PASSWORD = "bench";

  private final String brokerUrl = "tcp://127.0.0.1:" + Work.freePort();
  private final Bundle bundle;
  private long nextEvent;

  private JmsIntake(Build build) {
    this.bundle = Bundle.startIn(build, Bundle.folder(build, "jms"), 3, "http://localhost:" + Work.freePort(),
        "pardot.broker.acceptor = " + brokerUrl + "\npardot.broker.password = " + PASSWORD).awaitStart();
  }

  static void into(Table table, Options options) {
    List<JmsIntake> intakes = options.builds().stream().map(JmsIntake::new).toList();
    Samples samples = new Samples();
    intakes.forEach(intake -> intake.measure(options.amount(EVENTS)));
    for (int round = 1; round <= options.rounds(); round++) {
      intakes.forEach(intake -> samples.add(intake.bundle.name(), RATE, intake.measure(options.amount(EVENTS))));
      Bench.say("round " + round + ": " + samples.last(RATE));
    }
    table.row(RATE, samples, RATE).rate().goal(Goal.atLeast(5_000, samples.median(Build.NOW.name(), RATE)));
    table.note("JMS: one event a message on segment.events, all there before the first is read; delivery is off.");
  }

  private double measure(int events) {
    Path route = bundle.routes().resolve(ROUTE);
    Path aside = bundle.routes().getParent().resolve(ROUTE);
    long before = bundle.accepted();
    try {
      Files.move(route, aside, StandardCopyOption.REPLACE_EXISTING);
      // The watcher looks every second and acts on a file that was still for one round; then the route has to end.
      Pause.millis(4_000);
      Queueing.fill(sender(), "segment.events", new Events(nextEvent, 0), events);
      nextEvent += events;
      if (bundle.accepted() > before) {
        throw new IllegalStateException("the route goes on reading segment.events without its file");
      }
      Files.move(aside, route);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JMSException e) {
      throw new IllegalStateException("segment.events can't be filled: " + e.getMessage(), e);
    }
    Pause.until("the first event from JMS", LONGEST, 5, () -> bundle.accepted() > before);
    long already = bundle.accepted() - before;
    long start = System.nanoTime();
    Pause.until("the last event from JMS", LONGEST, 20, () -> bundle.accepted() >= before + events);
    return (events - already) / ((System.nanoTime() - start) / 1e9);
  }

  private ActiveMQConnectionFactory sender() {
    ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(brokerUrl);
    factory.setUser("sender");
    factory.setPassword(PASSWORD);
    return factory;
  }
}
