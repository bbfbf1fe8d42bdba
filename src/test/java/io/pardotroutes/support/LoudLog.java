package io.pardotroutes.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.logging.log4j.core.LoggerContext;

/** The log, turned up as far as it may be, and whatever else is written to standard error, until it is closed. */
public final class LoudLog implements AutoCloseable {

  /** Part of each address, name, value, key and password that a test plants. */
  static final String PLANTED = "planted";

  private final Path file;
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private final PrintStream systemErrors = System.err;

  public LoudLog(Path folder) {
    file = folder.resolve("all.log");
    try {
      String shipped = Files.readString(Path.of("config/log4j2.properties"));
      int kept = shipped.indexOf("# --- Leave these as they are");
      assertThat(kept).isPositive();
      String loud = shipped.substring(0, kept).replaceAll("(?m)^(.*\\.level *=) *\\w+$", "$1 trace") + shipped.substring(kept);
      assertThat(loud).contains("rootLogger.level = trace", "logger.camel.level = trace", "logger.vertx.level = trace");
      Path configuration = Files.writeString(folder.resolve("log4j2.properties"), loud + """

          appender.file.type = File
          appender.file.name = file
          appender.file.fileName = %s
          appender.file.layout.type = PatternLayout
          appender.file.layout.pattern = %%p %%c [%%t]: %%enc{%%m}{CRLF}%%n%%ex
          rootLogger.appenderRef.console.ref = file
          """.formatted(file));
      System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
      configure(configuration.toUri());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each line so far. */
  public List<String> lines() {
    try {
      List<String> lines = new ArrayList<>(Files.readAllLines(file));
      errors.toString(StandardCharsets.UTF_8).lines().forEach(lines::add);
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is planted: plain, as part of something in Base64 wherever it begins, or in hexadecimal. */
  public static boolean givesAway(String text) {
    return text.toLowerCase(Locale.ROOT).contains(PLANTED) || text.toLowerCase(Locale.ROOT).contains(HexFormat.of().formatHex(PLANTED.getBytes(StandardCharsets.UTF_8)))
        || text.contains("cGxhbnRlZ") || text.contains("wbGFudGVk") || text.contains("BsYW50ZW");
  }

  /** Enough of a text to find where it came from. */
  public static String around(String text) {
    return text.substring(0, Math.min(text.length(), 300));
  }

  @Override
  public void close() {
    configure(null);
    System.setErr(systemErrors);
  }

  private static void configure(URI configuration) {
    LoggerContext.getContext(false).setConfigLocation(configuration);
  }
}
