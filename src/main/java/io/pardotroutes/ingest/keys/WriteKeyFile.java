package io.pardotroutes.ingest.keys;

import io.pardotroutes.files.NearestName;
import io.pardotroutes.files.Problem;
import io.pardotroutes.files.PropertyLines;
import io.pardotroutes.files.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code config/write-keys.properties}, a line a key: {@code shop = sha256:<64 hexadecimal digits>; created=2026-11-24;
 * destinations=emea,apac; types=identify,track; enabled=true}. All but the hash may be missing. No problem ever quotes a hash.
 */
public final class WriteKeyFile {

  /** Below the home folder. It may be missing: then it has no keys. */
  public static final Path FILE = Path.of("config", "write-keys.properties");
  /** What a key may be bound to (Segment spec, calls). */
  public static final Set<String> TYPES = new LinkedHashSet<>(List.of("identify", "track", "page", "screen", "group", "alias"));

  private static final String NAME = "[A-Za-z0-9._-]{1,64}";
  private static final String HASH = "sha256:";
  private static final Set<String> PARTS = Set.of("created", "destinations", "types", "enabled");
  private static final String INTRODUCTION = """
      # Write keys, a line a key; bin/pardot-routes key changes them, and the running bundle follows. The keys themselves are not kept.
      """;

  private final String text;
  private final Map<String, WriteKey> keys = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> missing = new ArrayList<>();

  private WriteKeyFile(String text) {
    this.text = text;
  }

  /**
   * Reads the file of a home folder.
   *
   * @param taken the names of the keys of the setting {@code pardot.http.writeKeys}
   * @param destinations the names that there are
   */
  public static WriteKeyFile read(Path home, Collection<String> taken, Collection<String> destinations) {
    if (!Files.exists(home.resolve(FILE))) {
      return new WriteKeyFile(INTRODUCTION);
    }
    TextFile content = TextFile.read(home, FILE);
    WriteKeyFile file = new WriteKeyFile(content.text());
    file.problems.addAll(content.problems());
    PropertyLines properties = PropertyLines.parse(FILE, content.text());
    file.problems.addAll(properties.problems());
    properties.entries().values().forEach(entry -> file.add(entry, taken, destinations));
    return file;
  }

  /** In the order of the file, by name; those that are right. */
  public Map<String, WriteKey> keys() {
    return keys;
  }

  /** Everything that is wrong with it; its keys must not be used then. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** The keys that are bound to a destination that there is not (any more); their events don't go there. */
  public List<Problem> missingDestinations() {
    return List.copyOf(missing);
  }

  /** @throws IllegalArgumentException where a key can't have this name */
  public static void requireName(String name) {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException("a name is 1 to 64 of A-Z, a-z, 0-9, dot, - and _");
    }
  }

  /** The file's text with this key, in the place of the one that has its name or at the end. */
  public String with(WriteKey key) {
    StringBuilder line = new StringBuilder(key.name()).append(" = ").append(HASH).append(key.hash());
    if (key.created() != null) {
      line.append("; created=").append(key.created());
    }
    append(line, "destinations", key.destinations());
    append(line, "types", key.types());
    return edited(key.name(), line.append("; enabled=").append(key.enabled()).toString());
  }

  /** The file's text without the key of this name. */
  public String without(String name) {
    return edited(name, null);
  }

  private static void append(StringBuilder line, String name, Set<String> values) {
    if (!values.isEmpty()) {
      line.append("; ").append(name).append('=').append(String.join(",", new TreeSet<>(values)));
    }
  }

  private String edited(String name, String line) {
    List<String> all = new ArrayList<>(text.lines().toList());
    Integer place = lines.get(name);
    if (place == null) {
      all.add(line);
    } else if (line == null) {
      all.remove(place - 1);
    } else {
      all.set(place - 1, line);
    }
    return String.join("\n", all) + "\n";
  }

  private void add(PropertyLines.Entry entry, Collection<String> taken, Collection<String> destinations) {
    try {
      requireName(entry.key());
      if (taken.contains(entry.key())) {
        throw new IllegalArgumentException("is the name of a key of pardot.http.writeKeys already; give one of them another");
      }
      WriteKey key = parse(entry.key(), entry.value());
      keys.put(entry.key(), key);
      lines.put(entry.key(), entry.line());
      addMissing(key, entry.line(), destinations);
    } catch (IllegalArgumentException e) {
      problems.add(new Problem(FILE, entry.line(), entry.key() + ": " + e.getMessage()));
    }
  }

  private void addMissing(WriteKey key, int line, Collection<String> destinations) {
    try {
      requireKnown("destinations", key.destinations(), destinations);
    } catch (IllegalArgumentException e) {
      missing.add(new Problem(FILE, line, key.name() + ": " + e.getMessage()));
    }
  }

  private static WriteKey parse(String name, String value) {
    String[] parts = value.split(";", -1);
    String hash = parts[0].strip();
    if (!hash.matches(HASH + "[0-9a-f]{64}")) {
      throw new IllegalArgumentException("must begin with sha256: and 64 of 0-9 and a-f; make a key with bin/pardot-routes key create");
    }
    Map<String, String> given = new HashMap<>();
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      String part = parts[i].substring(0, Math.max(equals, 0)).strip();
      if (!PARTS.contains(part)) {
        throw new IllegalArgumentException("part " + (i + 1) + " is none of created=, destinations=, types=, enabled="
            + (part.isEmpty() ? "" : "; did you mean " + NearestName.to(part, PARTS) + "?"));
      }
      if (given.put(part, parts[i].substring(equals + 1).strip()) != null) {
        throw new IllegalArgumentException("has " + part + " twice; remove one of the two");
      }
    }
    String enabled = given.getOrDefault("enabled", "true");
    if (!enabled.equals("true") && !enabled.equals("false")) {
      throw new IllegalArgumentException("enabled must be true or false");
    }
    return new WriteKey(name, hash.substring(HASH.length()), date(given.get("created")), requireDestinations(names("destinations", given)),
        requireKnown("types", names("types", given), TYPES), enabled.equals("true"));
  }

  private static LocalDate date(String created) {
    try {
      return created == null ? null : LocalDate.parse(created);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("created must be a day such as 2026-11-24", e);
    }
  }

  private static Set<String> names(String part, Map<String, String> given) {
    if (!given.containsKey(part)) {
      return Set.of();
    }
    Set<String> names = new LinkedHashSet<>();
    for (String name : given.get(part).split(",", -1)) {
      names.add(name.strip());
    }
    return names;
  }

  private static Set<String> requireDestinations(Set<String> names) {
    if (!names.stream().allMatch(name -> name.matches("[a-z0-9-]{1,40}"))) {
      throw new IllegalArgumentException("destinations must be names of files in config/destinations, separated by commas");
    }
    return names;
  }

  /**
   * These names, if they are all known.
   *
   * @throws IllegalArgumentException with the first that isn't
   */
  public static Set<String> requireKnown(String part, Set<String> names, Collection<String> known) {
    for (String name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(part + " has '" + name.replaceAll("[^A-Za-z0-9._-]", "?") + "', which is none of "
            + (known.isEmpty() ? "none that there are" : String.join(", ", known)));
      }
    }
    return names;
  }
}
