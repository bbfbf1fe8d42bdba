package io.pardotroutes.ingest.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The folders of the inbox, and moves into them that never overwrite a file. */
final class InboxPath {

  private static final int MOST_TRIES = 1_000_000;

  private final Path inbox;

  /** Makes the folders where they are missing, for their owner alone. */
  InboxPath(Path inbox) throws IOException {
    this.inbox = inbox;
    for (String folder : new String[] {"", ".done", ".rejected", ".failed"}) {
      Path path = inbox.resolve(folder);
      if (Files.isSymbolicLink(path)) {
        throw new IOException(path + " is a link; put a folder in its place");
      }
      Files.createDirectories(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  Path of(String name) {
    return inbox.resolve(name);
  }

  /**
   * Moves a file into a folder of the inbox, under a name that is not taken there: {@code x.json}, else {@code x-2.json}.
   *
   * @return where it is now
   * @throws IOException where every such name is taken, or something else was put into the folder's place
   */
  Path move(Path file, String folder, String name) throws IOException {
    if (!Files.isDirectory(inbox.resolve(folder), LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(inbox.resolve(folder) + " is a link or gone; put a folder in its place");
    }
    for (int number = 1; number < MOST_TRIES; number++) {
      Path target = inbox.resolve(folder).resolve(numbered(name, number));
      try {
        return Files.move(file, target);
      } catch (FileAlreadyExistsException taken) {
        continue;
      }
    }
    throw new IOException("Every name like " + name + " is taken in " + inbox.resolve(folder) + "; clear that folder");
  }

  private static String numbered(String name, int number) {
    int dot = name.indexOf('.', 1);
    int cut = dot < 0 ? name.length() : dot;
    return number == 1 ? name : name.substring(0, cut) + "-" + number + name.substring(cut);
  }

  /** E.g. because the disk is full. The files stay where they are until it can be written to. */
  static UncheckedIOException unwritable(IOException cause) {
    return new UncheckedIOException("The inbox can't be written to, free the disk or check the folder's owner: " + cause.getMessage(), cause);
  }
}
