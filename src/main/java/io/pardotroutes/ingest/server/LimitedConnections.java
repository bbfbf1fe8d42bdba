package io.pardotroutes.ingest.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets each server have so many connections open. A further one takes the place of the one that has waited longest without a request:
 * whoever opens many and says nothing, or says it slowly, keeps nobody out. Where each has a request under way, the further one is
 * closed at once, before TLS and before anything is read.
 */
final class LimitedConnections extends JDKTransport {

  private final int most;

  LimitedConnections(int most) {
    this.most = most;
  }

  @Override
  public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
    super.configure(options, domainSocket, bootstrap);
    bootstrap.handler(new Gate());
  }

  /** Stands before the one that makes connections of what is accepted, as Netty has it for servers. */
  private final class Gate extends ChannelInboundHandlerAdapter {

    private final Set<Channel> open = ConcurrentHashMap.newKeySet();
    private final Idle idle = new Idle();

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
      Channel connection = (Channel) accepted;
      if (open.size() >= most && !closeOldest()) {
        connection.unsafe().closeForcibly();
        return;
      }
      open.add(connection);
      idle.add(connection, false);
      connection.closeFuture().addListener(closed -> {
        open.remove(connection);
        idle.remove(connection);
      });
      connection.pipeline().addLast(new HeadDeadline(idle));
      context.fireChannelRead(accepted);
    }

    private boolean closeOldest() {
      Optional<Channel> oldest = idle.takeOldest();
      oldest.ifPresent(connection -> {
        open.remove(connection);
        connection.close();
      });
      return oldest.isPresent();
    }
  }

  /** The connections of a server on which no request is under way, those that have waited longest first. */
  static final class Idle {

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
}
