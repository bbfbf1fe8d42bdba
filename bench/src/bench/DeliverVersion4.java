package bench;

import bench.Delivering.Load;
import java.util.ArrayList;
import java.util.List;

/** From queue to API in version 4 with a lookup field, beside the bare loop. */
final class DeliverVersion4 {

  private static final List<Load> LOADS =
      List.of(new Load(0, 20_000, 0, true), new Load(50, 20_000, 0, true), new Load(200, 8_000, 0, true));
  private static final String BUNDLE = Build.NOW.name();

  private DeliverVersion4() {}

  static void into(Table table, Options options) {
    Api api = Api.start();
    List<Subject> subjects = new ArrayList<>();
    options.builds().forEach(build -> subjects.add(Bundle.start(build, "deliver-v4", 4, api.baseUrl())));
    subjects.add(Rival.bareLoop("queue", 4, subjects.get(0).child().jvmOptions(), api.baseUrl()));
    report(table, new Delivering(options, api, subjects, LOADS).measure());
  }

  private static void report(Table table, Samples samples) {
    for (Load load : LOADS) {
      table.row("version 4 with a lookup field, events/s, " + load.latency() + " ms", samples, load.rate()).rate()
          .bareLoop(Delivering.BARE).ratio(Table.number(samples.ratio(BUNDLE, Delivering.BARE, load.rate())) + " of bare loop");
    }
    for (Load load : LOADS) {
      table.row("  API requests per 1,000 events, " + load.latency() + " ms", samples, load.requests())
          .bareLoop(Delivering.BARE);
    }
    Load free = LOADS.get(0);
    table.row("  CPU seconds per 1,000 events, 0 ms", samples, free.cpu()).bareLoop(Delivering.BARE)
        .ratio(Table.number(samples.ratio(BUNDLE, Delivering.BARE, free.cpu())) + " x bare loop");
    table.row("  peak resident MB", samples, Table.PEAK).bareLoop(Delivering.BARE)
        .goal(Goal.atMost(300, samples.median(BUNDLE, Table.PEAK)));
    table.note("Version 4: a lookup field, 5 connections, 2.5 events a person in no order, none of them known before. The bare loop looks nobody\n"
        + "up and sends batchUpserts of 50, so that every event becomes another prospect.");
  }
}
