package bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Runs the measurements that were asked for, one after the other, and prints one table. */
final class Bench {

  private static final Path RESULTS = Path.of("target", "bench", "results.txt");

  private interface Measurement {
    void into(Table table, Options options);
  }

  private static final Map<String, Measurement> MEASUREMENTS = Map.of(
      "deliver", Deliver::into,
      "deliver-v4", DeliverVersion4::into,
      "accept", Accept::into,
      "file", FileIntake::into,
      "jms", JmsIntake::into,
      "start", Start::into,
      "memory", Memory::into,
      "hostile", Hostile::into);

  private Bench() {}

  public static void main(String[] args) throws IOException {
    if (args.length > 0 && args[0].equals("--help")) {
      System.out.print(Options.USAGE);
      return;
    }
    try {
      run(Options.parse(args));
      System.exit(0);
    } catch (IllegalArgumentException wrongUsage) {
      System.err.println(wrongUsage.getMessage());
      System.err.print(Options.USAGE);
      System.exit(2);
    }
  }

  private static void run(Options options) throws IOException {
    Instant start = Instant.now();
    String load = Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    Table table = new Table();
    for (String row : Options.ROWS) {
      if (options.rows().contains(row)) {
        measure(row, table, options);
      }
    }
    String text = facts(options, load, Duration.between(start, Instant.now())) + "\n" + table;
    System.out.print(text);
    Files.writeString(RESULTS, text);
  }

  /** One that fails is a line of the table; the others are worth having all the same. */
  private static void measure(String row, Table table, Options options) {
    say(row);
    try {
      MEASUREMENTS.get(row).into(table, options);
    } catch (IllegalStateException | UncheckedIOException failure) {
      table.failed(row, failure.getMessage());
      say(row + " failed: " + failure.getMessage());
    } finally {
      Child.endAll();
    }
  }

  /** Progress goes to the standard error, so that the standard output is the table. */
  static void say(String line) {
    System.err.println("bench: " + line);
  }

  private static String facts(Options options, String load, Duration took) throws IOException {
    String processor = Files.readAllLines(Path.of("/proc/cpuinfo")).stream().filter(line -> line.startsWith("model name"))
        .findFirst().map(line -> line.substring(line.indexOf(':') + 2)).orElse("unknown processor");
    return "pardot-routes benchmark: " + Runtime.getRuntime().availableProcessors() + " cores (" + processor + "), JVM "
        + Runtime.version() + ", median of " + options.rounds() + " interleaved rounds" + (options.quick() ? " (quick)" : "")
        + ", events of "
        + Events.meanBytes() + " bytes in the mean, load of the machine before " + load + ", took " + took.toSeconds() + " s\n";
  }
}
