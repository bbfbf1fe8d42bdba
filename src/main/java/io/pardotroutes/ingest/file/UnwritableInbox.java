package io.pardotroutes.ingest.file;

import java.io.IOException;

/** The inbox can't be written to, e.g. because the disk is full. Its files stay where they are until it can. */
final class UnwritableInbox extends RuntimeException {

  UnwritableInbox(IOException cause) {
    super("The inbox can't be written to, free the disk or check the folder's owner: " + cause.getMessage(), cause);
  }
}
