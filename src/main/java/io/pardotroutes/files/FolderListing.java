package io.pardotroutes.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.EnumSet;
import java.util.TreeSet;

/** Lists the files of a folder by their ending; hidden files and folders (a leading dot) are left out, links are followed. */
public final class FolderListing {

  private FolderListing() {}

  /**
   * @param folder relative to the home folder
   * @param depth 1 = the folder itself, more = that many levels below
   * @throws UncheckedIOException where a folder can't be read: it must not look as if its files were deleted
   */
  public static Collection<Path> of(Path home, Path folder, String ending, int depth) {
    Collection<Path> found = new TreeSet<>();
    Path root = home.resolve(folder);
    try {
      Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), depth, new SimpleFileVisitor<>() {
        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
          return !directory.equals(root) && isHidden(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
          if (!isHidden(file) && file.getFileName().toString().endsWith(ending) && !attributes.isDirectory()) {
            found.add(home.relativize(file));
          }
          return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
          if (e instanceof NoSuchFileException && !file.equals(root)) {
            return FileVisitResult.CONTINUE;
          }
          throw e;
        }
      });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static boolean isHidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }
}
