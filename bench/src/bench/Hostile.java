package bench;

import java.time.Duration;
import java.util.List;

/** How senders fare while others mean no good, and what refusing those costs. */
final class Hostile {

  private static final int SECONDS = 10;
  private static final int EVENTS_A_SECOND = 180;
  private static final int HOSTILE_A_SECOND = 20;
  private static final int WRONG_KEYS_A_SECOND = 2_000;
  private static final int SLOW_CONNECTIONS = 1_000;
  private static final int FEW_WRONG_KEYS_A_SECOND = 100;
  private static final String CALM = "p99 ms calm";
  private static final String BESIDE = "p99 ms beside hostile requests";
  private static final String CALM_AGAIN = "p99 ms calm again";
  private static final String SLOW = "p99 ms beside slow connections";
  private static final String GROWTH = "MB more";
  private static final String WRONG_KEY = "p99 ms of a wrong key";
  private static final String CORES = "cores";
  private static final String LOST = "lost";

  private final Samples samples;
  private final Bundle bundle;
  private final int seconds;
  private long nextEvent;
  private long lost;

  private Hostile(Samples samples, Bundle bundle, int seconds) {
    this.samples = samples;
    this.bundle = bundle;
    this.seconds = seconds;
  }

  static void into(Table table, Options options) {
    Samples samples = new Samples();
    String nobody = "http://localhost:" + Work.freePort();
    List<Hostile> all = options.builds().stream()
        .map(build -> new Hostile(samples, Bundle.start(build, "hostile", 3, nobody), options.amount(SECONDS))).toList();
    Bench.say("warming up");
    for (int i = 0; i < 2; i++) {
      all.forEach(hostile -> hostile.run(EVENTS_A_SECOND, WRONG_KEYS_A_SECOND, HOSTILE_A_SECOND, 0));
    }
    for (int round = 1; round <= options.rounds(); round++) {
      all.forEach(Hostile::round);
      Bench.say("round " + round + ": " + samples.last(CALM) + "; " + samples.last(BESIDE) + "; " + samples.last(SLOW));
    }
    all.forEach(hostile -> hostile.add(LOST, hostile.lost));
    show(table, samples);
  }

  private void round() {
    add(CALM, run(EVENTS_A_SECOND, 0, 0, 0)[0]);
    add(BESIDE, run(EVENTS_A_SECOND, 0, HOSTILE_A_SECOND, 0)[0]);
    add(CALM_AGAIN, run(EVENTS_A_SECOND, 0, 0, 0)[0]);
    double before = bundle.child().residentMegabytes();
    add(SLOW, run(EVENTS_A_SECOND, 0, 0, SLOW_CONNECTIONS)[0]);
    add(GROWTH, bundle.child().residentMegabytes() - before);
    add(WRONG_KEY, run(EVENTS_A_SECOND, FEW_WRONG_KEYS_A_SECOND, 0, 0)[1]);
    double cpu = bundle.child().cpuSeconds();
    run(0, WRONG_KEYS_A_SECOND, 0, 0);
    add(CORES, (bundle.child().cpuSeconds() - cpu) / (seconds + Traffic.WARM_UP_SECONDS));
  }

  private void add(String quantity, double value) {
    samples.add(bundle.name(), quantity, value);
  }

  /** @return the 99th percentiles in ms of events and of wrong keys */
  private double[] run(int events, int wrongKeys, int hostileRequests, int slowConnections) {
    try (Child traffic = Child.java("traffic", Work.log("traffic"), List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), Traffic.class,
        String.valueOf(bundle.port()), String.valueOf(nextEvent), String.valueOf(events), String.valueOf(wrongKeys), String.valueOf(hostileRequests),
        String.valueOf(slowConnections), String.valueOf(seconds))) {
      String[] said = traffic.hear(Duration.ofMinutes(2)).split(" ");
      lost += Long.parseLong(said[2]);
      nextEvent = Long.parseLong(said[3]);
      return new double[] {Double.parseDouble(said[0]), Double.parseDouble(said[1])};
    }
  }

  private static void show(Table table, Samples samples) {
    String now = Build.NOW.name();
    double beside = samples.ratioOf(now, BESIDE, CALM);
    double slow = samples.ratioOf(now, SLOW, CALM_AGAIN);
    table.row("p99 ms of an event's answer, calm", samples, CALM);
    table.row("  a tenth of the requests hostile", samples, BESIDE).ratio(Table.number(beside) + " x calm").goal(Goal.atMost(1.2, beside));
    table.row("  beside 1,000 slow connections", samples, SLOW).ratio(Table.number(slow) + " x calm").goal(Goal.atMost(2, slow));
    table.row("  resident MB more for them", samples, GROWTH);
    table.row("p99 ms of the refusal of a wrong key", samples, WRONG_KEY).goal(Goal.atMost(5, samples.median(now, WRONG_KEY)));
    table.row("cores for 2,000 wrong keys a second", samples, CORES).goal(Goal.atMost(0.5, samples.median(now, CORES)));
    table.row("answers other than they should be", samples, LOST).goal(Goal.atMost(0, samples.median(now, LOST)));
    table.note("Hostile: " + EVENTS_A_SECOND + " events/s on 8 connections, a new one for every fifth; 1,000 connections that never end a head are opened again\n"
        + "as they are cut. Delivery is off.");
  }
}
