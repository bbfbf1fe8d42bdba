package io.pardotroutes.ingest.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/** What may be opened in the inbox: a file, no link to one, that has no second name. Whoever may write there must not have others read for them. */
final class PlainFile {

  private PlainFile() {}

  /**
   * Why it is none, in words for the log; null where it is one.
   *
   * @throws IOException where it can't be looked at, such as {@code NoSuchFileException}
   */
  static String objection(Path file) throws IOException {
    Map<String, Object> facts = Files.readAttributes(file, "unix:isRegularFile,nlink", LinkOption.NOFOLLOW_LINKS);
    if (!Boolean.TRUE.equals(facts.get("isRegularFile"))) {
      return "it is no plain file; links are not followed";
    }
    return ((Number) facts.get("nlink")).intValue() > 1 ? "it has a second name somewhere (a hard link)" : null;
  }
}
