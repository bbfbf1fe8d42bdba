package io.pardotroutes.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The first 128 bits of a SHA-256. The high half is never 0: that marks an empty cell in {@link DigestTable}. */
record Digest(long high, long low) {

  static final int BYTES = 16;

  static Digest of(String id) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return read(ByteBuffer.wrap(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  static Digest read(ByteBuffer from) {
    long high = from.getLong();
    return new Digest(high == 0 ? 1 : high, from.getLong());
  }

  void write(ByteBuffer to) {
    to.putLong(high).putLong(low);
  }
}
