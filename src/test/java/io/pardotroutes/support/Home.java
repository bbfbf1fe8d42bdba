package io.pardotroutes.support;

import io.pardotroutes.secret.Digests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A home folder with the routes and settings that ship, on ports of its own and without destinations. */
public final class Home {

  private static final Path SHIPPED = Path.of("").toAbsolutePath();

  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private final Path folder;
  public final int httpPort = freePort();
  public final int consolePort = freePort();
  public final int sandboxPort = freePort();

  public Home(Path folder) {
    this.folder = folder;
    copy("routes");
    copy("config");
    try (Stream<Path> destinations = Files.list(folder.resolve("config/destinations"))) {
      for (Path destination : destinations.toList()) {
        Files.delete(destination);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    setting("pardot.http.port", httpPort);
    setting("pardot.http.host", "127.0.0.1");
    setting("pardot.console.port", consolePort);
    setting("pardot.sandbox.port", sandboxPort);
    setting("pardot.connect.port", 0);
    setting("pardot.samples", false);
    setting("pardot.delivery.initialDelay", "50ms");
    setting("pardot.delivery.maximumDelay", "200ms");
    setting("pardot.delivery.rateLimitDelay", "50ms");
    setting("pardot.delivery.quotaDelay", "300ms");
    setting("pardot.delivery.unauthorizedDelay", "200ms");
    setting("pardot.delivery.requestTimeout", "2s");
    setting("pardot.routes.watch", "50ms");
    setting("camel.beans.routeCoverage", "#class:" + RouteCoverage.class.getName());
    setting("camel.beans.promptPolls", "#class:" + PromptPolls.class.getName());
  }

  public Path folder() {
    return folder;
  }

  /** Sets a key in config/application.properties, in place of what is there. */
  public Home setting(String key, Object value) {
    Path file = folder.resolve("config/application.properties");
    String line = key + " = " + value;
    String before = read("config/application.properties");
    String after = before.replaceAll("(?m)^" + java.util.regex.Pattern.quote(key) + " *=.*$", java.util.regex.Matcher.quoteReplacement(line));
    write(file, after.contains(line) ? after : before + "\n" + line + "\n");
    return this;
  }

  /** A destination that points at the sandbox, with these further lines, such as {@code batchSize = 1}. */
  public Home destination(String name, int apiVersion, String... lines) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("apiVersion", Integer.toString(apiVersion));
    settings.put("baseUrl", "http://localhost:" + sandboxPort);
    settings.put("businessUnitId", businessUnit(name));
    settings.put("auth.flow", "none");
    settings.put("batchWait", "50ms");
    for (String line : lines) {
      settings.put(line.substring(0, line.indexOf('=')).strip(), line.substring(line.indexOf('=') + 1).strip());
    }
    StringBuilder text = new StringBuilder();
    settings.forEach((key, value) -> text.append(key).append(" = ").append(value).append('\n'));
    write("config/destinations/" + name + ".properties", text.toString());
    return this;
  }

  /** A write key for each destination that there is, {@code NAME-key}: what comes with it goes to that destination alone. */
  public Home keys() {
    StringBuilder keys = new StringBuilder();
    try (Stream<Path> destinations = Files.list(folder.resolve("config/destinations"))) {
      destinations.map(file -> file.getFileName().toString().replace(".properties", "")).forEach(name ->
          keys.append(name).append(" = sha256:").append(Digests.hex(name + "-key")).append("; destinations=").append(name).append('\n'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    write("config/write-keys.properties", keys.toString());
    return this;
  }

  /** The business unit of a destination of that name. */
  public static String businessUnit(String destination) {
    return "0Uv" + (destination.replaceAll("[^A-Za-z0-9]", "") + "000000000000000").substring(0, 15);
  }

  public void deleteDestination(String name) {
    try {
      Files.delete(folder.resolve("config/destinations").resolve(name + ".properties"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String read(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void write(String file, String text) {
    write(folder.resolve(file), text);
  }

  /** Puts a file into the inbox in one move, as a careful sender does; it was written a while ago, so that nothing waits for its writer. */
  public void drop(String name, byte[] content) {
    try {
      Path inbox = folder.resolve("data/inbox");
      Path part = Files.write(inbox.resolve("." + name + ".part"), content);
      Files.setLastModifiedTime(part, FileTime.from(Instant.now().minus(Duration.ofMinutes(1))));
      Files.move(part, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void drop(String name, String content) {
    drop(name, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Takes out of the inbox what lies in it; the folders of what is done stay. */
  public void emptyInbox() {
    try (Stream<Path> files = Files.list(folder.resolve("data/inbox"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean exists(String file) {
    return Files.exists(folder.resolve(file));
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void copy(String name) {
    Path from = SHIPPED.resolve(name);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path to = folder.resolve(name).resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One that is free, and no other than what was given before: the system may name the same one twice while nobody listens. */
  public static int freePort() {
    while (true) {
      try (ServerSocket socket = new ServerSocket(0)) {
        if (GIVEN.add(socket.getLocalPort())) {
          return socket.getLocalPort();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
