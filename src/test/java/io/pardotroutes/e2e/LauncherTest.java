package io.pardotroutes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.support.BundleTest;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code bin/pardot-routes} gives the process, seen on a process that it has started. */
class LauncherTest extends BundleTest {

  private static final long PATIENCE_SECONDS = 60;
  /** Its sender's, moved as they came. */
  private static final Set<String> SENT = Set.of("inbox/.done/mixed.jsonl", "inbox/.failed/broken.json");

  private Path program;
  private Process process;

  @BeforeEach
  void install() throws IOException {
    program = home.folder();
    pack(Path.of("target/classes"), Files.createDirectories(program.resolve("lib")).resolve("pardot-routes.jar"));
    Files.copy(Path.of("src/main/distribution/bin/pardot-routes"), Files.createDirectories(program.resolve("bin")).resolve("pardot-routes"));
    home.write("config/application.properties", home.read("config/application.properties").replaceAll("(?m)^camel.beans.*$", ""));
  }

  @AfterEach
  void end() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Test
  void whatIsKeptIsItsOwnersAloneWhateverTheUmask() throws Exception {
    home.destination("main", 4);
    launch("umask 000", "run");
    eventuallyHolds(() -> assertThat(program.resolve("log")).content().contains("started in"));
    assertThat(post("/v1/identify", identify("kept@launcher.example", "CEO")).statusCode()).isEqualTo(200);
    home.drop("mixed.jsonl", identify("mixed@launcher.example", "CEO") + "\nno event\n");
    home.drop("broken.json", "[" + identify("broken@launcher.example", "CEO") + ", {");
    eventuallyHolds(() -> assertThat(home.exists("data/inbox/.rejected/mixed.jsonl.jsonl")).isTrue());
    eventuallyHolds(() -> assertThat(home.exists("data/inbox/.failed/broken.json.reason")).isTrue());
    settled("main");

    Path data = program.resolve("data");
    Map<String, String> open = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(data)) {
      for (Path path : paths.toList()) {
        String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        if (!permissions.equals(Files.isDirectory(path) ? "rwx------" : "rw-------") && !SENT.contains(data.relativize(path).toString())) {
          open.put(data.relativize(path).toString(), permissions);
        }
      }
    }
    assertThat(open).isEmpty();
    process.destroy();
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  @Test
  void noSecretOfTheSettingsIsAmongTheArgumentsThatEveryUserSees() throws Exception {
    home.setting("pardot.console.password", "planted-console-password").setting("pardot.proxy.password", "planted-proxy-password")
        .setting("pardot.http.webhooks", "segment:planted-hook-secret").destination("main", 4);
    launch(":", "run");
    eventuallyHolds(() -> assertThat(program.resolve("log")).content().contains("started in"));

    assertThat(process.info().commandLine()).hasValueSatisfying(line -> assertThat(line).contains("io.pardotroutes.PardotRoutes").doesNotContain("planted", "sample-write-key"));
    assertThat(program.resolve("log")).content().doesNotContain("planted", "sample-write-key");
  }

  @Test
  void whereThereIsAScreenConnectOpensTheSignInPageByItself() throws Exception {
    home.destination("main", 4, "auth.flow = web-server", "auth.loginUrl = http://localhost:" + home.sandboxPort, "auth.clientId = sandbox",
        "auth.clientSecret = secret");
    start();
    sandbox("POST", "/sandbox/settings", "{\"signIn\":\"allow\"}");
    Path desktop = Files.createDirectories(program.resolve("desktop"));
    Path opened = desktop.resolve("opened");
    Path opener = Files.writeString(desktop.resolve("xdg-open"), "#!/bin/sh\nprintf %s \"$1\" > '" + opened + ".part'\nmv '" + opened + ".part' '" + opened + "'\n");
    Files.setPosixFilePermissions(opener, PosixFilePermissions.fromString("rwx------"));

    launch("export DISPLAY=:9 PATH='" + desktop + "':\"$PATH\"", "connect", "main");

    eventuallyHolds(() -> assertThat(opened).exists());
    HttpClient browser = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    HttpRequest page = HttpRequest.newBuilder(URI.create(Files.readString(opened))).build();
    assertThat(browser.send(page, HttpResponse.BodyHandlers.ofString()).body()).isEqualTo("Connected. You can close this page.");
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(program.resolve("log")).content().contains("Connected as user");
  }

  @Test
  void routesThatEverybodyMayWriteToAreFoundByCheckAndRefuseTheStart() throws Exception {
    Files.setPosixFilePermissions(program.resolve("routes/send.camel.yaml"), PosixFilePermissions.fromString("rw-rw-rw-"));

    for (String command : new String[] {"check", "run"}) {
      launch(":", command);

      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(1);
      assertThat(program.resolve("log")).content().contains("routes/send.camel.yaml: every user", "chmod go-w");
    }
  }

  private void launch(String first, String... command) throws IOException {
    List<String> line = new ArrayList<>(List.of("sh", "-c", first + "; exec sh \"$0\" \"$@\"", program.resolve("bin/pardot-routes").toString()));
    line.addAll(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    process = builder.redirectErrorStream(true).redirectOutput(program.resolve("log").toFile()).start();
  }

  /** A jar of our own classes that names the libraries. */
  private static void pack(Path classes, Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.endsWith(".jar")).map(entry -> Path.of(entry).toUri().toString()).collect(Collectors.joining(" ")));
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest); Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, out);
      }
    }
  }
}
