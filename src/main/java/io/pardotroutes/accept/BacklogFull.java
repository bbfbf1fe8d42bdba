package io.pardotroutes.accept;

/** More events wait than the setting {@code pardot.backlog.limit} allows: the sender has to come back later. */
public final class BacklogFull extends RuntimeException {

  BacklogFull(long waiting, long limit) {
    super(waiting + " events are waiting, the limit is " + limit);
  }
}
