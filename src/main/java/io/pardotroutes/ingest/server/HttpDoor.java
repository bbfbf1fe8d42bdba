package io.pardotroutes.ingest.server;

import io.pardotroutes.event.EventReader;
import io.pardotroutes.ingest.http.Cors;
import io.pardotroutes.ingest.http.HttpAnswers;
import io.pardotroutes.ingest.http.HttpRefusal;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before the HTTP routes. Turns away by the headers alone whom it can; lets a request in when there is memory for its body, so
 * that no number of senders can use it up; cuts a body at its limit and one that does not come to its end; answers what reaches no route in the shape of all answers.
 */
public final class HttpDoor implements Handler<RoutingContext> {

  private static final Logger LOG = LoggerFactory.getLogger(HttpDoor.class);

  /** A body that can't be packed grows by its gzip header and trailer. */
  private static final int PACKING = 1_024;
  private static final int MOST_WAITING = 1_000;
  private static final long WAIT_MILLIS = 4_000;
  private static final long READ_MILLIS = 30_000;
  /** A sender may still be writing when it is refused; cut off at once, it would never read why. */
  private static final long LEAVE_MILLIS = 2_000;
  /** So much of a body is on its way anyway, and reading past it costs less than another connection. */
  private static final int PASSED_OVER_BYTES = 16_384;
  private static final int SOON = 1;

  private static final Pattern FORM_TYPE = Pattern.compile("\\s*(multipart/|application/x-www-form-urlencoded)", Pattern.CASE_INSENSITIVE);

  private static final Map<Integer, HttpRefusal> ANSWERS = Map.of(
      400, HttpRefusal.invalidRequest("The request can't be understood"),
      404, HttpRefusal.unknownCall(),
      405, HttpRefusal.methodNotAllowed(),
      413, HttpRefusal.tooLarge("The body is over the limit; send fewer events at a time"),
      503, HttpRefusal.unavailable("The request can't be taken now; repeat it later", SOON));

  private final long capacity;
  private final HttpAdmission admission;
  private final Cors cors;
  private final BodyHandler callBody = BodyHandler.create(false).setBodyLimit(EventReader.MAX_BATCH_BYTES + PACKING);
  private final BodyHandler webhookBody = BodyHandler.create(false).setBodyLimit(EventReader.MAX_WEBHOOK_BYTES + PACKING);
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private long inside;

  /** @param capacity bytes that the bodies of all requests inside may have together; one request is let in whatever its size */
  public HttpDoor(long capacity, HttpAdmission admission, Cors cors) {
    this.capacity = capacity;
    this.admission = admission;
    this.cors = cors;
  }

  /**
   * Takes its place before all routes.
   *
   * @param outer the router that sees every request
   * @param inner the one that Camel adds its routes to; it answers its own failures
   */
  public void guard(Router outer, Router inner) {
    outer.route().order(Integer.MIN_VALUE).handler(this);
    for (Router router : List.of(outer, inner)) {
      for (int status : new int[] {400, 405, 413}) {
        router.errorHandler(status, failed -> refuse(failed, status));
      }
      router.errorHandler(500, this::unexpected);
    }
    outer.errorHandler(404, failed -> refuse(failed, 404));
  }

  @Override
  public void handle(RoutingContext call) {
    // Camel itself answers for a route that is stopped, and says no more than the status.
    call.addHeadersEndHandler(answered -> {
      HttpServerResponse response = call.response();
      if (response.getStatusCode() == 503 && !response.headers().contains("Retry-After")) {
        response.putHeader("Retry-After", String.valueOf(SOON));
      }
    });
    HttpServerRequest request = call.request();
    try {
      admission.admit(call);
      refuseForm(request);
    } catch (HttpRefusal refusal) {
      refuse(call, refusal);
      return;
    }
    long limit = (isWebhook(request) ? EventReader.MAX_WEBHOOK_BYTES : EventReader.MAX_BATCH_BYTES) + PACKING;
    long announced = announced(request);
    if (announced > limit) {
      refuse(call, 413);
      return;
    }
    long size = announced < 0 || request.headers().contains("Content-Encoding") ? limit : announced;
    enter(new Waiting(call, size, call.vertx().getOrCreateContext()));
  }

