package io.pardotroutes.routes;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.direct.DirectConsumer;
import org.apache.camel.component.direct.DirectEndpoint;

/** A {@code direct:} consumer that counts the exchanges that are in its route or about to enter it. */
final class HandoverConsumer extends DirectConsumer {

  private final AtomicInteger inside = new AtomicInteger();

  HandoverConsumer(DirectEndpoint endpoint, Processor processor, String key) {
    super(endpoint, processor, key);
  }

  void enter() {
    inside.incrementAndGet();
  }

  void leave() {
    inside.decrementAndGet();
  }

  /** Whether nobody is inside; once suspended, nobody will be. */
  boolean isEmpty() {
    return inside.get() == 0;
  }

  /** Takes an exchange that was counted in through the route, and counts it out. */
  boolean pass(Exchange exchange, AsyncCallback callback, boolean synchronous) {
    AsyncCallback leaving = doneSync -> {
      leave();
      callback.done(doneSync);
    };
    if (!synchronous && !getEndpoint().isSynchronous()) {
      return getAsyncProcessor().process(exchange, leaving);
    }
    try {
      getProcessor().process(exchange);
    } catch (Exception e) {
      exchange.setException(e);
    }
    leaving.done(true);
    return true;
  }
}
