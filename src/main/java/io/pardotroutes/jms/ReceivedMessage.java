package io.pardotroutes.jms;

import jakarta.jms.Message;
import java.time.Instant;
import java.util.Map;

/**
 * One message taken from a queue. It is given back to the queue unless the exchange that carries it ends well.
 *
 * @param body the text, of a text message or of a bytes message in UTF-8; null where {@code refusal} says why there is none
 * @param refusal why the body can't be read; null where there is a body
 * @param properties text, numbers and booleans that the sender set; the provider's own (JMS…, _AMQ…) are left out
 * @param redelivered it was delivered before, or may have been: an earlier attempt may have had effects. True also for every message
 *     that was sent before this process started or last lost its broker, because a broker that is killed forgets what it had
 *     handed out
 * @param deliveryCount 1 at the first delivery that the broker knows of
 * @param sentAt the sender's clock; null where the sender gives no time
 * @param jmsMessageId the provider's id of the message; may be null
 * @param original the message itself, for {@link QueueMessage#forwarding}; only of use until the exchange ends
 */
public record ReceivedMessage(
    String body,
    String refusal,
    Map<String, Object> properties,
    boolean redelivered,
    int deliveryCount,
    Instant sentAt,
    String jmsMessageId,
    Message original) {

  /** Does not show the body: it holds personal values. */
  @Override
  public String toString() {
    return "ReceivedMessage[id=" + jmsMessageId + ", deliveryCount=" + deliveryCount + ", refusal=" + refusal + "]";
  }
}