  private void enter(Waiting call) {
    synchronized (this) {
      if (waiting.isEmpty() && hasRoom(call)) {
        inside += call.size;
      } else if (waiting.size() < MOST_WAITING) {
        call.request().pause();
        waiting.add(call);
        call.timer = call.context.owner().setTimer(WAIT_MILLIS, late -> turnAway(call));
        return;
      } else {
        refuse(call.call, 503);
        return;
      }
    }
    read(call);
  }

  private void read(Waiting admitted) {
    RoutingContext call = admitted.call;
    long timer = admitted.context.owner().setTimer(READ_MILLIS, late -> {
      if (!admitted.request().isEnded()) {
        admitted.request().connection().close();
      }
    });
    call.addEndHandler(ended -> {
      admitted.context.owner().cancelTimer(timer);
      leave(admitted);
    });
    (isWebhook(admitted.request()) ? webhookBody : callBody).handle(call);
    admitted.request().resume();
  }

  private void turnAway(Waiting call) {
    synchronized (this) {
      if (!waiting.remove(call)) {
        return;
      }
    }
    call.request().resume();
    refuse(call.call, 503);
  }

  private void leave(Waiting call) {
    synchronized (this) {
      inside -= call.size;
      while (!waiting.isEmpty() && hasRoom(waiting.peek())) {
        Waiting next = waiting.poll();
        inside += next.size;
        next.context.owner().cancelTimer(next.timer);
        next.context.runOnContext(now -> read(next));
      }
    }
  }

  private boolean hasRoom(Waiting call) {
    return inside == 0 || inside + call.size <= capacity;
  }

  private static boolean isWebhook(HttpServerRequest request) {
    return request.path() != null && request.path().startsWith("/webhook/");
  }

  /** The body handler would take it apart, and fail where it is broken. */
  private static void refuseForm(HttpServerRequest request) {
    String type = request.getHeader("Content-Type");
    if (type != null && FORM_TYPE.matcher(type).lookingAt()) {
      throw HttpRefusal.notJson();
    }
  }

  /** -1: it is not said. The server has refused what is no number. */
  private static long announced(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    if (length != null) {
      return Long.parseLong(length);
    }
    return request.headers().contains("Transfer-Encoding") ? -1 : 0;
  }

  /** What went wrong inside, without its text: that may quote the request. */
  private void unexpected(RoutingContext call) {
    Throwable cause = call.failure();
    if (cause != null && !(cause instanceof HttpClosedException)) {
      LOG.error("A request could not be taken, its sender was asked to repeat it: {}", cause.getClass().getName());
    }
    refuse(call, 503);
  }

  private void refuse(RoutingContext call, int status) {
    refuse(call, ANSWERS.get(status));
  }

  private void refuse(RoutingContext call, HttpRefusal refusal) {
    HttpServerResponse response = call.response();
    if (response.ended() || response.closed()) {
      return;
    }
    cors.allow(call.request());
    if (refusal.retryAfter() > 0) {
      response.putHeader("Retry-After", String.valueOf(refusal.retryAfter()));
    } else if (refusal.status() == 405) {
      response.putHeader("Allow", "POST, OPTIONS");
    }
    HttpServerRequest request = call.request();
    if (!request.isEnded()) {
      long announced = announced(request);
      boolean stays = announced >= 0 && announced <= PASSED_OVER_BYTES;
      if (!stays) {
        response.putHeader("Connection", "close");
      }
      call.vertx().setTimer(LEAVE_MILLIS, now -> {
        if (!stays || !request.isEnded()) {
          request.connection().close();
        }
      });
    }
    response.setStatusCode(refusal.status())
        .putHeader("Content-Type", "application/json")
        .end(HttpAnswers.failure(refusal.code(), refusal.getMessage()).toString());
  }

  /** A request at the door. */
  private static final class Waiting {

    private final RoutingContext call;
    private final long size;
    private final Context context;
    private long timer;

    Waiting(RoutingContext call, long size, Context context) {
      this.call = call;
      this.size = size;
      this.context = context;
    }

    HttpServerRequest request() {
      return call.request();
    }
  }
}
