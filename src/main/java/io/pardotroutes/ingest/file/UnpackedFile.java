package io.pardotroutes.ingest.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.zip.GZIPInputStream;

/** What is packed in a file, unless it unpacks to so much more than events do that it was made to keep us busy. */
final class UnpackedFile extends GZIPInputStream {

  private static final int BUFFER = 65_536;
  private static final int MOST_TIMES = 100;
  private static final long ALWAYS = 1_000_000;

  private final SeekableByteChannel file;
  private long unpacked;

  /** @param packed reads {@code file} */
  UnpackedFile(InputStream packed, SeekableByteChannel file) throws IOException {
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
