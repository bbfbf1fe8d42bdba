package io.pardotroutes.secret;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Files that only their owner may read, whatever the umask, and that are there whole or not at all. */
public final class PrivateFiles {

  private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
  private static final FileAttribute<Set<PosixFilePermission>> FILE = PosixFilePermissions.asFileAttribute(OWNER);
  private static final FileAttribute<Set<PosixFilePermission>> FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

  private PrivateFiles() {}

  /** Null where there is no such file. */
  static String read(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException none) {
      return null;
    }
  }

  static boolean isPrivate(Path file) throws IOException {
    return OWNER.containsAll(Files.getPosixFilePermissions(file));
  }

  /** Replaces the file; after a crash at any moment it is the old one or the new one. */
  public static void write(Path file, String text) throws IOException {
    makeFolder(file.getParent());
    Path next = Files.createTempFile(file.getParent(), ".next-", "", FILE);
    try {
      try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      sync(file.getParent());
    } finally {
      Files.deleteIfExists(next);
    }
  }

  /** Waits until no other process or thread has this lock of the folder, and takes it. Not for a thread that has it already. */
  public static Lock lock(Path folder, String name) throws IOException {
    makeFolder(folder);
    ReentrantLock threads = LOCKS.computeIfAbsent(folder.resolve(name).toAbsolutePath(), path -> new ReentrantLock());
    threads.lock();
    try {
      FileChannel channel = FileChannel.open(folder.resolve(name), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), FILE);
      channel.lock();
      return new Lock(threads, channel);
    } catch (IOException | RuntimeException e) {
      threads.unlock();
      throw e;
    }
  }

  /** Given back by closing it. */
  public record Lock(ReentrantLock threads, FileChannel channel) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      try {
        channel.close();
      } finally {
        threads.unlock();
      }
    }
  }

  /** Makes a folder, where there is none, that only its owner may look into. */
  public static void makeFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, FOLDER);
    }
  }

  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
