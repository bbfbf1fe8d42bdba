package io.pardotroutes.jms;

import java.time.Duration;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/**
 * A queue. Consumers give exchanges whose body is a List of {@link ReceivedMessage}; producers take an Iterable of
 * {@link QueueMessage}, one of them, or a text.
 */
public final class JmsBatchEndpoint extends DefaultEndpoint {

  private final String queue;
  private int maxMessages = 50;
  private Duration waitTime = Duration.ofMillis(200);
  private int concurrentConsumers = 1;
  private Duration redeliveryDelay = Duration.ofSeconds(1);
  private Duration sendTimeout = Duration.ofSeconds(4);

  JmsBatchEndpoint(String uri, JmsBatchComponent component, String queue) {
    super(uri, component);
    this.queue = queue;
  }

  @Override
  public Producer createProducer() {
    return new JmsBatchProducer(this);
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
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
