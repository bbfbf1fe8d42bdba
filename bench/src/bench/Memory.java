package bench;

/** A million events wait because the API is away; then it is back. */
final class Memory {

  private static final int EVENTS = 1_000_000;
  private static final int BATCH = 100;
  private static final long DELIVERY_MILLIS = 15_000;
  private static final String WAITING = "MB waiting";
  private static final String COMING = "peak MB while they came";
  private static final String DELIVERED = "peak MB while they are delivered";

  private Memory() {}

  static void into(Table table, Options options) {
    int events = options.quick() ? EVENTS / 10 : EVENTS;
    Api api = Api.start();
    Samples samples = new Samples();
    for (Build build : options.builds()) {
      measure(build, api, events, samples);
    }
    String now = Build.NOW.name();
    table.row("resident MB, " + String.format("%,d", events) + " events waiting", samples, WAITING);
    table.row("  peak while they came", samples, COMING).goal(Goal.atMost(300, samples.median(now, COMING)));
    table.row("  peak while they are delivered", samples, DELIVERED).goal(Goal.atMost(300, samples.median(now, DELIVERED)));
    table.note("Memory: the JVM options of bin/pardot-routes; MB are 1,000,000 bytes.");
  }

  private static void measure(Build build, Api api, int events, Samples samples) {
    api.reset(50);
    api.hold();
    try (Bundle bundle = Bundle.start(build, "memory", 3, api.baseUrl())) {
      Accepts.post(bundle.port(), BATCH, new Events(0, 0), events / BATCH);
      samples.add(build.name(), WAITING, bundle.child().residentMegabytes());
      samples.add(build.name(), COMING, bundle.child().peakMegabytes());
      api.answer();
      Pause.millis(DELIVERY_MILLIS);
      samples.add(build.name(), DELIVERED, bundle.child().peakMegabytes());
    }
  }
}
