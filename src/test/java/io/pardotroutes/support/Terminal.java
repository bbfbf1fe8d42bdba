package io.pardotroutes.support;

import io.pardotroutes.PardotRoutes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs commands of {@code bin/pardot-routes} as at a terminal. */
public final class Terminal {

  private Terminal() {}

  /** What a command ended with. */
  public record Result(int code, String out, String err) {}

  /** Runs a command that reads this text from standard input. */
  public static Result run(Home home, String input, String... arguments) {
    return run(home, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), new ByteArrayOutputStream(), arguments);
  }

  /** Runs a command whose output can be read while it runs. */
  public static Result run(Home home, InputStream input, ByteArrayOutputStream out, String... arguments) {
    InputStream in = System.in;
    PrintStream stdout = System.out;
    PrintStream stderr = System.err;
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try {
      System.setIn(input);
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
      List<String> all = new ArrayList<>(List.of(arguments));
      all.add("--home=" + home.folder());
      int code = PardotRoutes.commandLine().execute(all.toArray(String[]::new));
      return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setIn(in);
      System.setOut(stdout);
      System.setErr(stderr);
    }
  }
}
