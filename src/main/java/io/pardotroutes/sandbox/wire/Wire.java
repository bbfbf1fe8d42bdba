package io.pardotroutes.sandbox.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;

/** The ways in which an answer goes, or doesn't go, onto the wire. Nothing is sent to a client that has gone. */
public final class Wire {
  public static final String JSON = "application/json; charset=utf-8";
  public static final String XML = "text/xml; charset=utf-8";
  public static final String HTML = "text/html; charset=utf-8";
  public static final String TEXT = "text/plain; charset=utf-8";
  private static final long LONGEST_HOLD = TimeUnit.MINUTES.toMillis(10);

  private Wire() {}

  /** @param body null for none */
  public static void send(HttpServerRequest request, int status, String type, Buffer body) {
    HttpServerResponse response = request.response();
    if (response.closed()) {
      return;
    }
    response.setStatusCode(status).putHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
    if (body == null) {
      response.end();
    } else {
      response.putHeader("Content-Type", type).end(body);
    }
  }

  /** @param body null for none */
  public static void send(HttpServerRequest request, int status, String type, String body) {
    send(request, status, type, body == null ? null : Buffer.buffer(body));
  }

  /** In the format that was asked for. */
  public static void send(HttpServerRequest request, Answer answer, boolean json) {
    send(request, answer.status(), json ? JSON : XML, json ? answer.json() : answer.xml());
  }

  /** A whole answer's head, half of its body, and the end of the connection. */
  static void cut(HttpServerRequest request, int status, String type, String body) {
    if (body == null) {
      reset(request);
    } else if (!request.response().closed()) {
      Buffer whole = Buffer.buffer(body);
      request.response().setStatusCode(status)
          .putHeader("Content-Type", type)
          .putHeader("Content-Length", Integer.toString(whole.length()))
          .write(whole.slice(0, whole.length() / 2))
          .onComplete(written -> request.connection().close());
    }
  }

  /** Ends the connection with a TCP reset. */
  static void reset(HttpServerRequest request) {
    Channel channel = ((ConnectionBase) request.connection()).channel();
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    channel.close();
  }

  /** Does something after so many milliseconds; at once where there are none. */
  public static void later(Vertx vertx, long millis, Runnable work) {
    if (millis == 0) {
      work.run();
    } else {
      vertx.setTimer(millis, id -> work.run());
    }
  }

  /** Answers nothing until the client goes away, at most 10 minutes. */
  static void hold(Vertx vertx, HttpServerRequest request, Runnable gone) {
    long timer = vertx.setTimer(LONGEST_HOLD, id -> request.connection().close());
    if (request.response().closed()) {
      vertx.cancelTimer(timer);
      gone.run();
    } else {
      request.response().closeHandler(closed -> {
        vertx.cancelTimer(timer);
        gone.run();
      });
    }
  }
}
