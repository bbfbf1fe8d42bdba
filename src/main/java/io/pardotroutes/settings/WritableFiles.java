package io.pardotroutes.settings;

import io.pardotroutes.files.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Which files of {@code routes/} and {@code config/} other users may change. Routes are code: who writes there is in the process. */
final class WritableFiles {

  private static final List<String> FOLDERS = List.of("routes", "config");

  private WritableFiles() {}

  /** A problem for each file or folder that everybody on the machine may write to. */
  static List<Problem> problems(Path home) {
    return writable(home, PosixFilePermission.OTHERS_WRITE).stream()
        .map(path -> new Problem(path, 0, "every user of this machine may write to it, and so run code here; chmod go-w " + home.resolve(path)
            + ", or set " + Setting.ALLOW_WRITABLE_CONFIG.key() + " = true"))
        .toList();
  }

  /** One line where a group may write: often that is the owner's own, and nobody else is in it. */
  static List<String> warnings(Path home) {
    List<Path> writable = writable(home, PosixFilePermission.GROUP_WRITE);
    return writable.isEmpty() ? List.of() : List.of("everybody in its group may write to " + home.resolve(writable.get(0))
        + (writable.size() == 1 ? "" : " and " + (writable.size() - 1) + " more of routes/ and config/")
        + ", and so run code here; unless you are alone in it: chmod -R go-w routes config");
  }

  private static List<Path> writable(Path home, PosixFilePermission who) {
    List<Path> found = new ArrayList<>();
    for (String folder : FOLDERS) {
      try (Stream<Path> paths = Files.walk(home.resolve(folder), FileVisitOption.FOLLOW_LINKS)) {
        for (Path path : (Iterable<Path>) paths.sorted()::iterator) {
          if (Files.getPosixFilePermissions(path).contains(who)) {
            found.add(home.relativize(path));
          }
        }
      } catch (IOException | UncheckedIOException unreadable) {
        // Missing or unreadable: whoever needs the file says so, better than here.
        continue;
      }
    }
    return found;
  }
}
