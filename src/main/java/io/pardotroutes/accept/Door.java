package io.pardotroutes.accept;

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
    if (exchange.getFromEndpoint() == null) {
      return OTHER;
    }
    String uri = exchange.getFromEndpoint().getEndpointUri();
    for (Door door : values()) {
      if (uri.startsWith(door.scheme)) {
        return door;
      }
    }
    return OTHER;
  }
}
