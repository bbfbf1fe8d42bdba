package bench;

/** A million events wait because the API is away; then it is back. */
final class Memory {

  private static final int EVENTS = 1_000_000;
  private static final int BATCH = 100;
  private static final long DELIVERY_MILLIS = 15_000;

  private Memory() {}

  static void into(Table table, Options options) {
    int events = options.quick() ? EVENTS / 10 : EVENTS;
    Api api = Api.start();
    api.reset(50);
    api.hold();
    Bundle bundle = Bundle.start("memory", api.baseUrl());
    Accepts.post(bundle.port(), BATCH, 0, events / BATCH);
    double waiting = bundle.child().residentMegabytes();
    double peak = bundle.child().peakMegabytes();
    api.answer();
    Pause.millis(DELIVERY_MILLIS);
    double after = bundle.child().peakMegabytes();
    String count = String.format("%,d", events);
    table.add("resident MB, " + count + " events waiting", Table.number(waiting), Table.NONE, Table.NONE, Table.NONE);
    table.add("  peak while they came", Table.number(peak), Table.NONE, Table.NONE, Table.NONE, Goal.atMost(300, peak));
    table.add("  peak while they are delivered", Table.number(after), Table.NONE, Table.NONE, Table.NONE, Goal.atMost(300, after));
    table.note("Memory: the JVM options of bin/pardot-routes (" + String.join(" ", bundle.child().jvmOptions()) + "); MB are 1,000,000 bytes.");
  }
}
