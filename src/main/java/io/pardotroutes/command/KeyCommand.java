package io.pardotroutes.command;

import com.nimbusds.oauth2.sdk.auth.Secret;
import io.pardotroutes.destination.DestinationFile;
import io.pardotroutes.ingest.keys.WriteKey;
import io.pardotroutes.ingest.keys.WriteKeyFile;
import io.pardotroutes.ingest.keys.WriteKeys;
import io.pardotroutes.secret.PrivateFiles;
import io.pardotroutes.settings.InvalidConfiguration;
import io.pardotroutes.settings.Setting;
import io.pardotroutes.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code key create|list|disable|enable|revoke}: the write keys of {@code config/write-keys.properties}, which the running bundle follows. */
@Command(name = "key", description = "Make write keys for senders, and take them away.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
public final class KeyCommand extends CommandOfCommands {

  private static final String LOCK = ".write-keys.lock";
  private static final int KEY_BYTES = 32;

  private final Home home;

  /** Works on the folder that {@code home} names. */
  public KeyCommand(Home home) {
    super("create, list, disable, enable or revoke");
    this.home = home;
  }

  @Command(description = "Make a key and print it, this once: only its hash is kept.", mixinStandardHelpOptions = true)
  int create(
      @Parameters(paramLabel = "NAME", description = "What the sender is called.") String name,
      @Option(names = "--destinations", paramLabel = "NAME", split = ",", description = "Where its events go (default: everywhere).") Set<String> destinations,
      @Option(names = "--types", paramLabel = "TYPE", split = ",", description = "What it may send: identify, track, page, screen, group, alias (default: all).")
      Set<String> types) throws IOException {
    requireUsage(() -> WriteKeyFile.requireName(name));
    requireUsage(() -> WriteKeyFile.requireKnown("--types", given(types), WriteKeyFile.TYPES));
    Settings settings = Settings.load(home.folder());
    String key = new Secret(KEY_BYTES).getValue();
    return change(settings, file -> {
      WriteKeyFile.requireKnown("--destinations", given(destinations), destinations());
      if (file.keys().containsKey(name) || ofSettings(settings).contains(name)) {
        throw new IllegalArgumentException("there is a key " + name + " already; choose another name, or revoke it first");
      }
      return file.with(new WriteKey(name, WriteKeys.hash(key), LocalDate.now(Clock.systemUTC()), given(destinations), given(types), true));
    }, () -> {
      out().println(key);
      out().println();
      out().println("It is shown this once. Try it:");
      out().println("curl -s " + (settings.isSecured() ? "https" : "http") + "://localhost:" + settings.text(Setting.HTTP_PORT) + "/v1/"
          + (given(types).isEmpty() || given(types).contains("identify") ? "identify" : "batch") + " -u " + key
          + ": -H 'Content-Type: application/json' -d '{\"userId\":\"u-1\",\"traits\":{\"email\":\"u-1@example.com\"}}'");
    });
  }

  @Command(description = "List the keys by name: whether they are enabled, what they are bound to, since when there are.", mixinStandardHelpOptions = true)
  int list() {
    Settings settings = Settings.load(home.folder());
    WriteKeyFile file = WriteKeyFile.read(home.folder(), ofSettings(settings), destinations());
    for (String name : ofSettings(settings)) {
      out().println(name + "  enabled  destinations: all  types: all  in " + Settings.FILE);
    }
    for (WriteKey key : file.keys().values()) {
      out().println(key.name() + "  " + (key.enabled() ? "enabled" : "disabled") + "  destinations: " + all(key.destinations())
          + "  types: " + all(key.types()) + (key.created() == null ? "" : "  since " + key.created()));
    }
    file.missingDestinations().forEach(key -> spec.commandLine().getErr().println("pardot-routes: " + key));
    InvalidConfiguration.refuse(file.problems());
    return 0;
  }

  @Command(description = "Turn senders with this key away, until it is enabled again.", mixinStandardHelpOptions = true)
  int disable(@Parameters(paramLabel = "NAME", description = "The key.") String name) throws IOException {
    return change(Settings.load(home.folder()), file -> file.with(existing(file, name).enabled(false)), () -> out().println(name + " is disabled"));
  }

  @Command(description = "Let senders with this key in again.", mixinStandardHelpOptions = true)
  int enable(@Parameters(paramLabel = "NAME", description = "The key.") String name) throws IOException {
    return change(Settings.load(home.folder()), file -> file.with(existing(file, name).enabled(true)), () -> out().println(name + " is enabled"));
  }

  @Command(description = "Forget a key for good.", mixinStandardHelpOptions = true)
  int revoke(@Parameters(paramLabel = "NAME", description = "The key.") String name) throws IOException {
    return change(Settings.load(home.folder()), file -> file.without(existing(file, name).name()), () -> out().println(name + " is gone"));
  }

  /** Replaces the file by what becomes of it, one command at a time. */
  private int change(Settings settings, Change change, Runnable done) throws IOException {
    Path target = home.folder().resolve(WriteKeyFile.FILE);
    try (PrivateFiles.Lock lock = PrivateFiles.lock(target.getParent(), LOCK)) {
      WriteKeyFile file = WriteKeyFile.read(home.folder(), ofSettings(settings), destinations());
      InvalidConfiguration.refuse(file.problems());
      PrivateFiles.write(target, change.of(file));
    }
    done.run();
    return 0;
  }

  private interface Change {
    String of(WriteKeyFile file);
  }

  private static WriteKey existing(WriteKeyFile file, String name) {
    WriteKey key = file.keys().get(name);
    if (key == null) {
      throw new IllegalArgumentException("there is no key " + name + " in " + WriteKeyFile.FILE);
    }
    return key;
  }

  private void requireUsage(Runnable check) {
    try {
      check.run();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private static List<String> ofSettings(Settings settings) {
    return WriteKeys.parse(settings.text(Setting.HTTP_WRITE_KEYS)).ofSetting().stream().map(WriteKey::name).toList();
  }

  private Collection<String> destinations() {
    try {
      return DestinationFile.list(home.folder()).stream().map(DestinationFile::nameOf).toList();
    } catch (UncheckedIOException none) {
      return List.of();
    }
  }

  private static Set<String> given(Set<String> names) {
    return names == null ? Set.of() : new LinkedHashSet<>(names);
  }

  private static String all(Set<String> names) {
    return names.isEmpty() ? "all" : String.join(",", new TreeSet<>(names));
  }
}
