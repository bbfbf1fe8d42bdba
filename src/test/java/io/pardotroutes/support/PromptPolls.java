package io.pardotroutes.support;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.support.ScheduledPollEndpoint;

/**
 * Has endpoints that poll, such as the inbox's folder, look at once and every 50 ms: as shipped they first look after a second, and then twice a
 * second. A context does so once this is one of its beans.
 */
public final class PromptPolls implements CamelContextAware {

  private static final long MILLISECONDS = 50;

  private CamelContext context;

  @Override
  public CamelContext getCamelContext() {
    return context;
  }

  @Override
  public void setCamelContext(CamelContext camelContext) {
    context = camelContext;
    camelContext.getCamelContextExtension().registerEndpointCallback((uri, endpoint) -> {
      if (endpoint instanceof ScheduledPollEndpoint polling) {
        polling.setInitialDelay(0);
        polling.setDelay(MILLISECONDS);
      }
      return endpoint;
    });
  }
}
