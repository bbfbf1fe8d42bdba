package io.pardotroutes.routes;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.Endpoint;
import org.apache.camel.EndpointAware;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.component.direct.DirectConsumer;
import org.apache.camel.processor.SendDynamicProcessor;

/**
 * Which routes call which, at once or through others, as long as an exchange in the one waits for the other ({@code direct:}).
 *
 * @param all the routes of the context
 */
record RouteCalls(Collection<Route> all) {

  /** The one to stop first: none of the others waits for it. With a circle, any. */
  Route first(List<Route> routes) {
    return routes.stream().filter(route -> routes.stream().noneMatch(other -> other != route && waitsFor(other, route)))
        .findFirst().orElse(routes.get(0));
  }

  private boolean waitsFor(Route caller, Route called) {
    Set<Route> seen = new HashSet<>(Set.of(caller));
    Deque<Route> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      Route next = open.pop();
      for (Route other : all) {
        if (other.getConsumer() instanceof DirectConsumer && sendsTo(next, other)) {
          if (other == called) {
            return true;
          }
          if (seen.add(other)) {
            open.push(other);
          }
        }
      }
    }
    return false;
  }

  /** Whether a step of the one route sends to the endpoint that the other consumes from, or may, as its name begins alike. */
  private static boolean sendsTo(Route sender, Route receiver) {
    String endpoint = receiver.getEndpoint().getEndpointBaseUri();
    return sender.filter("*").stream().anyMatch(step -> sendsTo(step, endpoint));
  }

  private static boolean sendsTo(Processor step, String endpoint) {
    if (step instanceof SendDynamicProcessor dynamic && dynamic.getUri() != null) {
      String beginning = dynamic.getUri().split("[$]\\{|[?]", 2)[0];
      return endpoint.startsWith(beginning.replaceFirst(":(?!//)", "://"));
    }
    Endpoint target = step instanceof EndpointAware aware ? aware.getEndpoint() : null;
    return target != null && target.getEndpointBaseUri().equals(endpoint);
  }
}
