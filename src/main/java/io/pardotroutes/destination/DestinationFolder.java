package io.pardotroutes.destination;

import io.pardotroutes.files.Problem;
import io.pardotroutes.files.TextFile;
import io.pardotroutes.secret.Secrets;
import io.pardotroutes.secret.Secrets.Kind;
import io.pardotroutes.settings.InvalidConfiguration;
import io.pardotroutes.settings.Placeholders;
import io.pardotroutes.settings.Setting;
import io.pardotroutes.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads the files of {@code config/destinations} and remembers which field map and secrets each of them names. */
public final class DestinationFolder {

  private final Path home;
  private final Placeholders placeholders;
  private final Secrets secrets;
  private final Collection<String> hosts;
  private final Map<Path, Set<Path>> named = new TreeMap<>();

  public DestinationFolder(Path home, Placeholders placeholders, Settings settings) {
    this.home = home;
    this.placeholders = placeholders;
    this.secrets = settings.secrets();
    this.hosts = settings.list(Setting.ALLOWED_HOSTS);
  }

  /**
   * Reads one destination, for a command that needs no other.
   *
   * @throws InvalidConfiguration where it has no file, or one that can't work
   */
  public static Destination load(Path home, Settings settings, String name) {
    DestinationFolder folder = new DestinationFolder(home, settings.placeholders(), settings);
    Path file = DestinationFile.FOLDER.resolve(name + DestinationFile.ENDING);
    if (!folder.files().contains(file)) {
      throw new InvalidConfiguration(List.of(new Problem(null, 0, "there is no destination " + name + " (" + file + " is missing)")));
    }
    DestinationFile.Content reading = folder.read(file, TextFile.read(home, file));
    InvalidConfiguration.refuse(reading.problems());
    return reading.destination();
  }

  /** The destination files that there are, and the field maps and secrets that those name that were read; as {@link #naming} takes them. */
  public Collection<Path> files() {
    Collection<Path> files = DestinationFile.list(home);
    named.values().stream().flatMap(Set::stream).filter(other -> Files.exists(home.resolve(other))).forEach(files::add);
    return files;
  }

  public DestinationFile.Content read(Path file, TextFile text) {
    DestinationFile.Content reading = DestinationFile.read(home, file, text, placeholders, hosts);
    Set<Path> others = new HashSet<>(Set.of(reading.fieldMap()));
    reading.secrets().forEach(name -> others.add(secrets.file(Kind.NAMED, name)));
    named.put(file, others);
    return reading;
  }

  /** Reads all files, and puts the destinations that are right into the registry. */
  public Map<Path, DestinationFile.Content> readInto(Destinations destinations, Map<Path, TextFile> files) {
    Map<Path, DestinationFile.Content> readings = new TreeMap<>();
    files.forEach((file, text) -> {
      DestinationFile.Content reading = read(file, text);
      readings.put(file, reading);
      if (reading.destination() != null) {
        destinations.put(reading.destination());
      }
    });
    return readings;
  }

  /** Everything that is wrong with what was read, each once: a field map may be named by several. */
  public static List<Problem> problems(Map<Path, DestinationFile.Content> readings, Destinations destinations, Settings settings) {
    Set<Problem> problems = new LinkedHashSet<>();
    readings.values().forEach(reading -> problems.addAll(reading.problems()));
    SampleKey.problem(settings, destinations.all()).ifPresent(problems::add);
    return List.copyOf(problems);
  }

  public void forget(Path file) {
    named.remove(file);
  }

  /** The destination files that name this field map or secret. */
  public List<Path> naming(Path other) {
    return named.entrySet().stream().filter(entry -> entry.getValue().contains(other)).map(Map.Entry::getKey).toList();
  }
}
