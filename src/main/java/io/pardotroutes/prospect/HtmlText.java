package io.pardotroutes.prospect;

import java.util.Map;

/** Text that Pardot's answers carry with HTML entities in it. */
final class HtmlText {
  private static final Map<String, String> NAMED = Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", "\u00a0");
  private static final int LONGEST_ENTITY = 10;

  private HtmlText() {}

  /** Decodes each entity once: {@code &amp;amp;} becomes {@code &amp;}. What is no entity stays. */
  static String decodeOnce(String text) {
    int at = text.indexOf('&');
    if (at < 0) {
      return text;
    }
    StringBuilder decoded = new StringBuilder(text.length());
    int done = 0;
    while (at >= 0) {
      int end = text.indexOf(';', at);
      String character = end < 0 || end - at > LONGEST_ENTITY ? null : character(text.substring(at + 1, end));
      if (character != null) {
        decoded.append(text, done, at).append(character);
        done = end + 1;
      }
      at = text.indexOf('&', character == null ? at + 1 : done);
    }
    return decoded.append(text, done, text.length()).toString();
  }

  private static String character(String entity) {
    if (!entity.startsWith("#")) {
      return NAMED.get(entity);
    }
    boolean hex = entity.startsWith("x", 1) || entity.startsWith("X", 1);
    String digits = entity.substring(hex ? 2 : 1);
    if (digits.isEmpty() || !digits.chars().allMatch(c -> Character.digit(c, hex ? 16 : 10) >= 0)) {
      return null;
    }
    int codePoint = Integer.parseInt(digits, hex ? 16 : 10);
    return codePoint > 0 && Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : null;
  }
}
