package io.pardotroutes.accept;

import org.apache.camel.Exchange;

/** Which kind of door an exchange came in by, told by the endpoint that it began at. Reads no header: senders write those. */
public enum Source {
  HTTP("platform-http:"),
  FILE("file:"),
  JMS("jms-batch:"),
  OTHER("");

  private final String scheme;

  Source(String scheme) {
    this.scheme = scheme;
  }

  public static Source of(Exchange exchange) {
    if (exchange.getFromEndpoint() == null) {
      return OTHER;
    }
    String uri = exchange.getFromEndpoint().getEndpointUri();
    for (Source source : values()) {
      if (uri.startsWith(source.scheme)) {
        return source;
      }
    }
    return OTHER;
  }
}
