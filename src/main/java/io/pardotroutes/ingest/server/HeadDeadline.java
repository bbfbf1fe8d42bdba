package io.pardotroutes.ingest.server;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.TimeUnit;

/**
 * Cuts a connection that sends the head of a request byte by byte: it has ten seconds from its first byte, the first one of a
 * connection from its opening (its TLS handshake included). An idle timeout alone never ends such a connection. Says when a connection
 * waits for a request and when it has one.
 */
final class HeadDeadline extends ChannelInboundHandlerAdapter {

  private static final long SECONDS = 10;

  private final LimitedConnections.Idle idle;
  private Future<?> deadline;
  /** Requests whose head has come and whose answer has not gone. */
  private int open;
  private boolean known;

  HeadDeadline(LimitedConnections.Idle idle) {
    this.idle = idle;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    start(context);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object bytes) {
    if (open == 0 && deadline == null) {
      start(context);
    }
    context.fireChannelRead(bytes);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    cancel();
    context.fireChannelInactive();
  }

  private void start(ChannelHandlerContext context) {
    deadline = context.executor().schedule(() -> context.close(), SECONDS, TimeUnit.SECONDS);
  }

  private void cancel() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }

  /** Lets the deadline of a connection know what its bytes are, once it speaks HTTP. */
  static void follow(HttpConnection connection) {
    ConnectionBase base = (ConnectionBase) connection;
    ChannelPipeline pipeline = base.channel().pipeline();
    HeadDeadline deadline = pipeline.get(HeadDeadline.class);
    if (deadline != null) {
      pipeline.addBefore(base.channelHandlerContext().name(), null, deadline.new Messages());
    }
  }

  private final class Messages extends ChannelDuplexHandler {

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof HttpRequest) {
        open++;
        idle.remove(context.channel());
        cancel();
      }
      context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      HttpStatusClass status = message instanceof HttpResponse response ? response.status().codeClass() : null;
      known |= status == HttpStatusClass.SUCCESS;
      if (message instanceof LastHttpContent && status != HttpStatusClass.INFORMATIONAL) {
        open--;
        if (open == 0 && context.channel().isActive()) {
          idle.add(context.channel(), known);
        }
      }
      context.write(message, promise);
    }
  }
}
