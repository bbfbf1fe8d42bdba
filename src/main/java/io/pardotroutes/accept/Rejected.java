package io.pardotroutes.accept;

import io.pardotroutes.event.InvalidEvent;
import io.pardotroutes.jms.QueueMessage;
import jakarta.jms.Message;
import java.util.Map;

/** Builds the messages that keep what is no event; the route says on which queue. */
public final class Rejected {

  private static final String REASON = "PardotReason";

  private Rejected() {}

  /** What was part of something larger: its text. */
  public static QueueMessage keep(InvalidEvent invalid) {
    String text = invalid.text() == null ? "" : invalid.text();
    return new QueueMessage(null, text, null, Map.of(REASON, invalid.describe()));
  }

  /** A whole message, as it came. */
  public static QueueMessage forward(Message original, String reason) {
    return QueueMessage.forwarding(original, Map.of(REASON, reason));
  }
}
