package io.pardotroutes.ingest.file;

import io.pardotroutes.accept.Intake;
import io.pardotroutes.event.Event;
import io.pardotroutes.event.EventReader;
import io.pardotroutes.event.InvalidEvent;
import io.pardotroutes.event.InvalidRequest;
import io.pardotroutes.event.NotAnEvent;
import io.pardotroutes.event.Sha256;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A file that is being read: gives its content in pieces small enough for one transaction. Not thread-safe.
 */
final class InboxFile implements Iterator<Intake>, Closeable {

  private static final int MOST_ENTRIES = 500;
  private static final int MOST_BYTES = 262_144;

  private final Path path;
  private final String identity;
  private final EventReader reader;
  private final FileEntries entries;
  private final RejectedLines rejected;
  private final long queuedBefore;
  private FileEntry next;
  private UnreadableFile unreadable;
  private long lastGiven = -1;
  private boolean confirmed = true;
  private long pieces;
  private long events;

  /** @param queuedBefore number of the last entry that an earlier run has queued, -1 for none: up to it nothing is given again */
  InboxFile(Path path, String identity, EventReader reader, FileEntries entries, RejectedLines rejected, long queuedBefore) {
    this.path = path;
    this.identity = identity;
    this.reader = reader;
    this.entries = entries;
    this.rejected = rejected;
    this.queuedBefore = queuedBefore;
    this.next = read();
  }

  @Override
  public boolean hasNext() {
    return next != null || unreadable != null;
  }

  /**
   * The next piece: some events, or none where all its entries were rejected.
   *
   * @throws UnreadableFile where the file can't be read on; everything before that place was given
   * @throws IllegalStateException where the piece before was not confirmed: going on would lose it
   */
  @Override
  public Intake next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    requireConfirmed();
    if (next == null) {
      UnreadableFile end = unreadable;
      unreadable = null;
      throw end;
    }
    confirmed = false;
    pieces++;
    List<Event> good = new ArrayList<>();
    List<InvalidEvent> bad = new ArrayList<>();
    int size = 0;
    for (int count = 0; next != null && count < MOST_ENTRIES && size < MOST_BYTES; count++) {
      size += next.raw().length;
      lastGiven = next.number();
      sort(next, good, bad);
      next = read();
    }
    return new Intake(good, bad, List.of());
  }

  private void sort(FileEntry entry, List<Event> good, List<InvalidEvent> bad) {
    String problem = entry.problem();
    Event event = null;
    if (problem == null) {
      try {
        event = entries.event(entry, reader, derivedId(entry));
        events++;
      } catch (NotAnEvent none) {
        problem = none.getMessage();
      } catch (InvalidRequest none) {
        problem = none.errors().get(0).message();
      }
    }
    if (problem != null) {
      reject(entry, problem);
    }
    if (entry.number() > queuedBefore) {
      if (event != null) {
        good.add(event);
      } else {
        bad.add(new InvalidEvent((int) Math.min(entry.number(), Integer.MAX_VALUE), "", problem, null));
      }
    }
  }

  private void reject(FileEntry entry, String problem) {
    try {
      rejected.add(entry, problem);
    } catch (IOException e) {
      throw new UnwritableInbox(e);
    }
  }

  /** Null at the end, and where it can't be read on. */
  private FileEntry read() {
    try {
      return entries.next();
    } catch (IOException e) {
      unreadable = new UnreadableFile("can't be read on after line " + Math.max(lastGiven, 0) + ": " + e.getMessage(), e);
    } catch (UnreadableFile e) {
      unreadable = e;
    }
    return null;
  }

  /** The same entry at the same place gives the same id, so that a file that is read again queues nothing twice. */
  private static String derivedId(FileEntry entry) {
    return "file-" + Sha256.hex((entry.number() + ":").getBytes(StandardCharsets.UTF_8), entry.raw()).substring(0, 32);
  }

  Path path() {
    return path;
  }

  /** What told this file from others when it was opened. */
  String identity() {
    return identity;
  }

  /**
   * The queue has the piece that was given last.
   *
   * @return the number of the last entry that is on the queue, now or from an earlier run
   */
  long confirm() {
    confirmed = true;
    return Math.max(queuedBefore, lastGiven);
  }

  /** Whether it has more than one piece, so that it can be interrupted between two of them. */
  boolean isLong() {
    return pieces > 1 || hasNext();
  }

  /** @throws IllegalStateException where not every piece that was given is on the queue */
  void requireConfirmed() {
    if (!confirmed) {
      throw new IllegalStateException("A piece of " + path.getFileName() + " was given and not confirmed to be on the queue;"
          + " the route has to call advance after each piece");
    }
  }

  long events() {
    return events;
  }

  RejectedLines rejected() {
    return rejected;
  }

  @Override
  public void close() throws IOException {
    try {
      entries.close();
    } finally {
      rejected.close();
    }
  }
}
