package io.pardotroutes.delivery;

import io.pardotroutes.auth.AccessEnded;
import io.pardotroutes.auth.AccessTokens;
import io.pardotroutes.auth.TokenUnavailable;
import io.pardotroutes.destination.Destination;
import io.pardotroutes.destination.Destinations;
import io.pardotroutes.pardot.PardotException;
import io.pardotroutes.pardot.PardotMisconfigured;
import io.pardotroutes.pardot.PardotQuotaExhausted;
import io.pardotroutes.pardot.PardotRateLimited;
import io.pardotroutes.pardot.PardotRejected;
import io.pardotroutes.pardot.PardotReply;
import io.pardotroutes.pardot.PardotRequest;
import io.pardotroutes.pardot.PardotUnauthorized;
import io.pardotroutes.pardot.PardotUnavailable;
import io.pardotroutes.status.PardotMetrics;
import io.pardotroutes.status.WaitReason;
import io.pardotroutes.status.Waits;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The bean {@code calls}: what one API request needs before it leaves, and the one reading of its reply. */
public final class Calls {

  private static final String DESTINATION = "destination";
  private static final String CALL = "pardotCall";
  private static final int UNAUTHORIZED = 184;

  /** A Retry-After of a day is more likely a mistake than a wish. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final Destinations destinations;
  private final AccessTokens tokens;
  private final PardotMetrics metrics;
  private final Waits waits;

  /** Everything that a call tells or asks. */
  public Calls(Destinations destinations, AccessTokens tokens, PardotMetrics metrics, Waits waits) {
    this.destinations = destinations;
    this.tokens = tokens;
    this.metrics = metrics;
    this.waits = waits;
  }

  /** The request under way: for its metric, and so that exactly the token that was refused is renewed. */
  private record Call(PardotRequest request, String token, long startedAt) {}

  /** Sets path, form, token and business unit; every other header stays here. Throws {@link TokenUnavailable} and {@link AccessEnded}. */
  public void authorize(@Body PardotRequest request, Exchange exchange) {
    Destination destination = destination(exchange);
    // Before anything can fail: the failure has to be this request's, not the one's before it.
    exchange.setProperty(CALL, new Call(request, null, 0));
    String token = tokens.token(destination);
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_PATH, request.path());
    message.setHeader(Exchange.CONTENT_TYPE, PardotRequest.CONTENT_TYPE);
    if (token != null) {
      message.setHeader("Authorization", "Bearer " + token);
    }
    if (destination.businessUnitId() != null) {
      message.setHeader("Pardot-Business-Unit-Id", destination.businessUnitId());
    }
    message.setBody(request.form());
    exchange.setProperty(CALL, new Call(request, token, System.nanoTime()));
  }

  /**
   * Reads the reply by envelope, then code, then status; the destination is known to work again.
   *
   * @throws PardotException the class of error that the reply tells
   * @throws AccessEnded where a second token was refused, too
   */
  public PardotReply read(@Body InputStream body, Exchange exchange) {
    Message message = exchange.getMessage();
    int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    String contentType = message.getHeader(Exchange.CONTENT_TYPE, String.class);
    String retryAfter = message.getHeader("Retry-After", String.class);
    message.removeHeaders("*");
    Call call = exchange.getProperty(CALL, Call.class);
    InputStream answer = body == null ? InputStream.nullInputStream() : body;
    Destination destination = destination(exchange);
    PardotReply reply;
    try {
      reply = PardotReply.read(call.request(), status, contentType, retryAfter, answer);
    } catch (PardotUnauthorized e) {
      tokens.refused(destination, call.token());
      throw e;
    } catch (PardotException e) {
      if (e.code() != 0) {
        tokens.accepted(destination);
      }
      throw e;
    }
    tokens.accepted(destination);
    count(exchange, "ok");
    waits.end(destination.name());
    return reply;
  }

  /** The policies call this at each failure: note why the destination waits, count the request. */
  public void failed(Exchange exchange) {
    Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    Destination destination = destination(exchange);
    count(exchange, status(failure));
    Call call = exchange.getProperty(CALL, Call.class);
    // A read that failed says nothing about the write whose answer was lost before it.
    if (isCertain(failure) && call != null && call.request().isWrite()) {
      Writes.nothingHappened(exchange);
    }
    if (failure instanceof PardotRateLimited limited) {
      limited.retryAfter().ifPresent(pause -> exchange.getMessage().setHeader(Exchange.REDELIVERY_DELAY, atMost(pause).toMillis()));
    }
    WaitReason reason = reason(failure);
    if (failure instanceof PardotRejected) {
      waits.end(destination.name());
    } else if (reason != null) {
      waits.begin(destination.name(), reason, text(failure), failure instanceof PardotMisconfigured || failure instanceof AccessEnded);
    }
  }

  private Destination destination(Exchange exchange) {
    return destinations.get(exchange.getVariable(DESTINATION, String.class));
  }

  private void count(Exchange exchange, String status) {
    Call call = exchange.getProperty(CALL, Call.class);
    if (call != null && call.startedAt() != 0) {
      metrics.request(destination(exchange).name(), call.request().operation(), status, Duration.ofNanos(System.nanoTime() - call.startedAt()));
      exchange.setProperty(CALL, new Call(call.request(), call.token(), 0));
    }
  }

  private static Duration atMost(Duration pause) {
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  /** True where Pardot is known to have done nothing: a lost answer is the only thing that leaves a create in doubt. */
  private static boolean isCertain(Exception failure) {
    return failure instanceof PardotException pardot && !(pardot instanceof PardotUnavailable unavailable && unavailable.outcomeUnknown())
        || failure instanceof TokenUnavailable || failure instanceof AccessEnded;
  }

  private static String status(Exception failure) {
    if (failure instanceof PardotException pardot) {
      return pardot.code() == 0 ? "http-" + pardot.status() : String.valueOf(pardot.code());
    }
    if (failure instanceof AccessEnded) {
      return String.valueOf(UNAUTHORIZED);
    }
    return failure instanceof SocketTimeoutException ? "timeout" : "unreachable";
  }

  private static WaitReason reason(Exception failure) {
    if (failure instanceof PardotMisconfigured) {
      return WaitReason.MISCONFIGURED;
    }
    if (failure instanceof PardotQuotaExhausted) {
      return WaitReason.QUOTA_EXHAUSTED;
    }
    if (failure instanceof PardotRateLimited) {
      return WaitReason.RATE_LIMITED;
    }
    if (failure instanceof PardotUnauthorized || failure instanceof TokenUnavailable || failure instanceof AccessEnded) {
      return WaitReason.UNAUTHORIZED;
    }
    return failure instanceof PardotUnavailable || failure instanceof IOException ? WaitReason.UNAVAILABLE : null;
  }

  private static String text(Exception failure) {
    return failure instanceof IOException ? "no answer from Pardot: " + failure.getClass().getSimpleName() : failure.getMessage();
  }
}
