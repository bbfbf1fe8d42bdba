package io.pardotroutes.jms;

import jakarta.jms.Message;
import java.util.Map;
import java.util.Objects;

/**
 * One message to put on a queue. It is sent persistent, with these properties and no others.
 *
 * @param queue name of the queue, where the endpoint that is called leaves it to the message; null = the queue of the endpoint
 * @param body the text; null only where {@code original} is given
 * @param group JMSXGroupID: messages of one group are worked on one at a time, in order; null = none
 * @param properties values are String, Boolean, Integer, Long or Double; names of the JMS provider's own (JMS…, _AMQ…) are refused,
 *     since a forged _AMQ_DUPL_ID would silence a sender
 * @param original a received message whose body is sent on as it came, instead of {@code body}; an object message is not
 *     deserialised for that; null = none
 */
public record QueueMessage(String queue, String body, String group, Map<String, Object> properties, Message original) {

  public QueueMessage {
    if ((body == null) == (original == null)) {
      throw new IllegalArgumentException("a queue message has either a body or an original");
    }
    properties = Map.copyOf(Objects.requireNonNull(properties, "properties"));
    properties.forEach(QueueMessage::check);
  }

  /** A text message. */
  public QueueMessage(String queue, String body, String group, Map<String, Object> properties) {
    this(queue, body, group, properties, null);
  }

  /** The body of a received message, as it came, on the queue of another endpoint. None of the original's own properties go with it. */
  public static QueueMessage forwarding(Message original, Map<String, Object> properties) {
    return new QueueMessage(null, null, null, properties, Objects.requireNonNull(original, "original"));
  }

  QueueMessage to(String name) {
    return new QueueMessage(name, body, group, properties, original);
  }

  /** Does not show the body: it holds personal values. */
  @Override
  public String toString() {
    return "QueueMessage[queue=" + queue + ", length=" + length() + "]";
  }

  int length() {
    return body == null ? 0 : body.length();
  }

  private static void check(String name, Object value) {
    if (name.regionMatches(true, 0, "JMS", 0, 3) || name.startsWith("_")) {
      throw new IllegalArgumentException("property " + name + " belongs to the JMS provider and can't be set");
    }
    if (!(value instanceof String || value instanceof Boolean || value instanceof Integer || value instanceof Long
        || value instanceof Double)) {
      throw new IllegalArgumentException("property " + name + " is a " + value.getClass().getSimpleName()
          + "; a message takes String, Boolean, Integer, Long and Double");
    }
  }
}
