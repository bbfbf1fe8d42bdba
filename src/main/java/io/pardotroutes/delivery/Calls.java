package io.pardotroutes.delivery;

import io.pardotroutes.auth.AccessEnded;
import io.pardotroutes.auth.AccessTokens;
import io.pardotroutes.auth.Signature;
import io.pardotroutes.auth.TokenUnavailable;
import io.pardotroutes.destination.Destination;
import io.pardotroutes.destination.Destinations;
import io.pardotroutes.pardot.PardotApi;
import io.pardotroutes.pardot.PardotException;
import io.pardotroutes.pardot.PardotMisconfigured;
import io.pardotroutes.pardot.PardotQuotaExhausted;
import io.pardotroutes.pardot.PardotRateLimited;
import io.pardotroutes.pardot.PardotRejected;
import io.pardotroutes.pardot.PardotReply;
import io.pardotroutes.pardot.PardotRequest;
import io.pardotroutes.pardot.PardotUnauthorized;
import io.pardotroutes.pardot.PardotUnavailable;
import io.pardotroutes.pardot.SignedCall;
import io.pardotroutes.status.PardotMetrics;
import io.pardotroutes.status.WaitReason;
import io.pardotroutes.status.Waits;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.Function;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Variable;
import org.apache.camel.component.http.HttpMethods;

/** The bean {@code calls}: what one API request needs before it leaves, and the one reading of its reply. */
public final class Calls {

  private static final String DESTINATION = "destination";
  private static final String CALL = "call";
  private static final int UNAUTHORIZED = 184;

  /** A Retry-After of a day is more likely a mistake than a wish. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final Destinations destinations;
  private final AccessTokens tokens;
  private final Function<Destination, PardotApi> apis;
  private final PardotMetrics metrics;
  private final Waits waits;

  /** Everything that a call tells or asks; {@code apis} gives a destination's version of the API. */
  public Calls(Destinations destinations, AccessTokens tokens, Function<Destination, PardotApi> apis, PardotMetrics metrics, Waits waits) {
    this.destinations = destinations;
    this.tokens = tokens;
    this.apis = apis;
    this.metrics = metrics;
    this.waits = waits;
  }

  /** The call that the route's variable {@code call} holds from now on: a failure has to be this request's, not the one's before it. */
  public Call begin(@Body PardotRequest request) {
    return new Call(request);
  }

  /** Sets method, path, body and signature; every other header stays here. Throws {@link TokenUnavailable} and {@link AccessEnded}. */
  public void authorize(@Variable(CALL) Call call, Exchange exchange) {
    Destination destination = destination(exchange);
    PardotRequest request = call.request();
    Signature signature = tokens.sign(destination);
    SignedCall signed = new SignedCall(apis.apply(destination), request, signature.headers(), signature::taken);
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    // Not as text: for each Camel would look through all its converters for one that makes this of it, 0.3 ms a call.
    message.setHeader(Exchange.HTTP_METHOD, HttpMethods.valueOf(request.method()));
    message.setHeader(Exchange.HTTP_PATH, request.path());
    signed.headers().forEach(message::setHeader);
    message.setBody(request.body());
    call.sent(signed);
  }

  /**
   * Reads the reply by envelope, then code, then status; the destination is known to work again.
   *
   * @throws PardotException the class of error that the reply tells
   * @throws AccessEnded where a second token was refused, too
   */
  public PardotReply read(@Body InputStream body, @Variable(CALL) Call call, Exchange exchange) {
    Message message = exchange.getMessage();
    int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    InputStream answer = body == null ? InputStream.nullInputStream() : body;
    PardotReply reply;
    try {
      reply = call.signed().reply(status, name -> message.getHeader(name, String.class), answer);
    } finally {
      message.removeHeaders("*");
    }
    count(exchange, "ok");
    waits.end(destination(exchange).name());
    return reply;
  }

  /** The policies call this at each failure: note why the destination waits, count the request. */
  public void failed(Exchange exchange) {
    Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    Destination destination = destination(exchange);
    count(exchange, status(failure));
    Call call = exchange.getVariable(CALL, Call.class);
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
    Call call = exchange.getVariable(CALL, Call.class);
    if (call != null) {
      call.ended().ifPresent(taken -> metrics.request(destination(exchange).name(), call.request().operation(), status, taken));
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
