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

  private final Samples samples = new Samples();
  private final Bundle bundle;
  private final int seconds;
  private long nextEvent;
  private long lost;

  private Hostile(Bundle bundle, int seconds) {
    this.bundle = bundle;
    this.seconds = seconds;
  }

  static void into(Table table, Options options) {
    Bundle bundle = Bundle.start("hostile", "http://localhost:" + Work.freePort());
    Hostile hostile = new Hostile(bundle, options.amount(SECONDS));
    Bench.say("warming up");
    for (int i = 0; i < 2; i++) {
      hostile.run(EVENTS_A_SECOND, WRONG_KEYS_A_SECOND, HOSTILE_A_SECOND, 0);
    }
    for (int round = 1; round <= options.rounds(); round++) {
      hostile.round();
      Bench.say("round " + round + ": " + hostile.samples.lastOfEach());
    }
    hostile.show(table);
  }

  private void round() {
    samples.add("calm", run(EVENTS_A_SECOND, 0, 0, 0)[0]);
    samples.add("hostile", run(EVENTS_A_SECOND, 0, HOSTILE_A_SECOND, 0)[0]);
    samples.add("calm again", run(EVENTS_A_SECOND, 0, 0, 0)[0]);
    double before = bundle.child().residentMegabytes();
    samples.add("slow", run(EVENTS_A_SECOND, 0, 0, SLOW_CONNECTIONS)[0]);
    samples.add("growth", bundle.child().residentMegabytes() - before);
    samples.add("wrong key", run(EVENTS_A_SECOND, FEW_WRONG_KEYS_A_SECOND, 0, 0)[1]);
    double cpu = bundle.child().cpuSeconds();
    run(0, WRONG_KEYS_A_SECOND, 0, 0);
    samples.add("cores", (bundle.child().cpuSeconds() - cpu) / (seconds + Traffic.WARM_UP_SECONDS));
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

  private void show(Table table) {
    double beside = samples.ratio("hostile", "calm");
    double slow = samples.ratio("slow", "calm again");
    double wrongKey = samples.median("wrong key");
    double cores = samples.median("cores");
    table.add("p99 ms of an event's answer, calm", Table.number(samples.median("calm")), Table.NONE, Table.NONE, Table.NONE);
    table.add("  a tenth of the requests hostile", Table.number(samples.median("hostile")), Table.NONE, Table.NONE, Table.number(beside) + " x calm",
        Goal.atMost(1.2, beside));
    table.add("  beside 1,000 slow connections", Table.number(samples.median("slow")), Table.NONE, Table.NONE, Table.number(slow) + " x calm",
        Goal.atMost(2, slow));
    table.add("  resident MB more for them", Table.number(samples.median("growth")), Table.NONE, Table.NONE, Table.NONE);
    table.add("p99 ms of the refusal of a wrong key", Table.number(wrongKey), Table.NONE, Table.NONE, Table.NONE, Goal.atMost(5, wrongKey));
    table.add("cores for 2,000 wrong keys a second", Table.number(cores), Table.NONE, Table.NONE, Table.NONE, Goal.atMost(0.5, cores));
    table.add("answers other than they should be", String.valueOf(lost), Table.NONE, Table.NONE, Table.NONE, Goal.atMost(0, lost));
    table.note("Hostile: " + EVENTS_A_SECOND + " events/s on 8 connections, a new one for every fifth; 1,000 connections that never end a head are opened again\n"
        + "as they are cut. Delivery is off.");
  }
}
