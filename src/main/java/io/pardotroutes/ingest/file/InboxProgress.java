package io.pardotroutes.ingest.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * How far the file that is being read has been queued, written down after each piece. A file that was interrupted goes on
 * there, also where it has more lines than the window of seen message ids.
 *
 * @param note a file in the data folder: the inbox itself is open to those who drop files there
 */
record InboxProgress(Path note) {

  private static final int LENGTH = 512;

  /** What tells one file from another: inode, size and time of its last change. */
  static String identity(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return attributes.fileKey() + " " + attributes.size() + " " + attributes.lastModifiedTime().toMillis();
  }

  /** The number of the last queued entry of this very file; -1 where nothing is known of it. */
  long of(String identity) throws IOException {
    try {
      String[] lines = Files.readString(note).split("\n");
      return lines.length > 2 && lines[0].equals(identity) && lines[2].equals("end") ? Long.parseLong(lines[1]) : -1;
    } catch (NoSuchFileException | NumberFormatException none) {
      return -1;
    }
  }

  /** Written in one go and always of one length, so that a crash leaves the old note or the new one. */
  void write(String identity, long number) throws IOException {
    String text = identity + "\n" + number + "\nend\n";
    byte[] padded = (text + " ".repeat(Math.max(0, LENGTH - text.length()))).getBytes(StandardCharsets.UTF_8);
    Files.write(note, padded, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** The file is put away: should a person put it back, it is meant to be read from its beginning. */
  void clear() throws IOException {
    Files.deleteIfExists(note);
  }
}
