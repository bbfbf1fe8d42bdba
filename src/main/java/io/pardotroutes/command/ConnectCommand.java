package io.pardotroutes.command;

import io.pardotroutes.account.AccountCheck;
import io.pardotroutes.auth.AccessTokens;
import io.pardotroutes.auth.RefreshTokens;
import io.pardotroutes.auth.SignIn;
import io.pardotroutes.auth.SignInRefused;
import io.pardotroutes.destination.Auth;
import io.pardotroutes.destination.Destination;
import io.pardotroutes.destination.DestinationFolder;
import io.pardotroutes.outgoing.Outgoing;
import io.pardotroutes.settings.InvalidConfiguration;
import io.pardotroutes.settings.Setting;
import io.pardotroutes.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code connect <destination>}: somebody signs in to Salesforce, and what the account can take is looked at. */
@Command(
    name = "connect",
    description = "Sign in to Salesforce for a destination (auth.flow = web-server), then look at its account.",
    mixinStandardHelpOptions = true)
public final class ConnectCommand implements Callable<Integer> {

  private static final int BROWSER_SECONDS = 5;

  private final Home home;
  private final BiFunction<CloseableHttpClient, AccessTokens, AccountCheck> checks;

  @Parameters(paramLabel = "DESTINATION", description = "The name of a file in config/destinations/, without .properties.")
  private String name;

  @Option(names = "--check", description = "Only look at the account: token, business unit, version of the API, fields.")
  private boolean checkOnly;

  /** Works on the folder that {@code home} names; {@code checks} makes what looks at accounts. */
  public ConnectCommand(Home home, BiFunction<CloseableHttpClient, AccessTokens, AccountCheck> checks) {
    this.home = home;
    this.checks = checks;
  }

  @Override
  public Integer call() throws Exception {
    Settings settings = Settings.load(home.folder());
    InvalidConfiguration.refuse(settings.problems());
    Destination destination = DestinationFolder.load(home.folder(), settings, name);
    try (CloseableHttpClient http = Outgoing.of(settings).client()) {
      if (!checkOnly) {
        signIn(settings, destination, http);
      }
      return report(checks.apply(http, new AccessTokens(http, settings.secrets(), Clock.systemUTC())).check(destination));
    }
  }

  private void signIn(Settings settings, Destination destination, CloseableHttpClient http) throws SignInRefused, IOException, InterruptedException {
    if (destination.auth().flow() != Auth.Flow.WEB_SERVER) {
      throw new IllegalArgumentException(name + " has auth.flow = " + destination.auth().flow().word()
          + ", which needs nobody to sign in; look at its account with --check, or set auth.flow = web-server");
    }
    try (CallbackListener listener = CallbackListener.open(settings.integer(Setting.CONNECT_PORT))) {
      SignIn signIn = new SignIn(destination, listener.callback(), Clock.systemUTC());
      listener.expect(signIn::isAnswer);
      System.out.println("Open this page in a browser and sign in as the user who is to write to Pardot:");
      System.out.println();
      System.out.println("  " + signIn.page());
      System.out.println();
      System.out.println("Is the browser on another machine? Then its last page can't be reached: paste that page's address here.");
      openBrowser(signIn.page());
      URI given = listener.await();
      try {
        String user = signIn.end(given, http, new RefreshTokens(settings.secrets()));
        listener.answer(true);
        System.out.println("Connected" + (user == null ? "." : " as user " + user + "."));
      } catch (SignInRefused e) {
        listener.answer(false);
        throw e;
      }
    }
  }

  /** Opens a page where there is a screen; elsewhere it does nothing. */
  private static void openBrowser(URI page) {
    boolean screen = System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
    boolean mac = System.getProperty("os.name").startsWith("Mac");
    if (!screen && !mac) {
      return;
    }
    try {
      new ProcessBuilder(mac ? "open" : "xdg-open", page.toString())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start().waitFor(BROWSER_SECONDS, TimeUnit.SECONDS);
    } catch (IOException e) {
      // The page is printed, too.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int report(AccountCheck.Report report) {
    report.found().forEach(line -> System.out.println("  ok       " + line));
    report.problems().forEach(line -> System.out.println("  problem  " + line));
    return report.problems().isEmpty() ? 0 : 1;
  }
}
