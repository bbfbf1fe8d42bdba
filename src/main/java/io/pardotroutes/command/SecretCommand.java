package io.pardotroutes.command;

import io.pardotroutes.secret.Secrets;
import io.pardotroutes.settings.Settings;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code secret set|list|delete|rotate}: secrets that settings name as {@code {{secret:NAME}}}, encrypted in the data folder. */
@Command(name = "secret", description = "Keep secrets that settings name as {{secret:NAME}}.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
public final class SecretCommand extends CommandOfCommands {

  private final Home home;

  /** Works on the folder that {@code home} names. */
  public SecretCommand(Home home) {
    super("set, list, delete or rotate");
    this.home = home;
  }

  @Command(description = "Read a secret from the prompt, or from standard input, and keep it.", mixinStandardHelpOptions = true)
  int set(@Parameters(paramLabel = "NAME", description = "What settings call it.") String name) throws IOException {
    return with(secrets -> {
      Secrets.requireName(name);
      String secret = read(name);
      if (secret.isEmpty()) {
        throw new IllegalArgumentException("nothing was read: " + name + " stays as it was; write the secret to the prompt or to standard input");
      }
      if (secrets.createKey()) {
        System.out.println("made the key that encrypts secrets; keep a copy of it, apart from the data folder's (pardot.secret.keyFile)");
      }
      secrets.write(Secrets.Kind.NAMED, name, secret);
      System.out.println(name + " is kept; settings have it as {{secret:" + name + "}}");
    });
  }

  @Command(description = "List the names of the secrets.", mixinStandardHelpOptions = true)
  int list() throws IOException {
    return with(secrets -> secrets.names(Secrets.Kind.NAMED).forEach(System.out::println));
  }

  @Command(description = "Forget a secret.", mixinStandardHelpOptions = true)
  int delete(@Parameters(paramLabel = "NAME", description = "What settings call it.") String name) throws IOException {
    return with(secrets -> {
      if (!secrets.delete(Secrets.Kind.NAMED, name)) {
        throw new IllegalArgumentException("there is no secret " + name);
      }
    });
  }

  @Command(description = "Encrypt all secrets and tokens anew, with a new key.", mixinStandardHelpOptions = true)
  int rotate() throws IOException {
    return with(secrets -> {
      int count = secrets.rotate();
      System.out.println(count + (count == 1 ? " secret is" : " secrets are") + " encrypted with "
          + (secrets.keys().inFile() ? "a new key; the old one is gone" : "the first key of PARDOT_SECRET_KEY; the others may go"));
    });
  }

  private int with(Work work) throws IOException {
    work.run(Settings.load(home.folder()).secrets());
    return 0;
  }

  private interface Work {
    void run(Secrets secrets) throws IOException;
  }

  /** One line, not shown where it is typed. */
  private static String read(String name) throws IOException {
    Console console = System.console();
    if (console != null) {
      char[] typed = console.readPassword("%s: ", name);
      return typed == null ? "" : new String(typed);
    }
    String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    return line == null ? "" : line;
  }
}
