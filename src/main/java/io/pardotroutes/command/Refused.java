package io.pardotroutes.command;

import io.pardotroutes.auth.SignInRefused;
import io.pardotroutes.secret.SecretUnreadable;
import io.pardotroutes.settings.InvalidConfiguration;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** How a command says that it can't do what it was told. */
public final class Refused {

  private Refused() {}

  /** Prints what has to be mended, one line each, and answers with exit code 1; throws what was not meant for people. */
  public static int handle(Exception refusal, CommandLine command, ParseResult arguments) throws Exception {
    if (!(refusal instanceof SignInRefused || refusal instanceof SecretUnreadable || refusal instanceof InvalidConfiguration
        || refusal instanceof IllegalArgumentException)) {
      throw refusal;
    }
    refusal.getMessage().lines().forEach(line -> command.getErr().println("pardot-routes: " + line));
    return 1;
  }
}
