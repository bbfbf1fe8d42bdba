package bench;

import bench.Delivering.Load;
import java.util.ArrayList;
import java.util.List;

/** From queue to API in version 3, beside the bare loop and the documentation's route. */
final class Deliver {

  private static final List<Load> LOADS =
      List.of(new Load(0, 30_000, 4_000, false), new Load(50, 20_000, 400, false), new Load(200, 8_000, 160, false));
  private static final String BUNDLE = Build.NOW.name();

  private Deliver() {}

  static void into(Table table, Options options) {
    Api api = Api.start();
    List<Subject> subjects = new ArrayList<>();
    options.builds().forEach(build -> subjects.add(Bundle.start(build, "deliver", 3, api.baseUrl())));
    List<String> jvm = subjects.get(0).child().jvmOptions();
    subjects.add(Rival.bareLoop("queue", 3, jvm, api.baseUrl()));
    subjects.add(Rival.bareLoop("memory", 3, jvm, api.baseUrl()));
    subjects.add(Rival.documentationRoute("pooled", jvm, api.baseUrl()));
    report(table, new Delivering(options, api, subjects, LOADS).measure());
  }

  private static void report(Table table, Samples samples) {
    for (Load load : LOADS) {
      double ofBare = samples.ratio(BUNDLE, Delivering.BARE, load.rate());
      table.row("events/s from queue to API, " + load.latency() + " ms", samples, load.rate()).rate().bareLoop(Delivering.BARE)
          .documentation(Delivering.DOCUMENTATION).ratio(Table.number(ofBare) + " of bare loop")
          .goal(Goal.atLeast(load.latency() == 0 ? 0.5 : 0.9, ofBare));
    }
    Load free = LOADS.get(0);
    table.row("  the same, 0 ms, bare loop without a queue", samples, free.rate()).bareLoop(Delivering.MEMORY)
        .ratio(Table.number(samples.ratio(BUNDLE, Delivering.MEMORY, free.rate())) + " of bare loop");
    for (Load load : LOADS) {
      table.row("API requests per 1,000 events, " + load.latency() + " ms", samples, load.requests()).bareLoop(Delivering.BARE)
          .documentation(Delivering.DOCUMENTATION).goal(Goal.atMost(20, Math.rint(samples.median(BUNDLE, load.requests()))));
    }
    double timesBare = samples.ratio(BUNDLE, Delivering.BARE, free.cpu());
    double ofDocumentation = samples.ratio(BUNDLE, Delivering.DOCUMENTATION, free.cpu());
    table.row("CPU seconds per 1,000 events, 0 ms", samples, free.cpu()).bareLoop(Delivering.BARE)
        .ratio(Table.number(timesBare) + " x bare loop").goal(Goal.atMost(4.5, timesBare));
    table.row("  the same, to the documentation's route", samples, free.cpu()).documentation(Delivering.DOCUMENTATION)
        .ratio("1/" + Table.number(1 / ofDocumentation) + " of documentation").goal(Goal.fraction(6, ofDocumentation));
    table.row("  the same, bare loop without a queue", samples, free.cpu()).bareLoop(Delivering.MEMORY)
        .ratio(Table.number(samples.ratio(BUNDLE, Delivering.MEMORY, free.cpu())) + " x bare loop");
    table.row("peak resident MB, all of the above", samples, Table.PEAK).bareLoop(Delivering.BARE).documentation(Delivering.DOCUMENTATION)
        .goal(Goal.atMost(300, samples.median(BUNDLE, Table.PEAK)));
    table.note("Queue to API: one version 3 destination, 5 connections, every event about a prospect of its own. The bare loop takes its events\n"
        + "from the bundle's kind of durable queue, 50 a transaction, 5 threads; without a queue it has them in memory. The documentation's\n"
        + "route gets the first few thousand or hundred of the same events, for it is slow.");
  }
}
