package io.pardotroutes.pardot;

import java.time.Duration;
import java.util.List;

/** Turns codes and statuses into exceptions (Pardot API, error codes; order of judgement: envelope, code, status). */
public final class Failure {
  private Failure() {}

  /**
   * By Pardot's code.
   *
   * @param status 0 for one record of a batch
   * @param parameters names of refused fields, for code 10000
   */
  public static PardotException ofCode(int code, int status, PardotRequest request, List<String> parameters, Duration retryAfter) {
    ErrorCodes.Row row = ErrorCodes.of(code, request);
    String text = parameters.isEmpty() ? row.text() : row.text() + ": " + String.join(", ", parameters);
    return switch (row.kind()) {
      case PASSING -> new PardotUnavailable(text, code, status, false, false, null);
      case UNKNOWN -> new PardotUnavailable(text, code, status, request.isWrite(), false, null);
      case STUBBORN -> new PardotUnavailable(text, code, status, false, true, null);
      case TOKEN -> new PardotUnauthorized(text, code, status);
      case RATE -> new PardotRateLimited(text, code, status, retryAfter);
      case QUOTA -> new PardotQuotaExhausted(text, code, status);
      case RECORD -> new PardotRejected(row.reason(), text, code, status);
      case CONFIG -> new PardotMisconfigured(text, code, status, false);
      case CONFIG_OR_RECORD -> new PardotMisconfigured(text, code, status, true);
    };
  }

  /** By HTTP status, for an answer without envelope or code. */
  public static PardotException ofStatus(int status, PardotRequest request, boolean webPage, Duration retryAfter) {
    return switch (status) {
      case 401 -> new PardotUnauthorized("the access token was refused", 0, status);
      case 403 -> new PardotMisconfigured("business unit, token or permission refused", 0, status, false);
      case 404, 405 -> new PardotMisconfigured("there is no such call at this address; look at the destination's baseUrl and apiVersion", 0, status, false);
      case 413, 414 -> new PardotRejected(PardotRejected.REFUSED, "the request is too large", 0, status);
      case 429 -> new PardotRateLimited("too many requests", 0, status, retryAfter);
      case 408, 421, 425 -> unavailable("Pardot did not take the request", status, request, false, null);
      default -> {
        if (webPage) {
          yield unavailable("the answer is a web page, not the API's: a maintenance or login page, or a wrong baseUrl", status, request, false, null);
        }
        if (status == 400 || status == 409 || status == 422) {
          yield new PardotRejected(PardotRejected.REFUSED, "Pardot refused the request without saying why", 0, status);
        }
        if (status > 400 && status < 500) {
          yield new PardotMisconfigured("Pardot or a proxy before it refused the request without saying why", 0, status, false);
        }
        yield unavailable(status >= 500 ? "Pardot is in trouble" : "the answer is not one of the API's", status, request, false, null);
      }
    };
  }

  /** An answer that can't be understood: a write may have been done. */
  public static PardotUnavailable unavailable(String text, int status, PardotRequest request, boolean mayBeOneRecord, Throwable cause) {
    return new PardotUnavailable(text, 0, status, request.isWrite(), mayBeOneRecord, cause);
  }
}
