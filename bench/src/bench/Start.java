package bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** From the start of the process until the first prospect is in the API; one event waits on the queue from a run before. */
final class Start {

  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration STOP = Duration.ofMinutes(1);
  private static final String DOCUMENTATION = "documentation";
  private static final String SECONDS = "seconds from start to first delivery";

  /** What a run before has left: one event on its queue. */
  private record Former(Build build, Path data, List<String> jvmOptions) {}

  private final Api api = Api.start();

  private Start() {}

  static void into(Table table, Options options) {
    new Start().measure(table, options);
  }

  private void measure(Table table, Options options) {
    List<Former> formers = options.builds().stream().map(Start::leaveOneEvent).toList();
    List<String> jvm = formers.get(0).jvmOptions();
    Path documentationData = Work.folder("start-documentation-data");
    Rival.leaveOneEvent(documentationData, jvm);
    Samples samples = new Samples();
    for (int round = 0; round <= options.rounds(); round++) {
      Samples into = round == 0 ? new Samples() : samples;
      for (Former former : formers) {
        into.add(former.build().name(), SECONDS, seconds(() -> {
          Path home = Bundle.folder(former.build(), "start");
          Work.copy(former.data(), home.resolve("data"));
          return Bundle.startIn(former.build(), home, 3, api.baseUrl(), "");
        }));
      }
      into.add(DOCUMENTATION, SECONDS, seconds(() -> {
        Path folder = Work.emptied("start-documentation");
        Work.copy(documentationData, folder);
        return Rival.documentationRouteIn(folder, "pooled", jvm, api.baseUrl());
      }));
      Bench.say("round " + round + ": " + into.last(SECONDS));
    }
    double times = samples.ratio(Build.NOW.name(), DOCUMENTATION, SECONDS);
    table.row(SECONDS, samples, SECONDS).documentation(DOCUMENTATION)
        .ratio(Table.number(times) + " x documentation").goal(Goal.atMost(1, times));
    table.note("Start: from the start of the process, one event waiting in its journal, to the prospect in the API; the first start is not counted.");
  }

  private static Former leaveOneEvent(Build build) {
    Path home = Bundle.folder(build, "start");
    Bundle former = Bundle.startIn(build, home, 3, "http://localhost:" + Work.freePort(), "").awaitStart();
    List<String> jvm = former.child().jvmOptions();
    former.fill(new Events(0, 0), 1);
    former.child().stop(STOP);
    Path data = Work.emptied("start-data-" + build.name());
    Work.copy(home.resolve("data"), data);
    return new Former(build, data, jvm);
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
