package io.pardotroutes.event;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The name of a reserved trait, taken apart once: names come from a field map, so they are few and asked for with every event. */
public final class TraitName {

  private static final int REMEMBERED = 2_000;
  private static final Map<String, TraitName> KNOWN = new ConcurrentHashMap<>();

  private final Level[] levels;

  private TraitName(String path) {
    levels = Arrays.stream(path.split("\\.", -1)).map(Level::of).toArray(Level[]::new);
  }

  static TraitName of(String path) {
    TraitName name = KNOWN.get(path);
    if (name == null) {
      name = new TraitName(path);
      if (KNOWN.size() < REMEMBERED) {
        KNOWN.put(path, name);
      }
    }
    return name;
  }

  int depth() {
    return levels.length;
  }

  Level level(int depth) {
    return levels[depth];
  }

  /** A name without what doesn't count in reserved ones (Segment spec, traits): two spellings of one trait give the same text. */
  public static String loose(String name) {
    int length = name.length();
    for (int i = 0; i < length; i++) {
      char c = name.charAt(i);
      if (ignored(c) || c != Character.toLowerCase(c)) {
        StringBuilder loose = new StringBuilder(length).append(name, 0, i);
        for (int j = i; j < length; j++) {
          char d = name.charAt(j);
          if (!ignored(d)) {
            loose.append(Character.toLowerCase(d));
          }
        }
        return loose.toString();
      }
    }
    return name;
  }

  private static boolean ignored(char c) {
    return c == '_' || c == ' ' || c == '-' || c == '.';
  }

  /** One level of the path in its spellings. */
  record Level(String exact, String camelCase, String snakeCase, String loose) {

    /** Ranks of spellings, the best first. */
    static final int RANKS = 4;

    static Level of(String name) {
      StringBuilder camelCase = new StringBuilder();
      StringBuilder snakeCase = new StringBuilder();
      boolean border = false;
      for (int i = 0; i < name.length(); i++) {
        char c = name.charAt(i);
        if (ignored(c)) {
          border = true;
          continue;
        }
        border |= Character.isUpperCase(c);
        boolean first = camelCase.isEmpty();
        camelCase.append(border && !first ? Character.toUpperCase(c) : Character.toLowerCase(c));
        snakeCase.append(border && !first ? "_" : "").append(Character.toLowerCase(c));
        border = false;
      }
      return new Level(name, camelCase.toString(), snakeCase.toString(), TraitName.loose(name));
    }

    int rank(String spelling) {
      if (spelling.equals(exact)) {
        return 0;
      }
      if (spelling.equals(camelCase)) {
        return 1;
      }
      return spelling.equals(snakeCase) ? 2 : 3;
    }
  }
}
