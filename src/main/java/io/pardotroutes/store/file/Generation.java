package io.pardotroutes.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The ids seen in one stretch of time: a table in memory and a file of 8-byte records that is only ever appended to.
 * The file's name is the time it was begun, in milliseconds.
 */
final class Generation implements AutoCloseable {

  static final String SUFFIX = ".ids";
  private static final int READ_BYTES = Digest.BYTES * 4096;

  private final Path file;
  private final Instant begun;
  private final FileChannel channel;
  private final DigestTable digests = new DigestTable();
  private long end;

  private Generation(Path file, Instant begun) throws IOException {
    this.file = file;
    this.begun = begun;
    this.channel = (FileChannel) Files.newByteChannel(file,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  static Generation begin(Path folder, Instant now) throws IOException {
    long name = now.toEpochMilli();
    while (Files.exists(folder.resolve(name + SUFFIX))) {
      name++;
    }
    return new Generation(folder.resolve(name + SUFFIX), Instant.ofEpochMilli(name));
  }

  /** Reads a file back. A last record that was cut short is forgotten and written over. */
  static Generation load(Path file) throws IOException {
    String name = file.getFileName().toString();
    Instant begun = Instant.ofEpochMilli(Long.parseLong(name.substring(0, name.length() - SUFFIX.length())));
    Generation generation = new Generation(file, begun);
    generation.read();
    return generation;
  }

  private void read() throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
    while (channel.read(buffer, end + buffer.position()) >= 0) {
      buffer.flip();
      while (buffer.remaining() >= Digest.BYTES) {
        digests.add(Digest.read(buffer));
        end += Digest.BYTES;
      }
      buffer.compact();
    }
  }

  Instant begun() {
    return begun;
  }

  int size() {
    return digests.size();
  }

  boolean contains(Digest digest) {
    return digests.contains(digest);
  }

  void remember(List<Digest> fresh) {
    fresh.forEach(digests::add);
  }

  /**
   * Appends to the file, without waiting for the disk: what is written survives the end of the process, though not a
   * power cut. After a failure the next append starts where this one did.
   */
  void append(List<Digest> fresh) throws IOException {
    ByteBuffer records = ByteBuffer.allocate(fresh.size() * Digest.BYTES);
    fresh.forEach(digest -> digest.write(records));
    records.flip();
    while (records.hasRemaining()) {
      channel.write(records, end + records.position());
    }
    end += records.limit();
  }

  void delete() throws IOException {
    close();
    Files.deleteIfExists(file);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
