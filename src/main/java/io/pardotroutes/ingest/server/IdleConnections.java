package io.pardotroutes.ingest.server;

import io.netty.channel.Channel;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The connections of a server on which no request is under way, those that have waited longest first. */
final class IdleConnections {

  private final Set<Channel> strangers = new LinkedHashSet<>();
  private final Set<Channel> known = new LinkedHashSet<>();

  /** @param known whether a request on it has been answered well before */
  synchronized void add(Channel connection, boolean known) {
    (known ? this.known : strangers).add(connection);
  }

  synchronized void remove(Channel connection) {
    strangers.remove(connection);
    known.remove(connection);
  }

  /** Takes out the one to give up for another: a stranger as long as there is one. */
  synchronized Optional<Channel> takeOldest() {
    Iterator<Channel> oldest = (strangers.isEmpty() ? known : strangers).iterator();
    if (!oldest.hasNext()) {
      return Optional.empty();
    }
    Channel connection = oldest.next();
    oldest.remove();
    return Optional.of(connection);
  }
}
