package io.pardotroutes.sandbox.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads percent-encoded text: query strings, form bodies and path segments, always as UTF-8. */
public final class Form {

  private static final Pattern MALFORMED = Pattern.compile("%(?!\\p{XDigit}{2})");
  private Form() {}

  /** Parameters in their order; of two with one name the last wins. Malformed escapes stay as they are. */
  public static Map<String, String> parameters(String encoded) {
    var parameters = new LinkedHashMap<String, String>();
    for (String pair : encoded.split("&")) {
      int equals = pair.indexOf('=');
      if (!pair.isEmpty()) {
        parameters.put(readable(equals < 0 ? pair : pair.substring(0, equals)), equals < 0 ? "" : readable(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  /** A path segment: here a plus sign is a plus sign. */
  public static String segment(String encoded) {
    return readable(encoded.replace("+", "%2B"));
  }

  /** A whole form body made readable, for finding a piece of text in it. */
  static String readable(String encoded) {
    return URLDecoder.decode(MALFORMED.matcher(encoded).replaceAll("%25"), StandardCharsets.UTF_8);
  }
}
