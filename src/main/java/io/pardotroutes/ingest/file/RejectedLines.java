package io.pardotroutes.ingest.file;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps the entries of one file that are no events, one JSON object a line. The list gets its name when the file has been
 * read to its end; a file that is read again starts its list again.
 */
final class RejectedLines implements Closeable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FOLDER = ".rejected";

  private final InboxPath inbox;
  private final String name;
  private final Path unfinished;
  private BufferedWriter writer;
  private long count;

  RejectedLines(InboxPath inbox, String file) throws IOException {
    this.inbox = inbox;
    this.name = file + ".jsonl";
    this.unfinished = inbox.of(FOLDER).resolve("." + name + ".part");
    Files.deleteIfExists(unfinished);
  }

  void add(FileEntry entry, String reason) {
    try {
      if (writer == null) {
        writer = Files.newBufferedWriter(unfinished, StandardCharsets.UTF_8,
            StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
      }
      writer.write(JSON.writeValueAsString(JSON.createObjectNode().put("line", entry.number()).put("reason", reason)
          .put("text", new String(entry.raw(), StandardCharsets.UTF_8))));
      writer.newLine();
    } catch (IOException e) {
      throw InboxPath.unwritable(e);
    }
    count++;
  }

  long count() {
    return count;
  }

  /** Gives the list its name, if there is anything in it. */
  void finish() throws IOException {
    if (writer != null) {
      writer.close();
      inbox.move(unfinished, FOLDER, name);
    }
  }

  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.close();
    }
  }
}
