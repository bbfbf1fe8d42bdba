package io.pardotroutes.settings;

import io.pardotroutes.files.NearestName;
import io.pardotroutes.files.Problem;
import io.pardotroutes.files.PropertyLines;
import io.pardotroutes.files.TextFile;
import io.pardotroutes.secret.SecretKeys;
import io.pardotroutes.secret.Secrets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * What {@code config/application.properties} says, with defaults for what it doesn't. A system property wins over an
 * environment variable, and both win over the file. Immutable; {@link #problems()} has to be asked before the values are
 * trusted: a setting that is refused has its default.
 */
public final class Settings {

  /** Where the file is, below the home folder. */
  public static final Path FILE = Path.of("config", "application.properties");

  private static final String OURS = "pardot.";
  /** Set by the start script, no setting of the file. */
  private static final String HOME = "pardot.home";
  private static final int LIKELY_MISTYPED = 2;
  /** Where secrets are can't be a secret. */
  private static final Set<Setting> PLACES = EnumSet.of(Setting.DATA, Setting.SECRET_KEY_FILE);

  private final Path home;
  private final Map<Setting, Value> values = new EnumMap<>(Setting.class);
  private final Map<String, PropertyLines.Entry> written;
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private Secrets secrets;

  private record Value(String text, Object parsed) {}

  private Settings(Path home, PropertyLines file) {
    this.home = home;
    this.written = file.entries();
    this.problems.addAll(file.problems());
  }

  /** Reads the file of a home folder with the variables of this process; a missing file is a problem. */
  public static Settings load(Path home) {
    return load(home, System.getenv(), System.getProperties());
  }

  static Settings load(Path home, Map<String, String> environment, Properties system) {
    TextFile file = TextFile.read(home, FILE);
    Settings settings = parse(home, file, environment, system);
    if (!settings.flag(Setting.ALLOW_WRITABLE_CONFIG)) {
      settings.problems.addAll(WritableFiles.problems(home));
      settings.warnings.addAll(WritableFiles.warnings(home));
    }
    return settings;
  }

  public static Settings parse(Path home, TextFile file, Map<String, String> environment, Properties system) {
    Settings settings = new Settings(home, PropertyLines.parse(FILE, file.text()));
    settings.problems.addAll(file.problems());
    Properties others = new Properties();
    settings.written.values().forEach(entry -> others.setProperty(entry.key(), entry.value()));
    settings.resolve(PLACES, Placeholders.over(others, null), environment, system);
    settings.secrets = new Secrets(settings.path(Setting.DATA).resolve("secrets"),
        new SecretKeys(settings.path(Setting.SECRET_KEY_FILE), environment.get(SecretKeys.VARIABLE)));
    settings.resolve(EnumSet.complementOf(EnumSet.copyOf(PLACES)), Placeholders.over(others, settings.secrets), environment, system);
    settings.findUnknown(environment, system);
    settings.compareDelays();
    settings.comparePorts();
    settings.requirePassword();
    settings.requireKeyOutsideData();
    settings.requireConsolePassword();
    settings.warnOfClearConsole();
    settings.requireWholeTls();
    settings.findShown(system);
    return settings;
  }

  private void resolve(Set<Setting> keys, Placeholders placeholders, Map<String, String> environment, Properties system) {
    for (Setting key : keys) {
      Written source = source(key, environment, system);
      try {
        values.put(key, value(key, placeholders.resolve(source.value).strip()));
      } catch (IllegalArgumentException e) {
        refuse(source, e.getMessage());
        values.put(key, value(key, key.standard()));
      }
    }
  }

  private static Value value(Setting key, String text) {
    return new Value(text, key.format().parse(text));
  }

  private record Written(String value, String name, int line) {}

  private Written source(Setting key, Map<String, String> environment, Properties system) {
    String property = system.getProperty(key.key());
    if (property != null) {
      return new Written(property.strip(), "-D" + key.key(), 0);
    }
    String variable = environment.get(key.environmentName());
    if (variable != null) {
      return new Written(variable.strip(), key.environmentName(), 0);
    }
    PropertyLines.Entry entry = written.get(key.key());
    return entry == null ? new Written(key.standard(), key.key(), 0) : new Written(entry.value(), key.key(), entry.line());
  }

  /** Of an address with a password in it only what follows is repeated. */
  private void refuse(Written source, String what) {
    problems.add(new Problem(source.line > 0 ? FILE : null, source.line, source.name + " " + what.replaceFirst("(?s)'.*@", "'***@")));
  }

  private void findUnknown(Map<String, String> environment, Properties system) {
    written.values().forEach(entry -> {
      String key = entry.key();
      String nearest = NearestName.to(key, Setting.names());
      boolean ours = key.startsWith(OURS);
      if (ours && !Setting.names().contains(key)) {
        problems.add(new Problem(FILE, entry.line(), key + " is no setting; did you mean " + nearest + "?"));
      } else if (!ours && !key.startsWith("camel.") && NearestName.distance(key, nearest) <= LIKELY_MISTYPED) {
        problems.add(new Problem(FILE, entry.line(), key + " looks mistyped; did you mean " + nearest + "?"));
      }
    });
    for (String key : system.stringPropertyNames()) {
      if (key.startsWith(OURS) && !key.equals(HOME) && !Setting.names().contains(key)) {
        problems.add(new Problem(null, 0, "-D" + key + " is no setting; did you mean -D" + NearestName.to(key, Setting.names()) + "?"));
      }
    }
    List<String> variables = Arrays.stream(Setting.values()).map(Setting::environmentName).toList();
    for (String name : environment.keySet()) {
      String nearest = NearestName.to(name, variables);
      if (name.startsWith("PARDOT_") && !name.equals(SecretKeys.VARIABLE) && !variables.contains(name) && NearestName.distance(name, nearest) <= LIKELY_MISTYPED) {
        warnings.add("the environment variable " + name + " is no setting; did you mean " + nearest + "?");
      }
    }
  }

  private void findShown(Properties system) {
    for (Setting key : Setting.values()) {
      String value = system.getProperty(key.key(), "");
      if (key.format().hidden() && !value.isBlank() && !value.contains("{{") && !value.equals(key.standard())) {
        warnings.add("-D" + key.key() + " shows a secret to everybody who can list this machine's processes; set " + key.environmentName()
            + " instead, or keep it with bin/pardot-routes secret set and write {{secret:NAME}}");
      }
    }
  }

  private void compareDelays() {
    if (duration(Setting.DELIVERY_MAXIMUM_DELAY).compareTo(duration(Setting.DELIVERY_INITIAL_DELAY)) < 0) {
      problems.add(problem(Setting.DELIVERY_MAXIMUM_DELAY, "must not be shorter than "
          + Setting.DELIVERY_INITIAL_DELAY.key() + " (" + text(Setting.DELIVERY_INITIAL_DELAY) + ")"));
    }
  }

  /** One port for both would be shared between them, request by request. */
  private void comparePorts() {
    int http = integer(Setting.HTTP_PORT);
    if (http != 0 && http == integer(Setting.CONSOLE_PORT)) {
      problems.add(problem(Setting.CONSOLE_PORT, "must not be the one of " + Setting.HTTP_PORT.key() + " (" + http + ")"));
    }
  }

  private void requirePassword() {
    if (!text(Setting.BROKER_ACCEPTOR).isEmpty() && text(Setting.BROKER_PASSWORD).isEmpty()) {
      problems.add(problem(Setting.BROKER_ACCEPTOR, "needs " + Setting.BROKER_PASSWORD.key() + ", or nobody could sign in; set it"));
    }
  }

  private void requireConsolePassword() {
    if (!Host.isLoopback(text(Setting.CONSOLE_HOST)) && text(Setting.CONSOLE_PASSWORD).isEmpty()) {
      problems.add(problem(Setting.CONSOLE_HOST, "(" + text(Setting.CONSOLE_HOST) + ") lets others than this machine in; set "
          + Setting.CONSOLE_PASSWORD.key() + ", or write 127.0.0.1"));
    }
  }

  /** An https address says that a proxy in front speaks TLS. */
  private void warnOfClearConsole() {
    if (!Host.isLoopback(text(Setting.CONSOLE_HOST)) && !text(Setting.CONSOLE_URL).startsWith("https:")) {
      warnings.add(Setting.CONSOLE_PASSWORD.key() + " travels in the clear to " + Setting.CONSOLE_HOST.key() + " (" + text(Setting.CONSOLE_HOST)
          + "); put a proxy with TLS in front and write its address, such as https://console.example.com, to " + Setting.CONSOLE_URL.key());
    }
  }

  /** Whoever has a copy of the data folder must not have the key to its secrets with it. */
  private void requireKeyOutsideData() {
    if (path(Setting.SECRET_KEY_FILE).normalize().startsWith(path(Setting.DATA).normalize())) {
      problems.add(problem(Setting.SECRET_KEY_FILE, "must be outside of " + Setting.DATA.key() + " (" + text(Setting.DATA) + "), whose secrets it opens"));
    }
  }

  private void requireWholeTls() {
    requireWith(Setting.HTTP_TLS_CERTIFICATE, Setting.HTTP_TLS_KEY);
    requireWith(Setting.HTTP_TLS_KEY, Setting.HTTP_TLS_CERTIFICATE);
    requireWith(Setting.HTTP_TLS_CLIENT_CERTIFICATES, Setting.HTTP_TLS_CERTIFICATE);
  }

  private void requireWith(Setting key, Setting other) {
    if (!text(key).isEmpty() && text(other).isEmpty()) {
      problems.add(problem(key, "needs " + other.key() + "; set it, or remove both"));
    }
  }

  /** What is wrong; the process must not start with any of these. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  /**
   * What looks wrong and may be meant: variables of the environment that resemble settings, files that a group may write to, secrets
   * that others can see, a console without TLS.
   */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** The secrets of this home, in its data folder. */
  public Secrets secrets() {
    return secrets;
  }

  /** Resolves what stands in values of other files of this home, against these settings. */
  public Placeholders placeholders() {
    return Placeholders.over(properties(), secrets);
  }

  /** As it is written, with its placeholders resolved. */
  public String text(Setting key) {
    return values.get(key).text;
  }

  /** The entries of a comma list. */
  public List<String> list(Setting key) {
    return ((List<?>) values.get(key).parsed).stream().map(String.class::cast).toList();
  }

  /** A whole number, such as a port. */
  public int integer(Setting key) {
    return (Integer) values.get(key).parsed;
  }

  public boolean flag(Setting key) {
    return (Boolean) values.get(key).parsed;
  }

  public Duration duration(Setting key) {
    return (Duration) values.get(key).parsed;
  }

  /** A path, relative ones taken from the home folder. */
  public Path path(Setting key) {
    return home.resolve(text(key));
  }

  /** All settings for Camel: ours with the values that hold, the file's others as they are written. */
  public Properties properties() {
    Properties all = new Properties();
    written.values().forEach(entry -> all.setProperty(entry.key(), entry.value()));
    values.forEach((key, value) -> all.setProperty(key.key(), value.text));
    return all;
  }

  /** Whether the port for events speaks TLS. */
  public boolean isSecured() {
    return !text(Setting.HTTP_TLS_CERTIFICATE).isEmpty();
  }

  /** What is wrong with a setting, in its line of the file; no line where the file doesn't have it. */
  public Problem problem(Setting key, String what) {
    PropertyLines.Entry entry = written.get(key.key());
    return new Problem(FILE, entry == null ? 0 : entry.line(), key.key() + " " + what);
  }
}
