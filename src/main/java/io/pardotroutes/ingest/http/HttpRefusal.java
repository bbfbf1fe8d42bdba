package io.pardotroutes.ingest.http;

/** A request that can't be taken, and how it is answered. The message goes to the sender: it holds nothing of the request. */
public final class HttpRefusal extends RuntimeException {

  private final int status;
  private final String code;

  private final long retryAfter;

  private HttpRefusal(int status, String code, String message) {
    this(status, code, message, 0);
  }

  /** Without a stack trace: a refusal has to be cheap, and says itself what is wrong. */
  private HttpRefusal(int status, String code, String message, long retryAfter) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }

  /** 429; the sender may repeat it after so many nanoseconds. */
  public static HttpRefusal rateLimited(String message, long nanos) {
    return new HttpRefusal(429, "rate_limited", message + "; nothing was queued, repeat it later", Math.max(1, (nanos + 999_999_999L) / 1_000_000_000L));
  }

  static HttpRefusal unauthorized(String message) {
    return new HttpRefusal(401, "unauthorized", message);
  }

  static HttpRefusal notFound(String message) {
    return new HttpRefusal(404, "not_found", message);
  }

  /** 404 for a path that is no call of Segment's. */
  public static HttpRefusal unknownCall() {
    return notFound("There is no such call; see Segment's HTTP tracking API");
  }

  /** 503; the sender may repeat it after so many seconds. */
  public static HttpRefusal unavailable(String message, long seconds) {
    return new HttpRefusal(503, "unavailable", message, seconds);
  }

  /** 405. */
  public static HttpRefusal methodNotAllowed() {
    return new HttpRefusal(405, "method_not_allowed", "Only POST is understood here");
  }

  /** 413. */
  public static HttpRefusal tooLarge(String message) {
    return new HttpRefusal(413, "too_large", message);
  }

  static HttpRefusal unsupportedMediaType(String message) {
    return new HttpRefusal(415, "unsupported_media_type", message);
  }

  /** 415 for another media type than JSON. */
  public static HttpRefusal notJson() {
    return unsupportedMediaType("Send JSON in UTF-8, as application/json or text/plain");
  }

  /** 400. */
  public static HttpRefusal invalidRequest(String message) {
    return new HttpRefusal(400, "invalid_request", message);
  }

  /** The HTTP status of the answer. */
  public int status() {
    return status;
  }

  /** Seconds after which the sender may repeat it; 0 where repeating it doesn't help. */
  public long retryAfter() {
    return retryAfter;
  }

  /** A word for programs, e.g. {@code not_found}. */
  public String code() {
    return code;
  }
}
