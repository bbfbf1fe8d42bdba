package io.pardotroutes.bundle;

import io.pardotroutes.prospect.ApiVersion;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.springframework.util.FileSystemUtils;

/**
 * For the build alone, with {@code -XX:ArchiveClassesAtExit}: delivers one event to two sandbox accounts, so that the JVM has loaded
 * what every start loads, and ends. With those classes archived, a start takes two thirds of the time and the process 20 MB less.
 */
public final class ClassArchive {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String EVENT = """
      {"batch": [{"type": "identify", "userId": "1", "traits": {"email": "one@example.com", "org_id": "1", "firstName": "One"}}]}
      """;

  private ClassArchive() {}

  /** {@code args}: the folder of the distribution. Writes nothing but into a folder of its own, which is gone at the end. */
  public static void main(String[] args) throws Exception {
    Path home = Files.createTempDirectory("pardot-routes-classes");
    try {
      for (String shipped : List.of("routes", "config/samples")) {
        FileSystemUtils.copyRecursively(Path.of(args[0], shipped), home.resolve(shipped));
      }
      deliverOne(home, args[0]);
    } finally {
      FileSystemUtils.deleteRecursively(home);
    }
    LogManager.shutdown();
    System.exit(0);
  }

  private static void deliverOne(Path home, String distribution) throws Exception {
    int http = freePort();
    int console = freePort();
    int sandbox = freePort();
    Path destinations = Files.createDirectories(home.resolve("config/destinations"));
    Files.copy(Path.of(distribution, "config/field-map.yaml"), home.resolve("config/field-map.yaml"));
    Files.writeString(home.resolve("config/application.properties"),
        "pardot.http.port=" + http + "\npardot.console.port=" + console + "\npardot.sandbox.port=" + sandbox + "\npardot.samples=false\n");
    for (ApiVersion version : ApiVersion.values()) {
      Files.writeString(destinations.resolve("v" + version + ".properties"), "apiVersion=" + version + "\nbaseUrl=http://localhost:" + sandbox
          + "\nauth.flow=none\nbusinessUnitId=0UvSAMPLEVERSION" + version + "X\n" + (version.hasLookup() ? "lookupField=org_id\n" : ""));
    }
    try (Bundle bundle = Bundle.start(home, why -> { })) {
      HttpClient client = HttpClient.newHttpClient();
      send(client, HttpRequest.newBuilder(URI.create("http://localhost:" + http + "/v1/batch")).header("Content-Type", "application/json")
          .header("Authorization", "Basic c2FtcGxlLXdyaXRlLWtleTo=").POST(HttpRequest.BodyPublishers.ofString(EVENT)).build());
      HttpRequest metrics = HttpRequest.newBuilder(URI.create("http://localhost:" + console + "/observe/metrics")).build();
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (send(client, metrics).lines().filter(line -> line.contains("outcome=\"delivered\"")).count() < ApiVersion.values().length) {
        if (System.nanoTime() > end) {
          throw new IllegalStateException("the packaged routes have not delivered an event within " + PATIENCE.toSeconds() + " s");
        }
        Thread.sleep(50);
      }
    }
  }

  private static String send(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(request.uri() + " answers " + response.statusCode() + ": " + response.body());
    }
    return response.body();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
