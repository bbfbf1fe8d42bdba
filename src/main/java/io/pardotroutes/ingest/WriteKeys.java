package io.pardotroutes.ingest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** The write keys that senders may use. Compares in constant time, whichever key is meant and however wrong it is. */
public final class WriteKeys {

  private final List<byte[]> hashes = new ArrayList<>();

  private WriteKeys() {}

  /**
   * Reads the setting {@code pardot.http.writeKeys}.
   *
   * @param setting {@code name:key} pairs, separated by commas; empty: no sender is let in
   * @throws IllegalArgumentException where a pair has no name or no key; the text names the pair by its place, not the key
   */
  public static WriteKeys parse(String setting) {
    WriteKeys keys = new WriteKeys();
    for (NamedSecrets.Entry entry : NamedSecrets.parse("pardot.http.writeKeys", setting)) {
      keys.hashes.add(hash(entry.secret()));
    }
    return keys;
  }

  /** Whether this is one of the keys. Null and empty are none. */
  public boolean know(String key) {
    byte[] wanted = hash(key == null ? "" : key);
    boolean known = false;
    for (byte[] hash : hashes) {
      known |= MessageDigest.isEqual(hash, wanted);
    }
    return known;
  }

  private static byte[] hash(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
