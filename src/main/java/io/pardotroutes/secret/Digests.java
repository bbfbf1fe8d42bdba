package io.pardotroutes.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What secrets are known by (SHA-256) and compared as. */
public final class Digests {

  private Digests() {}

  /** The digest of these bytes. */
  public static byte[] of(byte[] secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** The digest of a text's UTF-8, as 64 hexadecimal digits. */
  public static String hex(String secret) {
    return HexFormat.of().formatHex(of(secret.getBytes(StandardCharsets.UTF_8)));
  }

  /** Takes as long wherever the two differ. */
  public static boolean areEqual(String one, String other) {
    return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
