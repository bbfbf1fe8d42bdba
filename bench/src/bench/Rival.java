package bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A program of the benchmark's own that the bundle is compared with. It runs with the bundle's JVM options. */
record Rival(String name, Child child, int port) implements Subject {

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration FILL = Duration.ofMinutes(2);

  static Rival bareLoop(String source, int apiVersion, List<String> jvmOptions, String apiUrl) {
    String name = "bare-" + source;
    Child child = Child.java(name, Work.log(name), jvmOptions, BareLoop.class, source, String.valueOf(apiVersion), apiUrl,
        Work.folder(name).toString());
    child.hear(START);
    return new Rival(name, child, 0);
  }

  /** Starts it on an empty folder and waits until it takes events. */
  static Rival documentationRoute(String senders, List<String> jvmOptions, String apiUrl) {
    Rival rival = documentationRouteIn(Work.folder("documentation-" + senders), senders, jvmOptions, apiUrl);
    Pause.until("the start of the documentation's route", START, 50, () -> {
      rival.child.requireAlive();
      return Http.answers("http://127.0.0.1:" + rival.port + "/v1/identify");
    });
    return rival;
  }

  static Rival documentationRouteIn(Path folder, String senders, List<String> jvmOptions, String apiUrl) {
    int port = Work.freePort();
    Child child = Child.java("documentation", Work.log("documentation-" + senders), jvmOptions, DocumentationRoute.class,
        "run", senders, String.valueOf(port), apiUrl, folder.toString());
    return new Rival("documentation", child, port);
  }

  /** As a run before would: one event on the documentation route's queue, and no process. */
  static void leaveOneEvent(Path folder, List<String> jvmOptions) {
    try (Child child = Child.java("documentation", Work.log("documentation-fill"), jvmOptions, DocumentationRoute.class,
        "fill", "plain", "0", "http://localhost", folder.toString())) {
      child.hear(FILL);
    }
  }

  @Override
  public void fill(Events events, long count) {
    child.tell("fill " + events.first() + " " + events.people() + " " + count);
    child.hear(FILL);
  }
}
