package io.pardotroutes.jms;

import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/**
 * A queue, or for producers several, whose names differ in what stands for a <code>*</code>. Consumers give exchanges whose body is a
 * List of {@link ReceivedMessage}; producers take an Iterable of {@link QueueMessage}, one of them, or a text.
 */
public final class JmsBatchEndpoint extends DefaultEndpoint {

  /** Who says which queue it is: {@link QueueMessage#queue}, or the endpoint alone. */
  public enum QueueFrom { MESSAGE, ENDPOINT }

  private static final String WORD = "[A-Za-z0-9_-]+";

  private final String queue;
  private final Pattern names;
  private QueueFrom queueFrom = QueueFrom.ENDPOINT;
  private String commitWhen;
  private int maxMessages = 50;
  private Duration waitTime = Duration.ofMillis(200);
  private int concurrentConsumers = 1;
  private Duration redeliveryDelay = Duration.ofSeconds(1);
  private Duration sendTimeout = Duration.ofSeconds(4);

  JmsBatchEndpoint(String uri, JmsBatchComponent component, String queue) {
    super(uri, component);
    this.queue = queue;
    this.names = Pattern.compile(Arrays.stream(queue.split("[*]", -1)).map(Pattern::quote).collect(Collectors.joining(WORD)));
  }

  @Override
  public Producer createProducer() {
    return new JmsBatchProducer(this);
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    if (isPattern()) {
      throw new IllegalArgumentException("jms-batch takes messages from one queue, and " + queue + " names several");
    }
    JmsBatchConsumer consumer = new JmsBatchConsumer(this, processor);
    configureConsumer(consumer);
    return consumer;
  }

  @Override
  public JmsBatchComponent getComponent() {
    return (JmsBatchComponent) super.getComponent();
  }

  /** Name of the queue. */
  public String getQueue() {
    return queue;
  }

  private boolean isPattern() {
    return queue.contains("*");
  }

  /** @throws IllegalArgumentException where the name leaves open which queue it is, or leaves nothing open to say */
  void requireQueueFrom() {
    if (isPattern() != (queueFrom == QueueFrom.MESSAGE)) {
      throw new IllegalArgumentException(isPattern()
          ? "jms-batch:" + queue + " names several queues; say queueFrom=message, so that each message names its own, or name one queue"
          : "jms-batch:" + queue + " names one queue, so that queueFrom=message has nothing to say; remove it, or write * for what differs");
    }
  }

  /**
   * The message with the name of the queue that it goes to.
   *
   * @throws IllegalArgumentException where it has none and the endpoint's is a pattern, or one that is not the endpoint's
   */
  QueueMessage addressed(QueueMessage message) {
    if (message.queue() == null && !isPattern()) {
      return message.to(queue);
    }
    if (message.queue() == null || !names.matcher(message.queue()).matches()) {
      throw new IllegalArgumentException("a message for jms-batch:" + queue + " names "
          + (message.queue() == null ? "no queue" : "the queue '" + message.queue() + "'") + "; nothing was sent");
    }
    return message;
  }

  public QueueFrom getQueueFrom() {
    return queueFrom;
  }

  /** Who fills what the name leaves open: <code>message</code>, whose queue has to fit the name, each <code>*</code> a word of it. */
  public void setQueueFrom(QueueFrom queueFrom) {
    this.queueFrom = queueFrom;
  }

  public String getCommitWhen() {
    return commitWhen;
  }

  /**
   * Name of a variable that the route has to set to true, or the messages go back to their queue. To end without an error is not enough
   * then: Camel ends a route silently at a <code>stop</code>, and after an error that a clause has handled.
   */
  public void setCommitWhen(String commitWhen) {
    this.commitWhen = commitWhen;
  }

  public int getMaxMessages() {
    return maxMessages;
  }

  /** Most messages in one exchange, and so in one transaction. */
  public void setMaxMessages(int maxMessages) {
    this.maxMessages = atLeastOne("maxMessages", maxMessages);
  }

  public Duration getWaitTime() {
    return waitTime;
  }

  /** How long an exchange waits, from its first message on, for more. */
  public void setWaitTime(Duration waitTime) {
    this.waitTime = notNegative("waitTime", waitTime);
  }

  public int getConcurrentConsumers() {
    return concurrentConsumers;
  }

  /** Worker threads, each with a connection of its own. */
  public void setConcurrentConsumers(int concurrentConsumers) {
    this.concurrentConsumers = atLeastOne("concurrentConsumers", concurrentConsumers);
  }

  public Duration getRedeliveryDelay() {
    return redeliveryDelay;
  }

  /** How long a worker pauses when it has given its messages back. */
  public void setRedeliveryDelay(Duration redeliveryDelay) {
    this.redeliveryDelay = notNegative("redeliveryDelay", redeliveryDelay);
  }

  public Duration getSendTimeout() {
    return sendTimeout;
  }

  /** Longest time that a producer call outside of a consumer's transaction may take. */
  public void setSendTimeout(Duration sendTimeout) {
    this.sendTimeout = notNegative("sendTimeout", sendTimeout);
  }

  private static int atLeastOne(String option, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(option + " is " + value + "; it must be 1 or more");
    }
    return value;
  }

  private static Duration notNegative(String option, Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException(option + " is " + value.toMillis() + " ms; it must not be negative");
    }
    return value;
  }
}
