package bench;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting. */
final class Pause {

  private Pause() {}

  static void millis(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Asks every {@code everyMillis} until it is so. */
  static void until(String what, Duration atMost, long everyMillis, BooleanSupplier isSo) {
    long end = System.nanoTime() + atMost.toNanos();
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(what + " did not happen within " + atMost.toSeconds() + " s");
      }
      millis(everyMillis);
    }
  }
}
