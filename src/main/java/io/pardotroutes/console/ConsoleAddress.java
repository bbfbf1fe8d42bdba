package io.pardotroutes.console;

import io.pardotroutes.settings.Setting;
import io.pardotroutes.settings.Settings;
import java.net.URI;

/** Where people reach the console. */
public final class ConsoleAddress {

  private ConsoleAddress() {}

  /** {@code pardot.console.url}, or the console's port on this machine. */
  public static URI of(Settings settings) {
    String url = settings.text(Setting.CONSOLE_URL);
    return URI.create(url.isEmpty() ? "http://localhost:" + settings.text(Setting.CONSOLE_PORT) : url);
  }
}
