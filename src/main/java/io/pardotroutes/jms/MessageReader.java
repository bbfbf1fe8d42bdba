package io.pardotroutes.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Turns what the provider delivers into a {@link ReceivedMessage}. Never builds the object of an object message. */
final class MessageReader {

  /** Longest body that is read, in bytes of a bytes message or characters of a text message. */
  static final int MAX_BODY = 5_000_000;

  /** Set by Artemis on messages that it keeps outside its journal: the size of the body in bytes. */
  private static final String LARGE_BODY_SIZE = "_AMQ_LARGE_SIZE";

  private record Body(String text, String refusal) {}

  private MessageReader() {}

  /**
   * @param suspectBefore messages sent earlier may have been delivered though the broker does not say so
   */
  static ReceivedMessage read(Message message, Instant suspectBefore) {
    Body body = body(message);
    try {
      int deliveries = message.propertyExists("JMSXDeliveryCount") ? message.getIntProperty("JMSXDeliveryCount") : 1;
      long timestamp = message.getJMSTimestamp();
      Instant sentAt = timestamp > 0 ? Instant.ofEpochMilli(timestamp) : null;
      boolean suspect = sentAt == null || sentAt.isBefore(suspectBefore);
      return new ReceivedMessage(body.text(), body.refusal(), properties(message),
          suspect || deliveries > 1 || message.getJMSRedelivered(), deliveries, sentAt, message.getJMSMessageID(), message);
    } catch (JMSException | RuntimeException unreadable) {
      return new ReceivedMessage(null, unreadable(unreadable), Map.of(), true, 1, null, null, message);
    }
  }

  private static Body body(Message message) {
    try {
      // Looked at before the body: a text of this size would be built in memory only to be refused.
      if (message.propertyExists(LARGE_BODY_SIZE) && message.getLongProperty(LARGE_BODY_SIZE) > 2L * MAX_BODY + 16) {
        return tooLong();
      }
      if (message instanceof TextMessage text) {
        return text(text.getText());
      }
      if (message instanceof BytesMessage bytes) {
        return bytes(bytes);
      }
      return new Body(null, "not a text or bytes message (" + kind(message) + " message)");
    } catch (JMSException | RuntimeException unreadable) {
      return new Body(null, unreadable(unreadable));
    }
  }

  private static Body text(String text) {
    if (text == null) {
      return new Body(null, "a text message without a text");
    }
    return text.length() > MAX_BODY ? tooLong() : new Body(text, null);
  }

  private static Body bytes(BytesMessage message) throws JMSException {
    if (message.getBodyLength() > MAX_BODY) {
      return tooLong();
    }
    try {
      return new Body(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(allBytes(message))).toString(), null);
    } catch (CharacterCodingException notUtf8) {
      return new Body(null, "a bytes message that is not UTF-8");
    }
  }

  static byte[] allBytes(BytesMessage message) throws JMSException {
    message.reset();
    byte[] bytes = new byte[Math.toIntExact(message.getBodyLength())];
    message.readBytes(bytes);
    return bytes;
  }

  private static Map<String, Object> properties(Message message) throws JMSException {
    Map<String, Object> properties = new HashMap<>();
    Enumeration<?> names = message.getPropertyNames();
    while (names.hasMoreElements()) {
      String name = String.valueOf(names.nextElement());
      if (name.startsWith("_") || name.toUpperCase(Locale.ROOT).startsWith("JMS")) {
        continue;
      }
      Object value = message.getObjectProperty(name);
      if (value instanceof String || value instanceof Number || value instanceof Boolean) {
        properties.put(name, value);
      }
    }
    return Map.copyOf(properties);
  }

  private static String kind(Message message) {
    if (message instanceof ObjectMessage) {
      return "object";
    }
    if (message instanceof MapMessage) {
      return "map";
    }
    return message instanceof StreamMessage ? "stream" : "empty";
  }

  private static Body tooLong() {
    return new Body(null, "longer than " + MAX_BODY + " bytes");
  }

  /** The class only: the text of such an exception may quote the message. */
  private static String unreadable(Exception e) {
    return "a message that can't be read (" + e.getClass().getSimpleName() + ")";
  }
}
