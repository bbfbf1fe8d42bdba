package io.pardotroutes.ingest.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Reads the user name of a Basic {@code Authorization} header, as Segment's libraries send it (RFC 7617). */
public final class BasicCredentials {

  private static final int LONGEST = 1_000;

  private BasicCredentials() {}

  /** Null for another scheme, which leaves the word to the body; empty for a header that can't be read. */
  public static String user(String authorization) {
    String trimmed = authorization.trim();
    if (authorization.equals(HttpCall.SEVERAL) || authorization.length() > LONGEST) {
      return "";
    }
    if (!trimmed.regionMatches(true, 0, "Basic", 0, 5)) {
      return null;
    }
    try {
      String decoded = new String(Base64.getDecoder().decode(trimmed.substring(5).trim()), StandardCharsets.UTF_8);
      int colon = decoded.indexOf(':');
      return colon < 0 ? decoded : decoded.substring(0, colon);
    } catch (IllegalArgumentException notBase64) {
      return "";
    }
  }
}
