package io.pardotroutes.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Tells which files changed since the last round, each only once it has been still for a round: an editor that empties a
 * file and then writes it, or replaces it by another, is seen as one change.
 */
public final class WatchedFiles {

  /** What a file is like; the time tells a file that was saved again without a change. */
  private record State(FileTime saved, TextFile content) {}

  private final Path home;
  private final Supplier<Collection<Path>> files;
  private Map<Path, State> known;
  private Map<Path, State> lastRound;

  /** @param files which files there are now, relative to the home folder */
  public WatchedFiles(Path home, Supplier<Collection<Path>> files) {
    this.home = home;
    this.files = files;
  }

  /** Takes the files as they are now, still or not: for the start. */
  public Map<Path, TextFile> readAll() {
    known = look();
    lastRound = known;
    Map<Path, TextFile> contents = new TreeMap<>();
    known.forEach((file, state) -> contents.put(file, state.content()));
    return contents;
  }

  /** One round: the files that were added, changed or removed and are still since the round before, with null for a removed one. */
  public Map<Path, TextFile> changes() {
    Map<Path, State> now = look();
    Map<Path, TextFile> changes = new TreeMap<>();
    Set<Path> all = new TreeSet<>(known.keySet());
    all.addAll(now.keySet());
    for (Path file : all) {
      State state = now.get(file);
      boolean still = Objects.equals(state, lastRound.get(file));
      if (still && !Objects.equals(state, known.get(file))) {
        changes.put(file, state == null ? null : state.content());
        if (state == null) {
          known.remove(file);
        } else {
          known.put(file, state);
        }
      }
    }
    lastRound = now;
    return changes;
  }

  private Map<Path, State> look() {
    Map<Path, State> states = new HashMap<>();
    for (Path file : files.get()) {
      try {
        FileTime saved = Files.getLastModifiedTime(home.resolve(file));
        states.put(file, new State(saved, TextFile.read(home, file)));
      } catch (IOException e) {
        if (Files.exists(home.resolve(file))) {
          states.put(file, new State(FileTime.fromMillis(0), TextFile.read(home, file)));
        }
      }
    }
    return states;
  }
}
