package io.pardotroutes.support;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as Segment does. */
public final class WebhookSignature {

  public static final String SECRET = "hook-secret";

  private WebhookSignature() {}

  public static String of(byte[] signed) {
    return of(SECRET, signed);
  }

  public static String of(String secret, byte[] signed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return HexFormat.of().formatHex(mac.doFinal(signed));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  public static String of(String signed) {
    return of(signed.getBytes(StandardCharsets.UTF_8));
  }
}
