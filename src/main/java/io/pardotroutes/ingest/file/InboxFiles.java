package io.pardotroutes.ingest.file;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which files of the inbox are read: plain files with a plain name and a known ending that nobody has written to for a
 * while. What is left alone for good is named in the log, once while it is there, as long
 * as there are not too many.
 */
public final class InboxFiles implements GenericFileFilter<File> {

  private static final Logger LOG = LoggerFactory.getLogger(InboxFiles.class);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}");
  private static final Pattern ENDING = Pattern.compile(".*\\.(json|jsonl|ndjson|csv|gz)");
  private static final Pattern UNFINISHED = Pattern.compile("\\..*|.*\\.(part|tmp|filepart)");
  private static final int MOST_NAMED = 1_000;
  private static final int MOST_SEEN = 100_000;
  /** A file that was not there for so long is another one; a poll with large files may take hours. */
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private final Duration quiet;
  private final Clock clock;
  private final Cache<String, Boolean> named;
  private final Cache<String, Sighting> fromTheFuture;
  private boolean saidThereAreMore;

  private record Sighting(Instant changed, Instant at) {}

  /** @param quiet how long ago a file's last change has to be: its writer may not be done before */
  public InboxFiles(Duration quiet, Clock clock) {
    this.quiet = quiet;
    this.clock = clock;
    this.named = whileThere(clock);
    this.fromTheFuture = whileThere(clock);
  }

  private static <V> Cache<String, V> whileThere(Clock clock) {
    return Caffeine.newBuilder().maximumSize(MOST_SEEN).expireAfterAccess(REMEMBERED)
        .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
        .build();
  }

  @Override
  public boolean accept(GenericFile<File> file) {
    File found = file.getFile();
    String name = found.getName();
    String lower = name.toLowerCase(Locale.ROOT);
    if (UNFINISHED.matcher(lower).matches()) {
      return false;
    }
    if (!NAME.matcher(name).matches()) {
      return leave(name, "its name has other characters than A-Z a-z 0-9 . _ - or is over 128 long");
    }
    if (!ENDING.matcher(lower).matches()) {
      return leave(name, "its name does not end in .json, .jsonl, .ndjson, .csv or .gz");
    }
    try {
      // Only a name that is plain is one of a path for sure: others may hold bytes that the locale has no character for.
      Path path = found.toPath();
      String objection = objection(path);
      return objection == null ? isQuiet(name, Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toInstant()) : leave(name, objection);
    } catch (IOException gone) {
      LOG.debug("{} can't be looked at: it is gone, or not for us", name);
      return false;
    }
  }

  /** A change that lies in the future, by our clock, says nothing of how long ago it was: then the time counts since we first saw it. */
  private boolean isQuiet(String name, Instant changed) {
    Instant now = clock.instant();
    if (!changed.isAfter(now)) {
      fromTheFuture.invalidate(name);
      return !changed.plus(quiet).isAfter(now);
    }
    Sighting first = fromTheFuture.getIfPresent(name);
    if (first == null || !first.changed().equals(changed)) {
      fromTheFuture.put(name, new Sighting(changed, now));
      return false;
    }
    return !first.at().plus(quiet).isAfter(now);
  }

  private synchronized boolean leave(String name, String why) {
    if (named.getIfPresent(name) == null) {
      named.cleanUp();
      if (named.estimatedSize() < MOST_NAMED) {
        named.put(name, true);
        saidThereAreMore = false;
        LOG.warn("{} is left alone in the inbox: {}", name.replaceAll("[^A-Za-z0-9._-]", "?"), why);
      } else if (!saidThereAreMore) {
        saidThereAreMore = true;
        LOG.warn("More than {} files are left alone in the inbox: the log names no more of them while these are there", MOST_NAMED);
      }
    }
    return false;
  }

  /**
   * Why it may not be opened, in words for the log: it is no file, or a link to one, or has a second name. Whoever may write to the inbox
   * must not have others read for them. Null where it may be.
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
