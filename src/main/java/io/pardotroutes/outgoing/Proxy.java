package io.pardotroutes.outgoing;

/**
 * The company's proxy (HTTP CONNECT).
 *
 * @param username null where it asks for none
 */
public record Proxy(String host, int port, String username, String password) {

  /** Without the password. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
