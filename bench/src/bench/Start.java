package bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** From the start of the process until the first prospect is in the API; one event waits on the queue from a run before. */
final class Start {

  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration STOP = Duration.ofMinutes(1);
  private static final String BUNDLE = "bundle";
  private static final String DOCUMENTATION = "documentation";

  private final Api api = Api.start();

  private Start() {}

  static void into(Table table, Options options) {
    new Start().measure(table, options);
  }

  private void measure(Table table, Options options) {
    Path bundleData = Work.emptied("start-bundle-data");
    Path formerHome = Work.folder("start-bundle");
    Bundle former = Bundle.startIn(formerHome, "http://localhost:" + Work.freePort(), "").awaitStart();
    List<String> jvm = former.child().jvmOptions();
    former.fill(0, 1);
    former.child().stop(STOP);
    Work.copy(formerHome.resolve("data"), bundleData);
    Path documentationData = Work.folder("start-documentation-data");
    Rival.leaveOneEvent(documentationData, jvm);
    Samples samples = new Samples();
    for (int round = 0; round <= options.rounds(); round++) {
      Samples into = round == 0 ? new Samples() : samples;
      into.add(BUNDLE, seconds(() -> {
        Path home = Work.folder("start-bundle");
        Work.copy(bundleData, home.resolve("data"));
        return Bundle.startIn(home, api.baseUrl(), "");
      }));
      into.add(DOCUMENTATION, seconds(() -> {
        Path folder = Work.emptied("start-documentation");
        Work.copy(documentationData, folder);
        return Rival.documentationRouteIn(folder, "pooled", jvm, api.baseUrl());
      }));
      Bench.say("round " + round + ": " + into.lastOfEach());
    }
    double times = samples.ratio(BUNDLE, DOCUMENTATION);
    table.add("seconds from start to first delivery", Table.number(samples.median(BUNDLE)), Table.NONE, Table.number(samples.median(DOCUMENTATION)),
        Table.number(times) + " x documentation", Goal.atMost(1, times));
    table.note("Start: from the start of the process, one event waiting in its journal, to the prospect in the API; the first start is not counted.");
  }

  private double seconds(Supplier<Subject> start) {
    api.reset(0);
    long started = System.nanoTime();
    try (Subject subject = start.get()) {
      Pause.until("the first delivery", LONGEST, 10, () -> {
        subject.child().requireAlive();
        return api.prospects() > 0;
      });
      return (System.nanoTime() - started) / 1e9;
    }
  }
}
