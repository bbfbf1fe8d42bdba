package io.pardotroutes.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.secret.Secrets.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets of several processes, and of such as are killed. */
class SecretProcessesTest {

  private static final int WRITES = 200;
  private static final int LEAST_KILLS = 10;
  private static final int LENGTH = 100_000;
  private static final int ROUNDS = 60;
  private static final long PATIENCE_SECONDS = 60;

  @TempDir Path home;
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void end() {
    processes.forEach(Process::destroyForcibly);
  }

  /** Writes the same secret again and again, counting from the one that is there, and tells of each. */
  static final class Writer {
    public static void main(String[] arguments) {
      Secrets secrets = secrets(Path.of(arguments[0]), Path.of(arguments[1]));
      String written = secrets.read(Kind.TOKEN, "main").orElseThrow();
      for (int count = Integer.parseInt(written.substring(0, written.length() - LENGTH)) + 1; true; count++) {
        secrets.write(Kind.TOKEN, "main", count + "x".repeat(LENGTH));
        System.out.println(count);
      }
    }
  }

  private static int count(String secret) {
    assertThat(secret).hasSizeGreaterThan(LENGTH).endsWith("x".repeat(LENGTH));
    return Integer.parseInt(secret.substring(0, secret.length() - LENGTH));
  }

  /** Is the first to write with a key that there is not yet, at the moments that others are, too. */
  static final class Starter {
    public static void main(String[] arguments) {
      long begin = Long.parseLong(arguments[2]);
      for (int round = 0; round < ROUNDS; round++) {
        while (System.currentTimeMillis() < begin + round * 20L) {
          Thread.onSpinWait();
        }
        secrets(Path.of(arguments[0]), Path.of(arguments[1], "key" + round)).write(Kind.NAMED, "round" + round, "secret of " + round);
      }
    }
  }

  private static Secrets secrets(Path folder, Path keyFile) {
    return new Secrets(folder, new SecretKeys(keyFile, null));
  }

  private Process run(Class<?> main, Object... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), main.getName()));
    Stream.of(arguments).map(Object::toString).forEach(command::add);
    Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    processes.add(process);
    return process;
  }

  @Test
  void aProcessThatIsKilledWhileItWritesLeavesTheOldSecretOrTheNew() throws Exception {
    Path folder = home.resolve("data/secrets");
    Secrets secrets = secrets(folder, home.resolve("secret.key"));
    secrets.write(Kind.TOKEN, "main", "0" + "x".repeat(LENGTH));
    SplittableRandom random = new SplittableRandom(7);
    int count = 0;
    for (int kills = 0; count < WRITES || kills < LEAST_KILLS; kills++) {
      Process writer = run(Writer.class, folder, home.resolve("secret.key"));
      int before = count;
      int writes = 1 + random.nextInt(2 * WRITES / LEAST_KILLS);
      Supplier<Long> told = () -> writer.inputReader().lines().limit(writes).count();
      assertThat(CompletableFuture.supplyAsync(told).get(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("how often the process wrote").isEqualTo(writes);
      assertThat(writer.waitFor(random.nextInt(20_000), TimeUnit.MICROSECONDS)).isFalse();
      writer.destroyForcibly().waitFor();

      count = count(secrets.read(Kind.TOKEN, "main").orElseThrow());
      assertThat(count).isGreaterThanOrEqualTo(before + writes);
      assertThat(secrets.names(Kind.TOKEN)).containsExactly("main");
      secrets.write(Kind.TOKEN, "main", count + "x".repeat(LENGTH));
    }
  }

  @Test
  void processesThatMakeTheFirstKeyAtOneMomentShareIt() throws Exception {
    Path keys = Files.createDirectories(home.resolve("keys"));
    long begin = System.currentTimeMillis() + 1_500;
    List<Path> folders = List.of(home.resolve("one/secrets"), home.resolve("other/secrets"));
    for (Path folder : folders) {
      run(Starter.class, folder, keys, begin);
    }
    for (Process process : processes) {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    }

    for (int round = 0; round < ROUNDS; round++) {
      for (Path folder : folders) {
        assertThat(secrets(folder, keys.resolve("key" + round)).read(Kind.NAMED, "round" + round)).as("with the key of both").hasValue("secret of " + round);
      }
    }
  }
}
