package io.pardotroutes.ingest.http;

import java.util.List;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * What a request says about itself, taken out of its headers. Those are gone afterwards: nothing that a sender puts there
 * can reach the queue, another route or the answer.
 *
 * @param name the last part of the path
 * @param authorization, contentType, contentEncoding null where missing; {@link #SEVERAL} where sent more than once
 * @param body as it came, packed or not; empty where there is none
 */
public record HttpCall(String name, String method, String authorization, String contentType, String contentEncoding,
    String signature, byte[] body) {

  /** Stands for a header that was sent more than once. */
  public static final String SEVERAL = "\n";

  /** Takes the request over and notes which origin may read the answer. */
  static HttpCall take(Exchange exchange, Cors cors) {
    Message message = exchange.getMessage();
    String path = text(message, Exchange.HTTP_PATH);
    byte[] body = message.getBody(byte[].class);
    HttpCall call = new HttpCall(lastPart(path == null ? "" : path), text(message, Exchange.HTTP_METHOD),
        text(message, "Authorization"), text(message, "Content-Type"), text(message, "Content-Encoding"),
        text(message, "X-Signature"), body == null ? new byte[0] : body);
    cors.note(exchange, text(message, "Origin"));
    message.removeHeaders("*");
    return call;
  }

  private static String text(Message message, String header) {
    Object value = message.getHeader(header);
    if (value instanceof List<?>) {
      return SEVERAL;
    }
    return value == null ? null : value.toString();
  }

  private static String lastPart(String path) {
    String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return trimmed.substring(trimmed.lastIndexOf('/') + 1);
  }

  void requirePost() {
    if (!"POST".equals(method)) {
      throw HttpRefusal.methodNotAllowed();
    }
  }

  /** JSON under its own name, or under the one that keeps a browser from asking first; in UTF-8. */
  void requireJson() {
    if (contentType == null || contentType.isBlank()) {
      return;
    }
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
    String type = parts[0].trim();
    boolean json = type.equals("application/json") || type.equals("text/plain");
    for (int i = 1; i < parts.length && json; i++) {
      String parameter = parts[i].trim().replace("\"", "");
      json = !parameter.startsWith("charset=") || parameter.equals("charset=utf-8") || parameter.equals("charset=utf8");
    }
    if (!json) {
      throw HttpRefusal.notJson();
    }
  }

  /** The write key of a Basic {@code Authorization} header, null where there is no such header, empty where it is broken. */
  String basicKey() {
    return authorization == null ? null : BasicCredentials.user(authorization);
  }

  /** Leaves out what is personal or secret. */
  @Override
  public String toString() {
    return "HttpCall[" + method + ", " + body.length + " bytes]";
  }
}
