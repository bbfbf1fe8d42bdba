package io.pardotroutes;

import io.pardotroutes.bundle.Bundle;
import io.pardotroutes.bundle.PardotApis;
import io.pardotroutes.command.ConnectCommand;
import io.pardotroutes.command.Home;
import io.pardotroutes.command.InviteCommand;
import io.pardotroutes.command.KeyCommand;
import io.pardotroutes.command.Refused;
import io.pardotroutes.command.SecretCommand;
import io.pardotroutes.sandbox.Sandbox;
import io.pardotroutes.settings.InvalidConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.logging.log4j.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command line: {@code run}, {@code check}, {@code connect}, {@code invite}, {@code secret}, {@code key} and {@code sandbox}. Exit codes: 0 fine, 1 can't start or problems found, 2 wrong usage. */
@Command(
    name = "pardot-routes",
    description = "Camel routes that turn Segment events from HTTP, files and JMS into Pardot prospects.",
    mixinStandardHelpOptions = true,
    versionProvider = PardotRoutes.Version.class)
public final class PardotRoutes implements Callable<Integer> {

  @Mixin
  private final Home home = new Home();

  /** Ends the process with the command's exit code; {@code run} ends with 0 when it is told to stop. */
  public static void main(String[] args) {
    int code = commandLine().execute(args);
    LogManager.shutdown();
    System.exit(code);
  }

  /** All commands, each on the home that the root was told. */
  public static CommandLine commandLine() {
    PardotRoutes root = new PardotRoutes();
    return new CommandLine(root)
        .addSubcommand(new ConnectCommand(root.home, PardotApis::accountCheck))
        .addSubcommand(new InviteCommand(root.home))
        .addSubcommand(new SecretCommand(root.home))
        .addSubcommand(new KeyCommand(root.home))
        .setExecutionExceptionHandler(Refused::handle);
  }

  /** Without a command: {@link #run}. */
  @Override
  public Integer call() throws Exception {
    return run();
  }

  @Command(description = "Start everything and work until stopped. This is what happens without a command, too.", mixinStandardHelpOptions = true)
  int run() throws Exception {
    Stop stop = new Stop();
    if ("root".equals(System.getProperty("user.name"))) {
      LogManager.getLogger(PardotRoutes.class).warn("runs as root; give it a user of its own, who may write to the data folder and the logs and to nothing else");
    }
    try {
      return stop.await(Bundle.start(home.folder(), stop::fail));
    } catch (InvalidConfiguration e) {
      stop.cannotStart();
      throw e;
    }
  }

  @Command(description = "Read the settings and every route file, connect to nothing, and print each problem found.", mixinStandardHelpOptions = true)
  int check() throws Exception {
    List<String> problems = Bundle.check(home.folder());
    problems.forEach(System.out::println);
    return problems.isEmpty() ? 0 : 1;
  }

  @Command(description = "Start the sandbox alone: a local Pardot to try things against.", mixinStandardHelpOptions = true)
  int sandbox(
      @Option(names = "--port", paramLabel = "PORT", defaultValue = "8090", description = "The port on 127.0.0.1 (default: ${DEFAULT-VALUE}).") int port)
      throws Exception {
    Stop stop = new Stop();
    Sandbox sandbox = Sandbox.start("127.0.0.1", port);
    System.out.println("sandbox: http://localhost:" + sandbox.port() + "/sandbox/prospects");
    return stop.await(sandbox);
  }

  /** Waits for SIGTERM, SIGINT or a failure that leaves the process useless; the process ends only after everything is closed. */
  private static final class Stop {
    /** After a failure not everything may close; then the process ends all the same. */
    private static final long FAILED_CLOSE_SECONDS = 20;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicInteger code = new AtomicInteger();
    private volatile AutoCloseable running = () -> {};

    Stop() {
      Runtime.getRuntime().addShutdownHook(new Thread(this::close, "shutdown"));
    }

    /** The process can't do its work any more. */
    void fail(String why) {
      LogManager.getLogger(PardotRoutes.class).fatal("the process ends: {}", why);
      code.set(1);
      Thread watch = new Thread(() -> {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(FAILED_CLOSE_SECONDS));
        Runtime.getRuntime().halt(1);
      }, "last-resort");
      watch.setDaemon(true);
      watch.start();
      stopped.countDown();
    }

    /** It did not even start. */
    void cannotStart() {
      code.set(1);
    }

    int await(AutoCloseable started) throws InterruptedException {
      running = started;
      stopped.await();
      return code.get();
    }

    /** The JVM would end with 143 after SIGTERM; a stop that was asked for and went well is 0. */
    private void close() {
      try {
        running.close();
      } catch (Exception e) {
        LogManager.getLogger(PardotRoutes.class).error("not everything could be stopped", e);
        code.set(1);
      }
      LogManager.shutdown();
      Runtime.getRuntime().halt(code.get());
    }
  }

  /** The version that Maven wrote into the jar. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      Properties version = new Properties();
      try (InputStream in = PardotRoutes.class.getResourceAsStream("/pardot-routes.properties")) {
        version.load(in);
      }
      return new String[] {"pardot-routes " + version.getProperty("version")};
    }
  }
}
