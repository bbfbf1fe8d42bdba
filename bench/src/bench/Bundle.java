package bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bundle as it is shipped, started by its script, with one version 3 destination and five connections. */
final class Bundle implements Subject {

  private static final Duration START = Duration.ofSeconds(90);
  private static final int BATCH = 100;
  private static final Pattern ACCEPTED = Pattern.compile("(?m)^pardot_events_total\\{[^}]*outcome=\"accepted\"[^}]*} (\\S+)$");

  private final Path home;
  private final Child child;
  private final int port;
  private final int consolePort;

  private Bundle(Path home, Child child, int port, int consolePort) {
    this.home = home;
    this.child = child;
    this.port = port;
    this.consolePort = consolePort;
  }

  /** Starts it on an empty folder and waits until it takes events. */
  static Bundle start(String name, String apiUrl) {
    return startIn(Work.folder(name), apiUrl, "").awaitStart();
  }

  /** Starts it on a folder that may hold {@code data/} of a former run, and doesn't wait. */
  static Bundle startIn(Path home, String apiUrl, String extraSettings) {
    int port = Work.freePort();
    int consolePort = Work.freePort();
    try {
      Work.copy(Work.PACKAGE.resolve("routes"), home.resolve("routes"));
      Files.createDirectories(home.resolve("config/destinations"));
      Files.copy(Work.PACKAGE.resolve("config/field-map.yaml"), home.resolve("config/field-map.yaml"));
      Files.writeString(home.resolve("config/application.properties"), """
          pardot.http.host = 127.0.0.1
          pardot.http.port = %d
          pardot.console.port = %d
          pardot.sandbox.port = %d
          pardot.samples = false
          pardot.backlog.limit = 0
          %s
          """.formatted(port, consolePort, Work.freePort(), extraSettings));
      Files.writeString(home.resolve("config/destinations/bench.properties"), """
          apiVersion = 3
          baseUrl = %s
          businessUnitId = 0UvBENCHVERSION3XX
          maxConcurrentRequests = 5
          auth.flow = none
          """.formatted(apiUrl));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Child child = Child.start("bundle", Work.log(home.getFileName().toString()),
        List.of(Work.PACKAGE.resolve("bin/pardot-routes").toString(), "run", "--home", home.toString()));
    return new Bundle(home, child, port, consolePort);
  }

  Bundle awaitStart() {
    Pause.until("the start of the bundle", START, 50, () -> {
      child.requireAlive();
      return Http.answers("http://127.0.0.1:" + port + "/v1/identify") && Http.answers("http://127.0.0.1:" + consolePort + "/observe/metrics");
    });
    return this;
  }

  @Override
  public String name() {
    return "bundle";
  }

  @Override
  public Child child() {
    return child;
  }

  @Override
  public void fill(long first, long count) {
    long rest = count % BATCH;
    if (count >= BATCH) {
      Accepts.post(port, BATCH, first, (count - rest) / BATCH);
    }
    if (rest > 0) {
      Accepts.post(port, 1, first + count - rest, rest);
    }
  }

  Path inbox() {
    return home.resolve("data/inbox");
  }

  Path routes() {
    return home.resolve("routes");
  }

  int port() {
    return port;
  }

  /** Events that passed the door since its start. */
  long accepted() {
    try {
      Matcher accepted = ACCEPTED.matcher(Http.get("http://127.0.0.1:" + consolePort + "/observe/metrics"));
      double sum = 0;
      while (accepted.find()) {
        sum += Double.parseDouble(accepted.group(1));
      }
      return (long) sum;
    } catch (IOException e) {
      throw new UncheckedIOException("the bundle's metrics can't be read", e);
    }
  }
}
