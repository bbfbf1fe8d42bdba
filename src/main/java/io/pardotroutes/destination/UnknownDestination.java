package io.pardotroutes.destination;

/** There is no destination of that name, or no longer. */
public final class UnknownDestination extends RuntimeException {

  public UnknownDestination(String name) {
    super("there is no destination '" + name + "'; put its file back to go on with it: config/destinations/" + name + ".properties");
  }
}
