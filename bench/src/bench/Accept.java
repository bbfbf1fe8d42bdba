package bench;

import java.util.List;

/** HTTP in, answered when the event is on a durable queue; nothing is delivered meanwhile. */
final class Accept {

  private static final int SECONDS = 5;
  private static final int BATCH = 100;
  private static final String BUNDLE = "bundle";
  private static final String BUNDLE_BATCHES = "bundle in batches";
  private static final String POOLED = "documentation";
  private static final String PLAIN = "documentation without a pool";

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
    Samples warmUp = new Samples();
    Samples samples = new Samples();
    for (int round = 0; round <= options.rounds(); round++) {
      Samples into = round == 0 ? warmUp : samples;
      int seconds = options.amount(SECONDS);
      into.add(BUNDLE, rate(bundle.port(), 1, seconds));
      into.add(POOLED, rate(pooled.port(), 1, seconds));
      into.add(PLAIN, rate(plain.port(), 1, seconds));
      into.add(BUNDLE_BATCHES, BATCH * rate(bundle.port(), BATCH, seconds));
      Bench.say("round " + round + ": " + into.lastOfEach());
    }
    double times = samples.ratio(BUNDLE, POOLED);
    double batches = samples.median(BUNDLE_BATCHES);
    table.add("HTTP accepts/s, single events", Table.number(samples.median(BUNDLE)), Table.NONE, Table.number(samples.median(POOLED)),
        Table.number(times) + " x documentation", Goal.atLeast(2.5, times));
    table.add("  the same, documentation's route without a pool", Table.number(samples.median(BUNDLE)), Table.NONE,
        Table.number(samples.median(PLAIN)), Table.number(samples.ratio(BUNDLE, PLAIN)) + " x documentation");
    table.add("HTTP events/s, batches of 100", Table.number(batches), Table.NONE, Table.NONE, Table.NONE, Goal.atLeast(10_000, batches));
    table.note("HTTP accepts: 64 connections; each answer means that the event is on disk. Delivery is off: nobody answers at the API's address.\n"
        + "The load has a process of its own, on the same cores.");
  }

  private double rate(int port, int eventsPerRequest, int seconds) {
    Accepts.Result result = Accepts.forSeconds(port, eventsPerRequest, nextEvent, seconds);
    nextEvent = result.nextEvent();
    return result.requestsPerSecond();
  }
}
