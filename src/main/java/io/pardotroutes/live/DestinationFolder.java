package io.pardotroutes.live;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads the files of {@code config/destinations} and remembers which field map each of them names. */
public final class DestinationFolder {

  private final Path home;
  private final Placeholders placeholders;
  private final Map<Path, Path> fieldMaps = new TreeMap<>();

  DestinationFolder(Path home, Placeholders placeholders) {
    this.home = home;
    this.placeholders = placeholders;
  }

  /**
   * Reads one destination, for a command that needs no other.
   *
   * @throws InvalidConfiguration where it has no file, or one that can't work
   */
  public static Destination load(Path home, Settings settings, String name) {
    DestinationFolder folder = new DestinationFolder(home, Placeholders.over(settings.properties(), settings.secrets()));
    Path file = DestinationFile.FOLDER.resolve(name + DestinationFile.ENDING);
    if (!folder.files().contains(file)) {
      throw new InvalidConfiguration(List.of(new Problem(null, 0, "there is no destination " + name + " (" + file + " is missing)")));
    }
    DestinationFile.Reading reading = folder.read(file, TextFile.read(home, file));
    if (!reading.problems().isEmpty()) {
      throw new InvalidConfiguration(reading.problems());
    }
    return reading.destination();
  }

  /** The destination files that there are, and the field maps of those that were read; relative to the home folder. */
  Collection<Path> files() {
    Collection<Path> files = FolderListing.of(home, DestinationFile.FOLDER, DestinationFile.ENDING, 1);
    fieldMaps.values().stream().filter(map -> Files.exists(home.resolve(map))).forEach(files::add);
    return files;
  }

  DestinationFile.Reading read(Path file, TextFile text) {
    DestinationFile.Reading reading = DestinationFile.read(home, file, text, placeholders);
    fieldMaps.put(file, reading.fieldMap());
    return reading;
  }

  /** Reads all files, and puts the destinations that are right into the registry. */
  Map<Path, DestinationFile.Reading> readInto(Destinations destinations, Map<Path, TextFile> files) {
    Map<Path, DestinationFile.Reading> readings = new TreeMap<>();
    files.forEach((file, text) -> {
      DestinationFile.Reading reading = read(file, text);
      readings.put(file, reading);
      if (reading.destination() != null) {
        destinations.put(reading.destination());
      }
    });
    return readings;
  }

  /** Everything that is wrong with what was read, each once: a field map may be named by several. */
  static List<Problem> problems(Map<Path, DestinationFile.Reading> readings, Destinations destinations, Settings settings) {
    Set<Problem> problems = new LinkedHashSet<>();
    readings.values().forEach(reading -> problems.addAll(reading.problems()));
    settings.sampleKeyProblem(destinations.all()).ifPresent(problems::add);
    return List.copyOf(problems);
  }

  void forget(Path file) {
    fieldMaps.remove(file);
  }

  /** The destination files that name this field map. */
  List<Path> naming(Path fieldMap) {
    return fieldMaps.entrySet().stream().filter(entry -> entry.getValue().equals(fieldMap)).map(Map.Entry::getKey).toList();
  }
}
