package io.pardotroutes.sandbox.wire;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads percent-encoded text: query strings, form bodies and path segments, always as UTF-8. */
public final class Form {
  private Form() {
  }

  /** Parameters in their order; of two with one name the last wins. Malformed escapes stay as they are. */
  public static Map<String, String> parameters(String encoded) {
    var parameters = new LinkedHashMap<String, String>();
    int start = 0;
    while (start < encoded.length()) {
      int end = encoded.indexOf('&', start);
      if (end < 0) {
        end = encoded.length();
      }
      if (end > start) {
        int equals = encoded.indexOf('=', start);
        boolean named = equals >= 0 && equals < end;
        String name = decode(encoded.substring(start, named ? equals : end), true);
        parameters.put(name, named ? decode(encoded.substring(equals + 1, end), true) : "");
      }
      start = end + 1;
    }
    return parameters;
  }

  /** A path segment: here a plus sign is a plus sign. */
  public static String segment(String encoded) {
    return decode(encoded, false);
  }

  /** A whole form body made readable, for finding a piece of text in it. */
  static String readable(String encoded) {
    return decode(encoded, true);
  }

  private static String decode(String text, boolean plusIsSpace) {
    if (text.indexOf('%') < 0) {
      return plusIsSpace ? text.replace('+', ' ') : text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      byte b = bytes[i];
      if (b == '%' && i + 2 < bytes.length && hex(bytes[i + 1]) >= 0 && hex(bytes[i + 2]) >= 0) {
        bytes[length++] = (byte) (hex(bytes[i + 1]) << 4 | hex(bytes[i + 2]));
        i += 2;
      } else {
        bytes[length++] = b == '+' && plusIsSpace ? (byte) ' ' : b;
      }
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private static int hex(byte b) {
    return Character.digit((char) b, 16);
  }
}
