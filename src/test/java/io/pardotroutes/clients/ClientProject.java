package io.pardotroutes.clients;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Node.js project in src/test/clients, installed into target/clients: Segment's libraries and a driver for the browser.
 * Where this machine lacks a program that they need, the test is skipped, or fails if it is required.
 */
final class ClientProject {

  private static final Path SOURCE = Path.of("src/test/clients").toAbsolutePath();
  private static final Path FOLDER = Path.of("target/clients").toAbsolutePath();
  private static final int NODE_VERSION = 20;
  private static final long INSTALL_SECONDS = 180;

  private final Path node;

  private ClientProject(Path node) {
    this.node = node;
  }

  /** Installs it, once; without the network where the packages were fetched before. */
  static ClientProject install() {
    Path node = program("Node.js " + NODE_VERSION + " or newer", "node");
    Path npm = program("npm", "npm");
    try {
      Files.createDirectories(FOLDER);
      String version = run(node.toString(), "--version").get(0);
      if (Integer.parseInt(version.substring(1, version.indexOf('.'))) < NODE_VERSION) {
        missing("Node.js " + NODE_VERSION + " or newer, not " + version);
      }
      Path installed = FOLDER.resolve("node_modules/.package-lock.json");
      boolean fresh = Files.exists(installed) && Files.mismatch(SOURCE.resolve("package-lock.json"), FOLDER.resolve("package-lock.json")) < 0;
      try (Stream<Path> files = Files.list(SOURCE).filter(Files::isRegularFile)) {
        for (Path file : files.toList()) {
          Files.copy(file, FOLDER.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      if (!fresh) {
        run(npm.toString(), "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ClientProject(node);
  }

  /** Runs a module of these lines; it may import the project's packages. */
  ClientScript evaluate(String module) {
    return new ClientScript(FOLDER, List.of(node.toString(), "--input-type=module", "--eval", module));
  }

  /** Runs Chromium; see browser.mjs. */
  ClientScript browser() {
    Path chromium = program("Chromium", "chromium", "chromium-browser", "google-chrome");
    return new ClientScript(FOLDER, List.of(node.toString(), "browser.mjs", chromium.toString()));
  }

  /** Opens a page in that browser; see visit.mjs. */
  ClientScript visit(ClientScript browser, String url) {
    String endpoint = browser.says("browser ws://").substring("browser ".length());
    return new ClientScript(FOLDER, List.of(node.toString(), "visit.mjs", endpoint, url));
  }

  /** A folder of an installed package. */
  static Path packageFolder(String name) {
    return FOLDER.resolve("node_modules").resolve(name);
  }

  private static List<String> run(String... command) {
    try (ClientScript script = new ClientScript(FOLDER, List.of(command))) {
      return script.succeeds(INSTALL_SECONDS);
    }
  }

  private static Path program(String what, String... names) {
    Optional<Path> found = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(folder -> Arrays.stream(names).map(Path.of(folder)::resolve))
        .filter(Files::isExecutable)
        .findFirst();
    return found.orElseGet(() -> missing(what));
  }

  private static Path missing(String what) {
    String advice = "The tests with Segment's own libraries need Node.js 20 or newer, npm and Chromium on the PATH; missing here: " + what
        + ". On Debian: apt-get install nodejs npm chromium";
    boolean required = System.getenv("CI") != null || Boolean.getBoolean("clients.required");
    return required ? fail(advice) : abort(advice);
  }
}
