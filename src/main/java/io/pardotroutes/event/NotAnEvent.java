package io.pardotroutes.event;

/** What {@link EventReader#readOne} was given is no valid event. */
public final class NotAnEvent extends RuntimeException {

  private final transient InvalidEvent why;

  NotAnEvent(InvalidEvent why) {
    super(why.describe());
    this.why = why;
  }

  /** Path, reason and, where at hand, the text. */
  public InvalidEvent why() {
    return why;
  }
}
