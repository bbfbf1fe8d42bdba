package io.pardotroutes.files;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A properties file ({@link Properties#load}, read as UTF-8) that still knows its lines. */
public final class PropertyLines {

  /** One setting as written; the line is that of its key. */
  public record Entry(String key, String value, int line) {}

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private PropertyLines() {}

  /** Reads the text; a key that is there twice and a broken escape are problems. The file is what problems name. */
  public static PropertyLines parse(Path file, String text) {
    PropertyLines read = new PropertyLines();
    String[] lines = text.replace("\uFEFF", "").split("\r\n|\r|\n", -1);
    for (int index = 0; index < lines.length; index++) {
      int first = index;
      StringBuilder logical = new StringBuilder(lines[index]);
      boolean comment = lines[index].isBlank() || lines[index].stripLeading().matches("[#!].*");
      while (!comment && continues(logical) && index + 1 < lines.length) {
        logical.append('\n').append(lines[++index]);
      }
      if (!comment) {
        read.add(file, first + 1, logical.toString());
      }
    }
    return read;
  }

  private static boolean continues(CharSequence line) {
    int backslashes = 0;
    while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  private void add(Path file, int line, String logical) {
    Properties one = new Properties();
    try {
      one.load(new StringReader(logical));
    } catch (IllegalArgumentException e) {
      problems.add(new Problem(file, line, "a \\u that four hexadecimal digits don't follow; write \\\\ for a backslash"));
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    one.forEach((name, value) -> {
      String key = name.toString();
      Entry twin = entries.putIfAbsent(key, new Entry(key, value.toString().strip(), line));
      if (twin != null) {
        problems.add(new Problem(file, line, key + " is set in line " + twin.line() + " already; remove one of the two"));
      }
    });
  }

  /** The settings by key, in the order of the file. */
  public Map<String, Entry> entries() {
    return entries;
  }

  /** What could not be read. */
  public List<Problem> problems() {
    return problems;
  }
}
