package io.pardotroutes.ingest.file;

import io.pardotroutes.accept.Intake;
import io.pardotroutes.event.EventReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeException;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the files of the inbox and puts them away. Bean of the route {@code ingest-file}, which reads one at a time. */
public final class Inbox {

  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
  private static final String FILE = "inboxFile";

  private final EventReader reader;
  private final InboxPath folders;
  private final InboxProgress progress;

  /**
   * Makes the inbox with its folders where they are missing.
   *
   * @param data the data folder; the inbox is {@code inbox} below it
   * @throws UncheckedIOException where they can't be made
   */
  public Inbox(Path data, EventReader reader) {
    Path inbox = data.resolve("inbox");
    this.reader = reader;
    this.progress = new InboxProgress(data.resolve("inbox-progress"));
    try {
      this.folders = new InboxPath(inbox);
    } catch (IOException e) {
      throw new UncheckedIOException("Can't use " + inbox + " and its folders, check their owner and the disk", e);
    }
  }

  /**
   * Opens a file. One that is gone again, or that was replaced by something that is no plain file, is no error: it gives nothing.
   *
   * @return its content in pieces, each small enough for one transaction; null where there is none
   * @throws UnreadableFile where it can't be opened, or its beginning is not what its name says
   */
  public Iterator<Intake> open(@Header(Exchange.FILE_NAME_ONLY) String name, Exchange exchange) {
    Path path = folders.of(name);
    try {
      // Before it is opened: that would wait for the other end of a pipe.
      if (InboxFiles.objection(path) != null) {
        return null;
      }
      String identity = InboxProgress.identity(path);
      RejectedLines rejected = new RejectedLines(folders, name);
      InboxFile file = new InboxFile(path, identity, reader, FileInput.entries(path), rejected, progress.of(identity));
      exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
        @Override
        public void onDone(Exchange done) {
          try {
            file.close();
          } catch (IOException e) {
            LOG.warn("Can't close {}: {}", name, e.getMessage());
          }
        }
      });
      return file;
    } catch (NoSuchFileException gone) {
      return null;
    } catch (IOException e) {
      throw new UnreadableFile("can't be opened: " + reason(e), e);
    }
  }

  /** Notes that the piece given last is queued. A file of one piece needs no note: its message ids are known to be seen. */
  public void advance(@Variable(FILE) InboxFile file) {
    long queued = file.confirm();
    if (!file.isLong()) {
      return;
    }
    try {
      progress.write(file.identity(), queued);
    } catch (IOException e) {
      throw InboxPath.unwritable(e);
    }
  }

  /** The whole file is queued: puts it away. One that was changed meanwhile stays, and is read again. */
  public void finish(@Variable(FILE) InboxFile file) {
    if (file == null) {
      return;
    }
    file.requireConfirmed();
    String name = file.path().getFileName().toString();
    try {
      if (!InboxProgress.identity(file.path()).equals(file.identity())) {
        LOG.info("{} was changed while it was read; it is read again", name);
        return;
      }
      file.rejected().finish();
      folders.move(file.path(), ".done", name);
      progress.clear();
      LOG.info("{} done: {} events, {} rejected", name, file.events(), file.rejected().count());
    } catch (NoSuchFileException gone) {
      LOG.info("{} was taken away while it was read: {} events, {} rejected", name, file.events(), file.rejected().count());
    } catch (IOException e) {
      throw InboxPath.unwritable(e);
    }
  }

  /** The file can't be read (on): puts it aside with the reason beside it. What was queued of it stays queued. */
  public void fail(@ExchangeException UnreadableFile why, @Header(Exchange.FILE_NAME_ONLY) String name,
      @Variable(FILE) InboxFile file) {
    try {
      if (file != null) {
        file.rejected().finish();
      }
      Path failed = folders.move(folders.of(name), ".failed", name);
      progress.clear();
      long queued = file == null ? 0 : file.events();
      Files.writeString(failed.resolveSibling(failed.getFileName() + ".reason"),
          name + " " + why.getMessage() + "; events taken from it before: " + queued + "\n",
          StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
      LOG.warn("{} put aside in {}: it {}; events taken from it before: {}", name, failed.getParent(), why.getMessage(), queued);
    } catch (NoSuchFileException gone) {
      LOG.info("{} was taken away while it was read", name);
    } catch (IOException e) {
      throw InboxPath.unwritable(e);
    }
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName().replace("Exception", "") + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")");
  }
}
