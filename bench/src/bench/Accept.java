package bench;

import java.util.List;

/** HTTP in, answered when the event is on a durable queue; nothing is delivered meanwhile. */
final class Accept {

  private static final int SECONDS = 5;
  private static final int WARM_UP_REQUESTS = 20_000;
  /** The slow one: as many would take the better part of a minute. */
  private static final int WARM_UP_REQUESTS_PLAIN = 8_000;
  private static final int BATCH = 100;
  private static final String BUNDLE = "bundle";
  private static final String BUNDLE_BATCHES = "bundle in batches";
  private static final String PLAIN = "documentation";
  private static final String POOLED = "documentation with a pool";
  private static final String CPU = " cpu";

  private long nextEvent;

  private Accept() {}

  static void into(Table table, Options options) {
    new Accept().measure(table, options);
  }

  private void measure(Table table, Options options) {
    String nobody = "http://localhost:" + Work.freePort();
    Bundle bundle = Bundle.start("accept", nobody);
    List<String> jvm = bundle.child().jvmOptions();
    Rival pooled = Rival.documentationRoute("pooled", jvm, nobody);
    Rival plain = Rival.documentationRoute("plain", jvm, nobody);
    Bench.say("warming up");
    warmUp(bundle.port(), 1, options.amount(WARM_UP_REQUESTS));
    warmUp(bundle.port(), BATCH, options.amount(WARM_UP_REQUESTS) / BATCH);
    warmUp(pooled.port(), 1, options.amount(WARM_UP_REQUESTS));
    warmUp(plain.port(), 1, options.amount(WARM_UP_REQUESTS_PLAIN));
    Samples samples = new Samples();
    int seconds = options.amount(SECONDS);
    for (int round = 1; round <= options.rounds(); round++) {
      measure(BUNDLE, bundle.child(), bundle.port(), 1, seconds, samples);
      measure(PLAIN, plain.child(), plain.port(), 1, seconds, samples);
      measure(POOLED, pooled.child(), pooled.port(), 1, seconds, samples);
      measure(BUNDLE_BATCHES, bundle.child(), bundle.port(), BATCH, seconds, samples);
      Bench.say("round " + round + ": " + samples.lastOfEach());
    }
    double times = samples.ratio(BUNDLE, PLAIN);
    double batches = samples.median(BUNDLE_BATCHES);
    table.add("HTTP accepts/s, single events", number(samples, BUNDLE), Table.NONE, number(samples, PLAIN),
        Table.number(times) + " x documentation", Goal.atLeast(2.5, times));
    table.add("  the same, documentation's route with a pool", number(samples, BUNDLE), Table.NONE, number(samples, POOLED),
        Table.number(samples.ratio(BUNDLE, POOLED)) + " x documentation");
    table.add("  CPU seconds per 1,000 accepts", number(samples, BUNDLE + CPU), Table.NONE, number(samples, PLAIN + CPU), Table.NONE);
    table.add("  the same, documentation's route with a pool", number(samples, BUNDLE + CPU), Table.NONE, number(samples, POOLED + CPU), Table.NONE);
    table.add("HTTP events/s, batches of 100", Table.number(batches), Table.NONE, Table.NONE, Table.NONE, Goal.atLeast(10_000, batches));
    table.add("  CPU seconds per 1,000 events", number(samples, BUNDLE_BATCHES + CPU), Table.NONE, Table.NONE, Table.NONE);
    table.note("HTTP accepts: 64 connections; each answer means that the event is on disk. Delivery is off: nobody answers at the API's address.\n"
        + "The load has a process of its own, on the same cores. The documentation's\n"
        + "route sends through a plain ConnectionFactory; with a pool: through one that keeps connection, sessions and producers.");
  }

  private void warmUp(int port, int eventsPerRequest, int requests) {
    nextEvent = Accepts.post(port, eventsPerRequest, nextEvent, requests).nextEvent();
  }

  private void measure(String name, Child server, int port, int eventsPerRequest, int seconds, Samples into) {
    double cpu = server.cpuSeconds();
    Accepts.Result result = Accepts.forSeconds(port, eventsPerRequest, nextEvent, seconds);
    into.add(name, eventsPerRequest * result.requestsPerSecond());
    into.add(name + CPU, (server.cpuSeconds() - cpu) * 1000 / (result.nextEvent() - nextEvent));
    nextEvent = result.nextEvent();
  }

  private static String number(Samples samples, String name) {
    return Table.number(samples.median(name));
  }
}
