package bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** One file of 1 GB in the inbox, read until it is in {@code .done}; nothing is delivered meanwhile. */
final class FileIntake {

  private static final Events EVENTS = new Events(0, 0);
  private static final long BYTES = 1_000_000_000;
  private static final int WARM_UP_LINES = 50_000;
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final String RATE = "lines/s";

  private FileIntake() {}

  static void into(Table table, Options options) {
    int lineLength = EVENTS.event(0).length() + 1;
    long lines = (options.quick() ? BYTES / 10 : BYTES) / lineLength;
    Samples samples = new Samples();
    for (Build build : options.builds()) {
      try (Bundle bundle = Bundle.start(build, "file", 3, "http://localhost:" + Work.freePort())) {
        read(bundle, "warm-up.jsonl", 0, options.amount(WARM_UP_LINES));
        samples.add(build.name(), RATE, read(bundle, "events.jsonl", WARM_UP_LINES, lines));
        samples.add(build.name(), Table.PEAK, bundle.child().peakMegabytes());
      }
    }
    table.row("lines/s from a file of " + lines * lineLength / 1_000_000 + " MB (once)", samples, RATE).rate()
        .goal(Goal.atLeast(10_000, samples.median(Build.NOW.name(), RATE)));
    table.row("  peak resident MB meanwhile", samples, Table.PEAK).goal(Goal.atMost(300, samples.median(Build.NOW.name(), Table.PEAK)));
    table.note("File: " + String.format("%,d", lines) + " lines of " + lineLength + " bytes, from the file's arrival in the inbox to its move to .done; delivery is off.");
  }

  /** Lines a second; of those that were read where the file is not through in time. */
  private static double read(Bundle bundle, String name, long first, long lines) {
    Path part = bundle.inbox().resolve(name + ".part");
    Path done = bundle.inbox().resolve(".done").resolve(name);
    write(part, first, lines);
    long before = bundle.accepted();
    long start = System.nanoTime();
    long end = start + LONGEST.toNanos();
    try {
      Files.move(part, bundle.inbox().resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    long told = start;
    while (!Files.exists(done) && System.nanoTime() < end) {
      bundle.child().requireAlive();
      Pause.millis(20);
      if (System.nanoTime() - told > 30e9) {
        told = System.nanoTime();
        Bench.say(name + ": " + (bundle.accepted() - before) + " of " + lines + " lines");
      }
    }
    return (bundle.accepted() - before) / ((System.nanoTime() - start) / 1e9);
  }

  private static void write(Path file, long first, long lines) {
    try {
      Files.createDirectories(file.getParent());
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
        for (long i = first; i < first + lines; i++) {
          out.write((EVENTS.event(i) + "\n").getBytes(StandardCharsets.US_ASCII));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
