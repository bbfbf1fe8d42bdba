package io.pardotroutes.broker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second process off a folder. The system frees the lock when the process ends, however it ends. The broker has a lock of
 * its own, but waits for it without a word.
 */
record FolderLock(FileChannel channel) implements AutoCloseable {

  /** @throws IllegalStateException another broker uses the folder; the text names its process where it is known */
  static FolderLock take(Path folder) throws IOException {
    Path file = folder.resolve("in-use.lock");
    FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean taken = false;
    try {
      taken = tryLock(channel);
      if (!taken) {
        throw new IllegalStateException("The broker's folder " + folder + " is in use by another process ("
            + owner(file) + "). End that one, or give this one a data folder of its own (pardot.data).");
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(("pid " + ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
      return new FolderLock(channel);
    } finally {
      if (!taken) {
        channel.close();
      }
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException inThisProcess) {
      return false;
    }
  }

  private static String owner(Path file) {
    try {
      String owner = Files.readString(file, StandardCharsets.US_ASCII);
      return owner.isBlank() ? "not known which" : owner;
    } catch (IOException unreadable) {
      return "not known which";
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
