package io.pardotroutes.ingest.server;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/** Has a request of a version that the server doesn't speak refused as any other that can't be read (400), where Vert.x says 501. */
@Sharable
final class KnownVersions extends ChannelInboundHandlerAdapter {

  private static final KnownVersions INSTANCE = new KnownVersions();
  private static final DecoderResult UNKNOWN = DecoderResult.failure(new IllegalArgumentException("unknown version of HTTP"));

  private KnownVersions() {}

  static void require(HttpConnection connection) {
    ConnectionBase base = (ConnectionBase) connection;
    ChannelPipeline pipeline = base.channel().pipeline();
    pipeline.addBefore(base.channelHandlerContext().name(), null, INSTANCE);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request && !isKnown(request.protocolVersion())) {
      request.setDecoderResult(UNKNOWN);
    }
    context.fireChannelRead(message);
  }

  /** As Vert.x looks: http/1.1 equals HTTP/1.1, but is another object. */
  private static boolean isKnown(HttpVersion version) {
    return version == HttpVersion.HTTP_1_0 || version == HttpVersion.HTTP_1_1;
  }
}
