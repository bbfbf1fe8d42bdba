package io.pardotroutes.ingest.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** Opens files of the inbox: never through a link, unpacked where their first bytes say gzip, without a byte order mark. */
final class FileInput {

  private static final int BUFFER = 65_536;

  private FileInput() {}

  /** The entries of a file, by the ending of its name; a name that ends in {@code .gz} and nothing known is read as JSON lines. */
  static FileEntries entries(Path file) throws IOException {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    String kind = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    if (kind.endsWith(".json")) {
      return JsonDocument.open(() -> open(file));
    }
    return kind.endsWith(".csv") ? new CsvRows(open(file)) : new JsonLines(open(file));
  }

  private static InputStream open(Path file) throws IOException {
    SeekableByteChannel channel = Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    InputStream plain = new BufferedInputStream(Channels.newInputStream(channel), BUFFER);
    try {
      InputStream unpacked = startsWith(plain, 0x1f, 0x8b) ? new BufferedInputStream(new Unpacked(plain, channel), BUFFER) : plain;
      if (startsWith(unpacked, 0xEF, 0xBB, 0xBF)) {
        unpacked.skipNBytes(3);
      }
      return unpacked;
    } catch (IOException | RuntimeException e) {
      plain.close();
      throw e;
    }
  }

  private static boolean startsWith(InputStream in, int... bytes) throws IOException {
    in.mark(bytes.length);
    boolean same = true;
    for (int i = 0; i < bytes.length && same; i++) {
      same = in.read() == bytes[i];
    }
    in.reset();
    return same;
  }

  /** What is packed in a file, unless it unpacks to so much more than events do that it was made to keep us busy. */
  private static final class Unpacked extends GZIPInputStream {

    private static final int MOST_TIMES = 100;
    private static final long ALWAYS = 1_000_000;

    private final SeekableByteChannel file;
    private long unpacked;

    /** @param packed reads {@code file} */
    Unpacked(InputStream packed, SeekableByteChannel file) throws IOException {
      super(packed, BUFFER);
      this.file = file;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = super.read(into, offset, length);
      unpacked += Math.max(count, 0);
      if (unpacked > ALWAYS && unpacked / MOST_TIMES > file.position()) {
        throw new IOException("it unpacks to more than " + MOST_TIMES + " times its size; if these are events, send the file unpacked");
      }
      return count;
    }
  }
}
