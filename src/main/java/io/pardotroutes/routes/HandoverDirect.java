package io.pardotroutes.routes;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.component.direct.DirectConsumer;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.support.DefaultAsyncProducer;

/**
 * Camel's {@code direct:} with consumers that can be replaced under load. In Camel's own, callers that share a producer go on to
 * use the consumer of before while one of them waits for the next, so that some meet a stopped route. Here each caller asks
 * anew, and the consumer knows who is inside.
 */
@org.apache.camel.spi.annotations.Component("direct")
public final class HandoverDirect extends DirectComponent {

  private static final String NAME = "direct";

  private final Map<String, HandoverConsumer> open = new ConcurrentHashMap<>();

  /** Takes the place of Camel's own, if nothing has begun to use that. */
  public static void install(CamelContext context) {
    Component present = context.hasComponent(NAME);
    boolean inUse = context.getEndpoints().stream().anyMatch(DirectEndpoint.class::isInstance);
    if (present instanceof HandoverDirect || inUse) {
      return;
    }
    HandoverDirect own = new HandoverDirect();
    if (present != null) {
      own.setBlock(((DirectComponent) present).isBlock());
      own.setTimeout(((DirectComponent) present).getTimeout());
      context.removeComponent(NAME);
    }
    context.addComponent(NAME, own);
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
    HandoverEndpoint endpoint = new HandoverEndpoint(uri, this);
    endpoint.setBlock(isBlock());
    endpoint.setTimeout(getTimeout());
    setProperties(endpoint, parameters);
    return endpoint;
  }

  @Override
  public void addConsumer(String key, DirectConsumer consumer) {
    super.addConsumer(key, consumer);
    open.put(key, (HandoverConsumer) consumer);
    synchronized (open) {
      open.notifyAll();
    }
  }

  @Override
  public void removeConsumer(String key, DirectConsumer consumer) {
    open.remove(key, consumer);
    super.removeConsumer(key, consumer);
  }

  /** The consumer with the caller counted in; null where there is none in time. */
  private HandoverConsumer enter(HandoverEndpoint endpoint) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(endpoint.getTimeout());
    while (true) {
      HandoverConsumer consumer = open.get(endpoint.place());
      if (consumer != null) {
        consumer.enter();
        if (open.get(endpoint.place()) == consumer) {
          return consumer;
        }
        consumer.leave();
      } else if (!endpoint.isBlock() || !awaitOpening(endpoint, deadline)) {
        return null;
      }
    }
  }

  private boolean awaitOpening(HandoverEndpoint endpoint, long deadline) throws InterruptedException {
    synchronized (open) {
      while (!open.containsKey(endpoint.place())) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          return false;
        }
        open.wait(left);
      }
      return true;
    }
  }

  private static final class HandoverEndpoint extends DirectEndpoint {

    private final HandoverDirect component;
    private final String place;

    HandoverEndpoint(String uri, HandoverDirect component) {
      super(uri, component);
      this.component = component;
      this.place = uri.contains("?") ? uri.substring(0, uri.indexOf('?')) : uri;
    }

    String place() {
      return place;
    }

    @Override
    public Producer createProducer() {
      return new HandoverProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
      HandoverConsumer consumer = new HandoverConsumer(this, processor, place);
      configureConsumer(consumer);
      return consumer;
    }
  }

  private static final class HandoverProducer extends DefaultAsyncProducer {

    private final HandoverEndpoint endpoint;

    HandoverProducer(HandoverEndpoint endpoint) {
      super(endpoint);
      this.endpoint = endpoint;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
      HandoverConsumer consumer = null;
      try {
        consumer = endpoint.component.enter(endpoint);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        exchange.setException(e);
      }
      if (consumer != null) {
        return consumer.pass(exchange, callback, endpoint.isSynchronous());
      }
      if (exchange.getException() == null && endpoint.isFailIfNoConsumers()) {
        exchange.setException(new DirectConsumerNotAvailableException("No consumers available on endpoint: " + endpoint, exchange));
      }
      callback.done(true);
      return true;
    }
  }
}
