package io.pardotroutes.destination;

/**
 * Is told when a destination begins or ends to take events. A disabled one counts as removed. Called on the thread that
 * watches the files, before the routes of a new destination start and after those of a removed one have ended.
 */
public interface DestinationListener {

  void added(Destination destination);

  /** As if it began anew, unless a listener says otherwise. */
  default void changed(Destination before, Destination now) {
    added(now);
  }

  void removed(Destination destination);
}
