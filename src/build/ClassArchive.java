import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Run by the build: starts the package, has it deliver one event to two sandbox accounts, so that the JVM has loaded what every start
 * loads, and stops it. With those classes archived in {@code lib/classes.jsa}, a start takes two thirds of the time and the process
 * 20 MB less.
 */
final class ClassArchive {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final int PATIENCE_SECONDS = 300;
  private static final String EVENT = """
      {"batch": [{"type": "identify", "userId": "1", "traits": {"email": "one@example.com", "org_id": "1", "firstName": "One"}}]}
      """;

  private ClassArchive() {}

  /** {@code args}: the folder of the distribution. Writes into it and into a folder of its own, which is gone at the end. */
  public static void main(String[] args) throws Exception {
    Path distribution = Path.of(args[0]).toAbsolutePath();
    Path archive = distribution.resolve("lib/classes.jsa");
    Files.deleteIfExists(archive);
    Path home = Files.createTempDirectory("pardot-routes-classes");
    try {
      copy(distribution.resolve("routes"), home.resolve("routes"));
      copy(distribution.resolve("config"), home.resolve("config"));
      run(distribution.resolve("bin/pardot-routes"), home, "-XX:ArchiveClassesAtExit=" + archive);
    } finally {
      for (Path path : tree(home).sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
    if (!archive.toFile().setReadable(true, false)) {
      throw new IllegalStateException("the JVM has not written " + archive);
    }
  }

  private static void run(Path program, Path home, String options) throws Exception {
    int http = freePort();
    int console = freePort();
    int sandbox = freePort();
    Files.writeString(home.resolve("config/application.properties"),
        "pardot.http.port=" + http + "\npardot.console.port=" + console + "\npardot.sandbox.port=" + sandbox + "\npardot.samples=false\n");
    for (Path sample : tree(home.resolve("config/destinations")).filter(Files::isRegularFile).toList()) {
      Files.writeString(sample, Files.readString(sample).replaceAll("(?m)^baseUrl *=.*", "baseUrl = http://localhost:" + sandbox));
    }
    ProcessBuilder builder = new ProcessBuilder(program.toString(), "run", "--home", home.toString()).inheritIO();
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("PARDOT_ROUTES_OPTS", options);
    Process process = builder.start();
    try {
      HttpRequest event = HttpRequest.newBuilder(URI.create("http://localhost:" + http + "/v1/batch")).header("Content-Type", "application/json")
          .header("Authorization", "Basic c2FtcGxlLXdyaXRlLWtleTo=").POST(HttpRequest.BodyPublishers.ofString(EVENT)).build();
      await(process, () -> send(event).contains("true"));
      HttpRequest metrics = HttpRequest.newBuilder(URI.create("http://localhost:" + console + "/observe/metrics")).build();
      await(process, () -> send(metrics).lines().filter(line -> line.contains("outcome=\"delivered\"")).count() == 2);
      process.destroy();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException("the package does not stop in order");
      }
    } finally {
      process.destroyForcibly();
    }
  }

  private static void await(Process process, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.call()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException("the packaged routes have not delivered an event within " + PATIENCE_SECONDS + " s");
      }
      Thread.sleep(50);
    }
  }

  /** Empty while nobody listens. */
  private static String send(HttpRequest request) throws InterruptedException {
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return "";
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    for (Path path : tree(from).toList()) {
      Files.copy(path, to.resolve(from.relativize(path).toString()));
    }
  }

  private static Stream<Path> tree(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.toList().stream();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
