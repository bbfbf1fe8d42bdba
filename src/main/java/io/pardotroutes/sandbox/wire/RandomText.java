package io.pardotroutes.sandbox.wire;

import java.security.SecureRandom;
import java.util.Base64;

/** What nobody can guess: tokens, codes and signatures. */
public final class RandomText {
  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomText() {}

  /** That many random bytes as letters, digits, dots and underscores. */
  public static String of(int bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(bytes)).replace('-', '.');
  }

  /** That many random bytes in base64. */
  public static String base64(int bytes) {
    return Base64.getEncoder().encodeToString(bytes(bytes));
  }

  private static byte[] bytes(int count) {
    var bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
