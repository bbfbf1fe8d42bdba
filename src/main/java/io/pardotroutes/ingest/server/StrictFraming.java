package io.pardotroutes.ingest.server;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.List;

/**
 * Reads requests whose end and whose host can be read in one way only (RFC 9112, sections 3.2 and 6.3): one {@code Transfer-Encoding} that says
 * {@code chunked}, or one {@code Content-Length} of digits, or neither; one {@code Host}. Of anything else Netty and Vert.x may take the body for the next
 * request, where a proxy before them does not. What is thrown here they answer with 400, and read nothing behind it.
 */
final class StrictFraming extends VertxHttpRequestDecoder {

  /** What Vert.x calls its own, for servers. */
  private static final String DECODER = "httpDecoder";

  private StrictFraming(HttpServerOptions options) {
    super(options);
  }

  /** Takes the place of the decoder of a connection that nothing was read from yet. */
  static void require(HttpConnection connection, HttpServerOptions options) {
    ChannelPipeline pipeline = ((ConnectionBase) connection).channel().pipeline();
    pipeline.replace(DECODER, DECODER, new StrictFraming(options));
  }

  /** Netty would take the length away, and the sender for somebody who means chunks. */
  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("two lengths of one body");
  }

  /** Netty asks this once it has read the headers, and before it looks for the body. */
  @Override
  protected boolean isContentAlwaysEmpty(HttpMessage message) {
    HttpHeaders headers = message.headers();
    requireOneHost(headers.getAll(HttpHeaderNames.HOST), message.protocolVersion());
    requireKnownEnd(headers.getAll(HttpHeaderNames.TRANSFER_ENCODING), headers.getAll(HttpHeaderNames.CONTENT_LENGTH), message.protocolVersion());
    return super.isContentAlwaysEmpty(message);
  }

  private static void requireOneHost(List<String> hosts, HttpVersion version) {
    if (hosts.size() > 1 || hosts.isEmpty() && version.equals(HttpVersion.HTTP_1_1)) {
      throw new IllegalArgumentException("not one Host");
    }
  }

  private static void requireKnownEnd(List<String> encodings, List<String> lengths, HttpVersion version) {
    boolean chunked = encodings.size() == 1 && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(encodings.get(0)) && version.equals(HttpVersion.HTTP_1_1);
    if (!encodings.isEmpty() && (!chunked || !lengths.isEmpty()) || lengths.size() > 1 || lengths.stream().anyMatch(length -> !length.matches("[0-9]+"))) {
      throw new IllegalArgumentException("not one length of the body");
    }
  }
}
