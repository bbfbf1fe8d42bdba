package io.pardotroutes.ingest.file;

import io.pardotroutes.event.EventReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;

/**
 * The beans of {@code ingest-file}.
 *
 * @param data the data folder, in which the inbox is
 */
public record InboxBeans(Path data) {

  /** A file is read once it has been left alone for so long. */
  private static final Duration QUIET = Duration.ofSeconds(2);
  /** Twice the files of one poll; Camel's own memory of them keeps the names of 50,000 and more, long after they are done. */
  private static final int IN_PROGRESS = 2_000;

  /** Binds them under the names that the route uses. */
  public void bind(Registry registry, EventReader reader) {
    registry.bind("inbox", new Inbox(data, reader));
    registry.bind("inboxFiles", new InboxFiles(QUIET, Clock.systemUTC()));
    registry.bind("inboxInProgress", MemoryIdempotentRepository.memoryIdempotentRepository(IN_PROGRESS));
  }
}
