package io.pardotroutes.ingest;

import io.pardotroutes.event.InvalidEvent;
import io.pardotroutes.jms.QueueMessage;
import java.util.Map;

/** Builds the messages that keep what is no event. */
final class Rejected {

  static final String QUEUE = "pardot.rejected";
  static final String REASON = "PardotReason";

  private Rejected() {}

  static QueueMessage keep(InvalidEvent invalid) {
    return keep(invalid.text() == null ? "" : invalid.text(), invalid.describe());
  }

  static QueueMessage keep(String text, String reason) {
    return new QueueMessage(QUEUE, text, null, Map.of(REASON, reason));
  }
}
