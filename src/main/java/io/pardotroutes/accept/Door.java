package io.pardotroutes.accept;

import java.util.Arrays;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;

/** Which kind of door an exchange came in by, told by the endpoint that it began at. Reads no header: senders write those. */
public enum Door {
  HTTP("platform-http:"),
  FILE("file:"),
  JMS("jms-batch:"),
  OTHER("");

  private final String scheme;

  Door(String scheme) {
    this.scheme = scheme;
  }

  public static Door of(Exchange exchange) {
    Endpoint from = exchange.getFromEndpoint();
    String uri = from == null ? "" : from.getEndpointUri();
    return Arrays.stream(values()).filter(door -> uri.startsWith(door.scheme)).findFirst().orElse(OTHER);
  }
}
