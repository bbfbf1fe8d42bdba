package bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * From queue to API. The API is held while a program's queue is filled; measured from the moment that it answers until it has
 * every prospect. All programs run side by side, one of them working at a time.
 */
final class Deliver {

  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final int WARM_UPS = 2;
  private static final String BUNDLE = "bundle";
  private static final String BARE = "bare-queue";
  private static final String MEMORY = "bare-memory";
  private static final String DOCUMENTATION = "documentation";

  /** Events for one measurement, so that each takes some seconds; the documentation's route gets the first few of them. */
  private record Load(int latency, int events, int eventsOneByOne) {}

  private static final List<Load> LOADS = List.of(new Load(0, 30_000, 4_000), new Load(50, 20_000, 400), new Load(200, 7_500, 150));

  private final Options options;
  private final Api api;
  private final List<Subject> subjects;
  private final Samples samples = new Samples();
  private long nextEvent;

  private Deliver(Options options, Api api, List<Subject> subjects) {
    this.options = options;
    this.api = api;
    this.subjects = subjects;
  }

  static void into(Table table, Options options) {
    Api api = Api.start();
    Bundle bundle = Bundle.start("deliver", api.baseUrl());
    List<String> jvm = bundle.child().jvmOptions();
    List<Subject> subjects = List.of(bundle, Rival.bareLoop("queue", jvm, api.baseUrl()), Rival.bareLoop("memory", jvm, api.baseUrl()),
        Rival.documentationRoute("pooled", jvm, api.baseUrl()));
    Deliver deliver = new Deliver(options, api, subjects);
    deliver.warmUp();
    for (int round = 1; round <= options.rounds(); round++) {
      deliver.round(round);
    }
    deliver.report(table);
  }

  private void warmUp() {
    for (Subject subject : subjects) {
      Bench.say("warming up " + subject.name());
      for (int i = 0; i < WARM_UPS; i++) {
        measure(subject, LOADS.get(0), new Samples());
      }
    }
  }

  private void round(int round) {
    for (Load load : LOADS) {
      for (Subject subject : subjects) {
        if (!subject.name().equals(MEMORY) || load.latency() == 0) {
          measure(subject, load, samples);
        }
      }
      Bench.say("round " + round + ", " + load.latency() + " ms: " + last(load));
    }
  }

  private String last(Load load) {
    List<String> rates = new ArrayList<>();
    for (Subject subject : subjects) {
      String key = rate(subject.name(), load);
      if (samples.has(key)) {
        rates.add(subject.name() + " " + Table.number(samples.last(key)) + "/s");
      }
    }
    return String.join(", ", rates);
  }

  private void measure(Subject subject, Load load, Samples into) {
    int events = options.amount(subject.name().equals(DOCUMENTATION) ? load.eventsOneByOne() : load.events());
    api.reset(load.latency());
    api.hold();
    subject.fill(nextEvent, events);
    nextEvent += events;
    Pause.millis(300);
    double cpu = subject.child().cpuSeconds();
    long start = System.nanoTime();
    api.answer();
    awaitProspects(subject, events);
    double seconds = (System.nanoTime() - start) / 1e9;
    Pause.millis(300);
    into.add(rate(subject.name(), load), events / seconds);
    into.add(cpu(subject.name(), load), (subject.child().cpuSeconds() - cpu) * 1000 / events);
    into.add(requests(subject.name(), load), api.requests() * 1000.0 / events);
  }

  /** Asks often only towards the end: the sandbox answers the benchmark as well as the program. */
  private void awaitProspects(Subject subject, int events) {
    long end = System.nanoTime() + LONGEST.toNanos();
    for (long there = api.prospects(); there < events; there = api.prospects()) {
      subject.child().requireAlive();
      if (System.nanoTime() > end) {
        throw new IllegalStateException(subject.name() + " delivered only " + there + " of " + events + " events within "
            + LONGEST.toSeconds() + " s");
      }
      Pause.millis(there < events * 0.85 ? 100 : 10);
    }
  }

  private static String rate(String subject, Load load) {
    return subject + " events/s at " + load.latency();
  }

  private static String cpu(String subject, Load load) {
    return subject + " cpu at " + load.latency();
  }

  private static String requests(String subject, Load load) {
    return subject + " requests at " + load.latency();
  }

  private void report(Table table) {
    for (Load load : LOADS) {
      double ofBare = samples.ratio(rate(BUNDLE, load), rate(BARE, load));
      table.add("events/s from queue to API, " + load.latency() + " ms", number(rate(BUNDLE, load)), number(rate(BARE, load)),
          number(rate(DOCUMENTATION, load)), Table.number(ofBare) + " of bare loop", Goal.atLeast(load.latency() == 0 ? 0.5 : 0.9, ofBare));
    }
    Load free = LOADS.get(0);
    double ofMemory = samples.ratio(rate(BUNDLE, free), rate(MEMORY, free));
    table.add("  the same, 0 ms, bare loop without a queue", number(rate(BUNDLE, free)), number(rate(MEMORY, free)), Table.NONE,
        Table.number(ofMemory) + " of bare loop");
    for (Load load : LOADS) {
      table.add("API requests per 1,000 events, " + load.latency() + " ms", number(requests(BUNDLE, load)), number(requests(BARE, load)),
          number(requests(DOCUMENTATION, load)), Table.NONE, Goal.atMost(20, Math.rint(samples.median(requests(BUNDLE, load)))));
    }
    double timesBare = samples.ratio(cpu(BUNDLE, free), cpu(BARE, free));
    double ofDocumentation = samples.ratio(cpu(BUNDLE, free), cpu(DOCUMENTATION, free));
    table.add("CPU seconds per 1,000 events, 0 ms", number(cpu(BUNDLE, free)), number(cpu(BARE, free)), Table.NONE,
        Table.number(timesBare) + " x bare loop", Goal.atMost(4.5, timesBare));
    table.add("  the same, to the documentation's route", number(cpu(BUNDLE, free)), Table.NONE, number(cpu(DOCUMENTATION, free)),
        "1/" + Table.number(1 / ofDocumentation) + " of documentation", Goal.fraction(6, ofDocumentation));
    table.add("  the same, bare loop without a queue", number(cpu(BUNDLE, free)), number(cpu(MEMORY, free)), Table.NONE,
        Table.number(samples.ratio(cpu(BUNDLE, free), cpu(MEMORY, free))) + " x bare loop");
    double peak = subjects.get(0).child().peakMegabytes();
    table.add("peak resident MB, all of the above", Table.number(peak), Table.number(subjects.get(1).child().peakMegabytes()),
        Table.number(subjects.get(3).child().peakMegabytes()), Table.NONE, Goal.atMost(300, peak));
    table.note("Queue to API: one version 3 destination, 5 connections, every event about a prospect of its own. The bare loop takes its events\n"
        + "from the bundle's kind of durable queue, 50 a transaction, 5 threads; without a queue it has them in memory. The documentation's\n"
        + "route gets the first few thousand or hundred of the same events, for it is slow.");
  }

  private String number(String sample) {
    return Table.number(samples.median(sample));
  }
}
