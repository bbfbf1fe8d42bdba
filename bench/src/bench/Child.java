package bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A process of the benchmark. It takes commands by line on its standard input and answers with lines that begin with
 * {@link #SAYS}; whatever else it prints is in its log. None outlives the benchmark.
 */
final class Child implements AutoCloseable {

  static final String SAYS = "bench: ";

  /** Linux counts a process's time in these, whatever the kernel's own clock (proc(5), stat: utime, stime). */
  private static final double TICKS_PER_SECOND = 100;

  private static final Set<Child> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Child::endAll));
  }

  private final String name;
  private final Path log;
  private final Process process;
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

  private Child(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  /** Starts {@code command}; its output goes to {@code log}. */
  static Child start(String name, Path log, List<String> command) {
    try {
      Files.createDirectories(log.getParent());
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      Child child = new Child(name, log, process);
      RUNNING.add(child);
      Thread reader = new Thread(child::read, name + "-output");
      reader.setDaemon(true);
      reader.start();
      return child;
    } catch (IOException e) {
      throw new UncheckedIOException(name + " can't be started", e);
    }
  }

  /** A Java process of the benchmark's own class path. */
  static Child java(String name, Path log, List<String> jvmOptions, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.add("-Dlog4j2.configurationFile=target/pardot-routes/config/log4j2.properties");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return start(name, log, command);
  }

  private void read() {
    try (BufferedReader output = process.inputReader(); Writer file = Files.newBufferedWriter(log)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith(SAYS)) {
          said.add(line.substring(SAYS.length()));
        }
        file.write(line);
        file.write('\n');
        file.flush();
      }
    } catch (IOException ended) {
      said.add("ended: " + ended.getMessage());
    }
  }

  /** Sends a command. */
  void tell(String line) {
    try {
      Writer input = process.outputWriter();
      input.write(line + "\n");
      input.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " takes no command; see " + log, e);
    }
  }

  /** The next line that it says. */
  String hear(Duration atMost) {
    try {
      long end = System.nanoTime() + atMost.toNanos();
      while (System.nanoTime() < end) {
        String line = said.poll(100, TimeUnit.MILLISECONDS);
        if (line != null) {
          return line;
        }
        requireAlive();
      }
      throw new IllegalStateException(name + " said nothing within " + atMost.toSeconds() + " s; see " + log);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  void requireAlive() {
    if (!process.isAlive() && said.isEmpty()) {
      throw new IllegalStateException(name + " ended with " + process.exitValue() + "; see " + log);
    }
  }

  /** The options of a running Java process that size and tune it. */
  List<String> jvmOptions() {
    String[] words = procFile("cmdline").split("\0");
    return List.of(words).stream().filter(word -> word.startsWith("-X")).toList();
  }

  /** User and system time since its start. */
  double cpuSeconds() {
    String stat = procFile("stat");
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }

  /** Largest resident size so far, in MB of 1,000,000 bytes. */
  double peakMegabytes() {
    return status("VmHWM:");
  }

  double residentMegabytes() {
    return status("VmRSS:");
  }

  private double status(String field) {
    String line = procFile("status").lines().filter(l -> l.startsWith(field)).findFirst().orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6;
  }

  private String procFile(String file) {
    try {
      return Files.readString(Path.of("/proc", String.valueOf(process.pid()), file));
    } catch (IOException e) {
      throw new UncheckedIOException(name + " is gone; see " + log, e);
    }
  }

  /** Stands still, its connections open, until {@link #resume}. */
  void suspend() {
    signal("STOP");
  }

  void resume() {
    signal("CONT");
  }

  private void signal(String signal) {
    try {
      new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Kills all that still run. */
  static void endAll() {
    List.copyOf(RUNNING).forEach(Child::close);
  }

  /** Ends it in order, within {@code atMost}; kills it then. */
  void stop(Duration atMost) {
    process.destroy();
    try {
      process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
  }

  /** Kills it: what it leaves is thrown away. */
  @Override
  public void close() {
    kill();
    RUNNING.remove(this);
  }

  private void kill() {
    process.destroyForcibly();
    try {
      process.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
