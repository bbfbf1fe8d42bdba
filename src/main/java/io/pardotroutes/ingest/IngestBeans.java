package io.pardotroutes.ingest;

import io.pardotroutes.accept.AcceptBeans;
import io.pardotroutes.event.EventReader;
import io.pardotroutes.ingest.file.InboxBeans;
import io.pardotroutes.ingest.http.HttpBeans;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Registry;

/** The beans and the policies of every door and of {@code accept}. */
public record IngestBeans(HttpBeans http, InboxBeans inbox, AcceptBeans accept) {

  /** Binds them under the names that the routes use. */
  public void bind(CamelContext context) throws Exception {
    Registry registry = context.getRegistry();
    EventReader reader = new EventReader(Clock.systemUTC());
    http.bind(registry, reader);
    inbox.bind(registry, reader);
    registry.bind("jmsMessages", new JmsMessages(reader));
    accept.bind(registry);
    context.addRoutesConfigurations(new IngestPolicies());
  }
}
