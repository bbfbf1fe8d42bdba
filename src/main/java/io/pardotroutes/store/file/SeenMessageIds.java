package io.pardotroutes.store.file;

import io.pardotroutes.store.MessageIdsBusy;
import io.pardotroutes.store.SeenIds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The message ids that were queued within the window: the last 1,000,000 ids or 24 hours, whichever ends first
 * (Segment keeps ids for 24 hours). It survives the end of the process. Thread-safe.
 *
 * <p>The window is a row of generations. A generation is closed after a quarter of the window, and forgotten as a whole
 * once the whole window lies behind it: at least the window is remembered, at most a quarter more.
 */
public final class SeenMessageIds implements SeenIds, AutoCloseable {

  /** Ids that are remembered at least, if they are not older than {@link #WINDOW}. */
  public static final int CAPACITY = 1_000_000;
  /** How long an id is remembered at least, if no more than {@link #CAPACITY} others came after it. */
  public static final Duration WINDOW = Duration.ofHours(24);

  private static final Logger LOG = LoggerFactory.getLogger(SeenMessageIds.class);
  private static final int GENERATIONS = 4;
  private static final Duration SPAN = WINDOW.dividedBy(GENERATIONS);

  private final Path folder;
  private final Clock clock;
  private final int generationCapacity;
  private final Deque<Generation> generations = new ArrayDeque<>();
  private final Set<Digest> pending = new HashSet<>();
  private boolean fileTrouble;

  private SeenMessageIds(Path folder, Clock clock, int capacity) {
    this.folder = folder;
    this.clock = clock;
    this.generationCapacity = capacity / GENERATIONS;
  }

  /**
   * Opens the window of a data folder, with what earlier runs put there.
   *
   * @param data the data folder; the ids are kept in {@code seen} below it
   * @throws UncheckedIOException where that folder can't be made, read or written
   */
  public static SeenMessageIds open(Path data, Clock clock) {
    return open(data, clock, CAPACITY);
  }

  static SeenMessageIds open(Path data, Clock clock, int capacity) {
    SeenMessageIds ids = new SeenMessageIds(data.resolve("seen"), clock, capacity);
    try {
      ids.load();
    } catch (IOException e) {
      throw new UncheckedIOException("Can't open " + ids.folder + ", check its owner and the disk", e);
    }
    return ids;
  }

  private void load() throws IOException {
    Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.getFileName().toString().matches("\\d{1,18}\\" + Generation.SUFFIX))
          .sorted(Comparator.comparingLong(file -> Long.parseLong(file.getFileName().toString().replace(Generation.SUFFIX, ""))))
          .toList();
    }
    for (Path file : files) {
      generations.addLast(Generation.load(file));
    }
    rotate();
  }

  @Override
  public Claim claim(Collection<String> ids) {
    List<Digest> digests = ids.stream().map(Digest::of).toList();
    synchronized (this) {
      rotate();
      int busy = (int) digests.stream().filter(pending::contains).distinct().count();
      if (busy > 0) {
        throw new MessageIdsBusy(busy);
      }
      BitSet fresh = new BitSet(digests.size());
      Set<Digest> claimed = new LinkedHashSet<>();
      for (int i = 0; i < digests.size(); i++) {
        if (!seen(digests.get(i)) && claimed.add(digests.get(i))) {
          fresh.set(i);
        }
      }
      pending.addAll(claimed);
      return new Pending(fresh, new ArrayList<>(claimed));
    }
  }

  private boolean seen(Digest digest) {
    for (Generation generation : generations) {
      if (generation.contains(digest)) {
        return true;
      }
    }
    return false;
  }

  private synchronized void settle(List<Digest> claimed, boolean queued) {
    if (queued) {
      Generation current = generations.getLast();
      current.remember(claimed);
      append(current, claimed);
    }
    claimed.forEach(pending::remove);
  }

  /** The events are on the queue already: trouble with this file must not turn their senders away. */
  private void append(Generation current, List<Digest> claimed) {
    try {
      current.append(claimed);
      fileTrouble = false;
    } catch (IOException e) {
      if (!fileTrouble) {
        LOG.warn("Can't write to {}: {}. Until that is cured, message ids are forgotten at the next start and repeated events"
            + " are queued again; free the disk or check the folder's owner", folder, e.getMessage());
      }
      fileTrouble = true;
    }
  }

  private void rotate() {
    Instant now = clock.instant();
    try {
      if (generations.isEmpty() || isOver(generations.getLast(), now)) {
        generations.addLast(Generation.begin(folder, now));
      }
      while (generations.size() > 1 && isForgotten(now)) {
        generations.removeFirst().delete();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Can't begin a new file in " + folder + ", check its owner and the disk", e);
    }
  }

  /** Whether the whole window lies behind the oldest generation, by time or by number. */
  private boolean isForgotten(Instant now) {
    List<Generation> younger = generations.stream().skip(1).toList();
    return !younger.get(0).begun().plus(WINDOW).isAfter(now)
        || younger.stream().mapToInt(Generation::size).sum() >= generationCapacity * GENERATIONS;
  }

  private boolean isOver(Generation generation, Instant now) {
    return generation.size() >= generationCapacity || !generation.begun().plus(SPAN).isAfter(now);
  }

  /** Closes the files. Claims that are still open are as good as released. */
  @Override
  public synchronized void close() {
    for (Generation generation : generations) {
      try {
        generation.close();
      } catch (IOException e) {
        LOG.warn("Can't close a file in {}: {}", folder, e.getMessage());
      }
    }
  }

  private final class Pending implements Claim {

    private final BitSet fresh;
    private final List<Digest> claimed;
    private boolean open = true;

    private Pending(BitSet fresh, List<Digest> claimed) {
      this.fresh = fresh;
      this.claimed = claimed;
    }

    @Override
    public boolean isFresh(int place) {
      return fresh.get(place);
    }

    @Override
    public void commit() {
      end(true);
    }

    @Override
    public void release() {
      end(false);
    }

    private synchronized void end(boolean queued) {
      if (open) {
        open = false;
        settle(claimed, queued);
      }
    }
  }
}
