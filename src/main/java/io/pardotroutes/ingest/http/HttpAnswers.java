package io.pardotroutes.ingest.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pardotroutes.accept.Intake;
import io.pardotroutes.accept.OutcomeCounter;
import io.pardotroutes.event.InvalidEvent;
import io.pardotroutes.event.InvalidRequest;
import io.pardotroutes.event.TooLarge;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeException;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the answers of the HTTP doors, in the shape that Segment's libraries read: {@code success}, {@code code},
 * {@code message}. No header of a request comes back.
 */
public record HttpAnswers(Cors cors, OutcomeCounter counter) {

  private static final Logger LOG = LoggerFactory.getLogger(HttpAnswers.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_ERRORS = 100;

  /** Seconds after which a sender may repeat. */
  private static final int SOON = 1;
  private static final int LATER = 10;

  /** 200: everything is on the queue. Names what was no event. */
  public void accepted(@Body Intake intake, Exchange exchange) {
    ObjectNode body = JSON.createObjectNode().put("success", true);
    if (!intake.invalid().isEmpty()) {
      list(body, intake.invalid());
    }
    answer(exchange, 200, body);
  }

  /** 204 to a browser that asks whether it may send. */
  public void preflight(Exchange exchange) {
    cors.note(exchange, exchange.getMessage().getHeader("Origin", String.class));
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    message.setBody(null);
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, 204);
    cors.allow(exchange, true);
  }

  /** 401, 404, 405, 413, 415, 429: what the refusal says. */
  public void refused(@ExchangeException HttpRefusal refusal, Exchange exchange) {
    answer(exchange, refusal.status(), failure(refusal.code(), refusal.getMessage()));
    if (refusal.status() == 405) {
      exchange.getMessage().setHeader("Allow", "POST, OPTIONS");
    }
    if (refusal.retryAfter() > 0) {
      exchange.getMessage().setHeader("Retry-After", refusal.retryAfter());
    }
  }

  /** 400: not one valid event in it. */
  public void invalid(@ExchangeException InvalidRequest invalid, Exchange exchange) {
    counter.count("", "rejected", "", invalid.errors().size());
    ObjectNode body = failure("invalid_request", invalid.getMessage());
    list(body, invalid.errors());
    answer(exchange, 400, body);
  }

  /** 413: over a limit of Segment's API. */
  public void tooLarge(@ExchangeException TooLarge tooLarge, Exchange exchange) {
    answer(exchange, 413, failure("too_large", tooLarge.getMessage()));
  }

  /** 429: the backlog is over its limit. */
  public void backlogFull(Exchange exchange) {
    answer(exchange, 429, failure("backlog_full", "Too many events are waiting; nothing was queued, repeat it later"));
    exchange.getMessage().setHeader("Retry-After", LATER);
  }

  /** 503: another request with the same events is not through yet. */
  public void busy(Exchange exchange) {
    unavailable(exchange, "The same events are being queued by another request; repeat it in a moment", SOON);
  }

  /** 503: the queue can't take it. */
  public void unavailable(Exchange exchange) {
    unavailable(exchange, "The queue can't take events now; nothing was queued, repeat it later", LATER);
  }

  /** 503 for what should not happen: the sender keeps its events, the log has the cause (not its text: that may be personal). */
  public void unexpected(@ExchangeException Exception cause, Exchange exchange) {
    StackTraceElement[] trace = cause.getStackTrace();
    LOG.error("A request could not be taken, its sender was asked to repeat it: {} at {}", cause.getClass().getName(),
        trace.length > 0 ? trace[0] : "an unknown place");
    unavailable(exchange, "The request can't be taken now; repeat it later", LATER);
  }

  private void unavailable(Exchange exchange, String message, int seconds) {
    answer(exchange, 503, failure("unavailable", message));
    exchange.getMessage().setHeader("Retry-After", seconds);
  }

  /** The body of every answer that is a no. */
  public static ObjectNode failure(String code, String message) {
    return JSON.createObjectNode().put("success", false).put("code", code).put("message", message);
  }

  private static void list(ObjectNode body, List<InvalidEvent> invalid) {
    ArrayNode errors = body.putArray("errors");
    invalid.stream().limit(MOST_ERRORS).forEach(each ->
        errors.addObject().put("index", each.index()).put("path", each.path()).put("message", each.message()));
  }

  private void answer(Exchange exchange, int status, ObjectNode body) {
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    message.setHeader(Exchange.CONTENT_TYPE, "application/json");
    cors.allow(exchange, false);
    try {
      message.setBody(JSON.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Plain text and numbers can always be written", e);
    }
  }
}
