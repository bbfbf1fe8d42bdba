package io.pardotroutes.ingest.keys;

import java.util.ArrayList;
import java.util.List;

/** Settings of the form {@code name:secret,name:secret}. */
public final class NamedSecrets {

  /** One pair; shown without its secret. */
  public record Entry(String name, String secret) {

    @Override
    public String toString() {
      return name + ":***";
    }
  }

  private NamedSecrets() {}

  /** @throws IllegalArgumentException where a pair lacks one of its parts; names the setting and the place of the pair */
  public static List<Entry> parse(String key, String setting) {
    List<Entry> entries = new ArrayList<>();
    String[] pairs = setting == null || setting.isBlank() ? new String[0] : setting.split(",", -1);
    for (int i = 0; i < pairs.length; i++) {
      String pair = pairs[i].trim();
      int colon = pair.indexOf(':');
      if (colon < 1 || colon == pair.length() - 1) {
        throw new IllegalArgumentException(key + ": entry " + (i + 1) + " of " + pairs.length
            + " is not name:secret with both parts filled in; separate entries by commas");
      }
      entries.add(new Entry(pair.substring(0, colon).trim(), pair.substring(colon + 1).trim()));
    }
    return entries;
  }
}
