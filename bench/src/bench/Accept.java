package bench;

import java.util.ArrayList;
import java.util.List;

/** HTTP in, answered when the event is on a durable queue; nothing is delivered meanwhile. */
final class Accept {

  private static final int SECONDS = 5;
  /** 6,400 events are under way at a time, so that it takes longer to see their rate. */
  private static final int SECONDS_OF_BATCHES = 10;
  private static final int WARM_UP_REQUESTS = 20_000;
  /** The slow one: as many would take the better part of a minute. */
  private static final int WARM_UP_REQUESTS_PLAIN = 8_000;
  private static final int BATCH = 100;
  private static final String BUNDLE = Build.NOW.name();
  private static final String PLAIN = "documentation";
  private static final String POOLED = "documentation with a pool";
  private static final String SINGLE = "single events/s";
  private static final String BATCHES = "events/s in batches";
  private static final String CPU = ", cpu";

  private final List<Bundle> bundles = new ArrayList<>();
  private final Samples samples = new Samples();
  private long nextEvent;

  private Accept() {}

  static void into(Table table, Options options) {
    Accept accept = new Accept();
    accept.measure(options);
    accept.show(table);
  }

  private void measure(Options options) {
    String nobody = "http://localhost:" + Work.freePort();
    options.builds().forEach(build -> bundles.add(Bundle.start(build, "accept", 3, nobody)));
    List<String> jvm = bundles.get(0).child().jvmOptions();
    Rival pooled = Rival.documentationRoute("pooled", jvm, nobody);
    Rival plain = Rival.documentationRoute("plain", jvm, nobody);
    Bench.say("warming up");
    for (Bundle bundle : bundles) {
      warmUp(bundle.port(), 1, options.amount(WARM_UP_REQUESTS));
      warmUp(bundle.port(), BATCH, options.amount(WARM_UP_REQUESTS) / BATCH);
    }
    warmUp(pooled.port(), 1, options.amount(WARM_UP_REQUESTS));
    warmUp(plain.port(), 1, options.amount(WARM_UP_REQUESTS_PLAIN));
    int seconds = options.amount(SECONDS);
    int secondsOfBatches = options.amount(SECONDS_OF_BATCHES);
    for (int round = 1; round <= options.rounds(); round++) {
      bundles.forEach(bundle -> measure(bundle.name(), SINGLE, bundle.child(), bundle.port(), 1, seconds));
      measure(PLAIN, SINGLE, plain.child(), plain.port(), 1, seconds);
      measure(POOLED, SINGLE, pooled.child(), pooled.port(), 1, seconds);
      bundles.forEach(bundle -> measure(bundle.name(), BATCHES, bundle.child(), bundle.port(), BATCH, secondsOfBatches));
      Bench.say("round " + round + ": " + samples.last(SINGLE) + "; " + samples.last(BATCHES));
    }
  }

  private void show(Table table) {
    double times = samples.ratio(BUNDLE, PLAIN, SINGLE);
    table.row("HTTP accepts/s, single events", samples, SINGLE).rate().documentation(PLAIN)
        .ratio(Table.number(times) + " x documentation").goal(Goal.atLeast(2.5, times));
    table.row("  the same, documentation's route with a pool", samples, SINGLE).documentation(POOLED)
        .ratio(Table.number(samples.ratio(BUNDLE, POOLED, SINGLE)) + " x documentation");
    table.row("  CPU seconds per 1,000 accepts", samples, SINGLE + CPU).documentation(PLAIN);
    table.row("  the same, documentation's route with a pool", samples, SINGLE + CPU).documentation(POOLED);
    table.row("HTTP events/s, batches of 100", samples, BATCHES).rate().goal(Goal.atLeast(10_000, samples.median(BUNDLE, BATCHES)));
    table.row("  CPU seconds per 1,000 events", samples, BATCHES + CPU);
    table.note("HTTP accepts: 64 connections; each answer means that the event is on disk. Delivery is off: nobody answers at the API's address.\n"
        + "The load has a process of its own, on the same cores. The documentation's\n"
        + "route sends through a plain ConnectionFactory; with a pool: through one that keeps connection, sessions and producers.");
  }

  private void warmUp(int port, int eventsPerRequest, int requests) {
    nextEvent = Accepts.post(port, eventsPerRequest, new Events(nextEvent, 0), requests).nextEvent();
  }

  private void measure(String name, String rate, Child server, int port, int eventsPerRequest, int seconds) {
    double cpu = server.cpuSeconds();
    Accepts.Result result = Accepts.forSeconds(port, eventsPerRequest, new Events(nextEvent, 0), seconds);
    samples.add(name, rate, eventsPerRequest * result.requestsPerSecond());
    samples.add(name, rate + CPU, (server.cpuSeconds() - cpu) * 1000 / (result.nextEvent() - nextEvent));
    nextEvent = result.nextEvent();
  }
}
