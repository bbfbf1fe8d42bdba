package io.pardotroutes.ingest;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets each server have so many connections open and closes further ones at once, before TLS and before anything is read. */
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

    private final AtomicInteger open = new AtomicInteger();

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
      Channel connection = (Channel) accepted;
      if (open.incrementAndGet() > most) {
        open.decrementAndGet();
        connection.unsafe().closeForcibly();
        return;
      }
      connection.closeFuture().addListener(closed -> open.decrementAndGet());
      connection.pipeline().addLast(new HeadDeadline());
      context.fireChannelRead(accepted);
    }
  }
}
