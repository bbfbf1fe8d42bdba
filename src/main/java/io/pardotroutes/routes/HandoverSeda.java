package io.pardotroutes.routes;

import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Exchange;
import org.apache.camel.component.seda.BlockingQueueFactory;
import org.apache.camel.component.seda.SedaComponent;
import org.apache.camel.component.seda.SedaEndpoint;

/**
 * Camel's {@code seda:} with queues that stay while their consumer is replaced. Camel's own forgets for a moment which queue it has when
 * a route that reads it is removed, and a sender at that moment is told that there is none.
 */
@org.apache.camel.spi.annotations.Component("seda")
public final class HandoverSeda extends SedaComponent {

  private static final String NAME = "seda";

  /** Takes the place of Camel's own, if nothing has begun to use that. */
  public static void install(CamelContext context) {
    Component present = context.hasComponent(NAME);
    boolean inUse = context.getEndpoints().stream().anyMatch(SedaEndpoint.class::isInstance);
    if (present instanceof HandoverSeda || inUse) {
      return;
    }
    HandoverSeda own = new HandoverSeda();
    own.setCamelContext(context);
    if (present != null) {
      RehearsedComponents.copyOptions(present, own, context);
      context.removeComponent(NAME);
    }
    context.addComponent(NAME, own);
  }

  @Override
  protected SedaEndpoint createEndpoint(String uri, Component component, BlockingQueueFactory<Exchange> queues, int concurrentConsumers) {
    return new SedaEndpoint(uri, component, queues, concurrentConsumers) {
      @Override
      public void stop() {
        if (!hasConsumers()) {
          super.stop();
        }
      }
    };
  }
}
