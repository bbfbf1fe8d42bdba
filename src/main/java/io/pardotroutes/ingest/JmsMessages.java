package io.pardotroutes.ingest;

import io.pardotroutes.accept.Intake;
import io.pardotroutes.event.Event;
import io.pardotroutes.event.EventReader;
import io.pardotroutes.event.InvalidEvent;
import io.pardotroutes.event.InvalidRequest;
import io.pardotroutes.event.Reading;
import io.pardotroutes.event.TooLarge;
import io.pardotroutes.jms.QueueMessage;
import io.pardotroutes.jms.ReceivedMessage;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Body;

/** Reads messages of the bus. Bean of the route {@code ingest-jms}. */
public record JmsMessages(EventReader reader) {

  /**
   * Reads the messages of one transaction. Each is an event, a batch or an array; what is none of these is kept as it came.
   * An event without a message id gets one from its message's id, which stays the same when the broker repeats it.
   */
  public Intake read(@Body List<ReceivedMessage> messages) {
    List<Event> events = new ArrayList<>();
    List<InvalidEvent> invalid = new ArrayList<>();
    List<QueueMessage> rejected = new ArrayList<>();
    for (ReceivedMessage message : messages) {
      try {
        Reading reading = read(message);
        events.addAll(reading.events());
        invalid.addAll(reading.invalid());
        reading.invalid().forEach(each -> rejected.add(Intake.keep(each)));
      } catch (UnreadableMessage | InvalidRequest | TooLarge none) {
        invalid.add(new InvalidEvent(-1, "", none.getMessage(), null));
        rejected.add(Intake.forward(message.original(), none.getMessage()));
      }
    }
    return new Intake(events, invalid, rejected);
  }

  private Reading read(ReceivedMessage message) {
    if (message.body() == null) {
      throw new UnreadableMessage(message.refusal());
    }
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(message.body()));
      byte[] body = new byte[bytes.remaining()];
      bytes.get(body);
      return reader.readAny(body, message.jmsMessageId());
    } catch (CharacterCodingException e) {
      throw new UnreadableMessage("has half a surrogate pair: it is no text");
    }
  }

  private static final class UnreadableMessage extends RuntimeException {

    UnreadableMessage(String message) {
      super(message);
    }
  }
}
