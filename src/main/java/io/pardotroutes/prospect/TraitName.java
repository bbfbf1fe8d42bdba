package io.pardotroutes.prospect;

/** Names of reserved traits as Segment's libraries compare them: without case, blanks, {@code _}, {@code -} and {@code .} (Segment spec, traits). */
final class TraitName {
  private TraitName() {}

  /** Two spellings of one trait give the same text. */
  static String loose(String name) {
    int length = name.length();
    for (int i = 0; i < length; i++) {
      char c = name.charAt(i);
      if (isIgnored(c) || c != Character.toLowerCase(c)) {
        StringBuilder loose = new StringBuilder(length).append(name, 0, i);
        for (int j = i; j < length; j++) {
          if (!isIgnored(name.charAt(j))) {
            loose.append(Character.toLowerCase(name.charAt(j)));
          }
        }
        return loose.toString();
      }
    }
    return name;
  }

  private static boolean isIgnored(char c) {
    return c == '_' || c == ' ' || c == '-' || c == '.';
  }
}
