package io.pardotroutes.command;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/** The browser of whoever sits before this machine, if anybody does. */
final class Desktop {

  private static final int SECONDS = 5;

  private Desktop() {}

  /** Opens a page where there is a screen; elsewhere it does nothing. */
  static void open(URI page) {
    boolean screen = System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
    boolean mac = System.getProperty("os.name").startsWith("Mac");
    if (!screen && !mac) {
      return;
    }
    try {
      new ProcessBuilder(mac ? "open" : "xdg-open", page.toString())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start().waitFor(SECONDS, TimeUnit.SECONDS);
    } catch (IOException e) {
      // The page is printed, too.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
