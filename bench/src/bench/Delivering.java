package bench;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * From queue to API. The API is held while a program's queue is filled; measured from the moment that it answers until it has
 * every event. All programs run side by side, one of them working at a time.
 */
final class Delivering {

  static final String BARE = "bare-queue";
  static final String MEMORY = "bare-memory";
  static final String DOCUMENTATION = "documentation";

  /** A program that needs longer is measured for so long. */
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int WARM_UPS = 2;

  /**
   * Events for one measurement, so that each takes some seconds; the documentation's route gets the first few of them.
   *
   * @param repeated people have 2.5 events in the mean; else each event is about a person of its own
   */
  record Load(int latency, int events, int eventsOneByOne, boolean repeated) {

    /** Drawn from 9 people for 20 events, of whom one gets none: 20,000 events are about 8,000 people. */
    int people(int count) {
      return repeated ? count * 9 / 20 : 0;
    }

    String rate() {
      return "events/s at " + latency + " ms";
    }

    String requests() {
      return "requests at " + latency + " ms";
    }

    String cpu() {
      return "cpu at " + latency + " ms";
    }
  }

  private final Options options;
  private final Api api;
  private final List<Subject> subjects;
  private final List<Load> loads;
  private final Samples samples = new Samples();
  private long nextEvent;

  Delivering(Options options, Api api, List<Subject> subjects, List<Load> loads) {
    this.options = options;
    this.api = api;
    this.subjects = subjects;
    this.loads = loads;
  }

  Samples measure() {
    for (Subject subject : subjects) {
      Bench.say("warming up " + subject.name());
      for (int i = 0; i < WARM_UPS; i++) {
        measure(subject, loads.get(0), new Samples());
      }
    }
    for (int round = 1; round <= options.rounds(); round++) {
      for (Load load : loads) {
        for (Subject subject : subjects) {
          if (!subject.name().equals(MEMORY) || load.latency() == 0) {
            measure(subject, load, samples);
          }
        }
        Bench.say("round " + round + ": " + samples.last(load.rate()));
      }
    }
    subjects.forEach(subject -> samples.add(subject.name(), Table.PEAK, subject.child().peakMegabytes()));
    return samples;
  }

  private void measure(Subject subject, Load load, Samples into) {
    int count = options.amount(subject.name().equals(DOCUMENTATION) ? load.eventsOneByOne() : load.events());
    api.reset(load.latency());
    LongSupplier delivered = delivered(subject, load);
    api.hold();
    subject.fill(new Events(nextEvent, load.people(count)), count);
    nextEvent += count;
    Pause.millis(300);
    double cpu = subject.child().cpuSeconds();
    long start = System.nanoTime();
    api.answer();
    long there = await(subject, load, delivered, count);
    double seconds = (System.nanoTime() - start) / 1e9;
    double requests = api.requests();
    Pause.millis(300);
    into.add(subject.name(), load.rate(), there / seconds);
    into.add(subject.name(), load.cpu(), (subject.child().cpuSeconds() - cpu) * 1000 / there);
    into.add(subject.name(), load.requests(), requests * 1000 / there);
    if (there < count) {
      api.hurry();
      there = await(subject, load, delivered, count);
    }
    if (there < count) {
      throw new IllegalStateException(subject.name() + " delivered only " + there + " of " + count + " events");
    }
  }

  /** Where several events are about one person, only the bundle itself knows; of the bare loop each event makes another prospect. */
  private LongSupplier delivered(Subject subject, Load load) {
    if (load.repeated() && subject instanceof Bundle bundle) {
      long before = bundle.delivered();
      return () -> bundle.delivered() - before;
    }
    return api::prospects;
  }

  /**
   * How many of them are delivered at last. Asks often only towards the end: who is asked answers the benchmark besides its work,
   * and the bundle's metrics take it more than the sandbox's count.
   */
  private static long await(Subject subject, Load load, LongSupplier delivered, int count) {
    int often = load.repeated() ? 25 : 10;
    long end = System.nanoTime() + LONGEST.toNanos();
    long there = delivered.getAsLong();
    while (there < count && System.nanoTime() < end) {
      subject.child().requireAlive();
      Pause.millis(there < count * 0.85 ? 10 * often : often);
      there = delivered.getAsLong();
    }
    return there;
  }
}
