package io.pardotroutes.store.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The first 64 bits of a SHA-256, never 0: that marks an empty cell in {@link DigestTable}. Among a million ids, one new id in
 * 10,000,000,000,000 is taken for another.
 */
record Digest(long bits) {

  static final int BYTES = 8;

  static Digest of(String id) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return read(ByteBuffer.wrap(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  static Digest read(ByteBuffer from) {
    long bits = from.getLong();
    return new Digest(bits == 0 ? 1 : bits);
  }

  void write(ByteBuffer to) {
    to.putLong(bits);
  }
}
