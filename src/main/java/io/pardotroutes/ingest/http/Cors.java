package io.pardotroutes.ingest.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Which web pages' scripts may send events and read the answer (the Fetch standard's CORS protocol). Never allows
 * credentials: a write key is sent in a header of its own.
 */
public record Cors(Set<String> origins) {

  private static final String ALLOWED = "allowedOrigin";
  private static final String ANY = "*";

  /**
   * Reads the setting {@code pardot.http.corsOrigins}.
   *
   * @param setting origins such as {@code https://www.example.com}, separated by commas; {@code *} for all, empty for none
   * @throws IllegalArgumentException where an entry is no origin
   */
  public static Cors parse(String setting) {
    Set<String> origins = new LinkedHashSet<>();
    String[] entries = setting == null || setting.isBlank() ? new String[0] : setting.split(",");
    Arrays.stream(entries).map(String::trim).filter(entry -> !entry.isEmpty()).forEach(entry -> {
      if (!entry.equals(ANY) && !entry.matches("https?://[A-Za-z0-9.\\-\\[\\]:]+")) {
        throw new IllegalArgumentException("pardot.http.corsOrigins: '" + entry
            + "' is no origin; write scheme and host, such as https://www.example.com, without a path");
      }
      origins.add(entry);
    });
    return new Cors(origins);
  }

  /** Keeps for the answer which origin may read it, if this one may. */
  void note(Exchange exchange, String origin) {
    String allowed = allowed(origin);
    if (allowed != null) {
      exchange.setVariable(ALLOWED, allowed);
    }
  }

  private String allowed(String origin) {
    if (origin == null) {
      return null;
    }
    return origins.contains(ANY) ? ANY : origins.contains(origin) ? origin : null;
  }

  /** Puts the headers for an allowed origin on an answer that no route gives. */
  public void allow(HttpServerRequest request) {
    allow(allowed(request.getHeader("Origin")), request.response()::putHeader);
  }

  private void allow(String origin, BiConsumer<String, String> headers) {
    if (!origins.isEmpty() && !origins.contains(ANY)) {
      headers.accept("Vary", "Origin");
    }
    if (origin != null) {
      headers.accept("Access-Control-Allow-Origin", origin);
    }
  }

  /** Puts the headers for an allowed origin on an answer. */
  public void allow(Exchange exchange, boolean preflight) {
    Message answer = exchange.getMessage();
    String origin = exchange.getVariable(ALLOWED, String.class);
    allow(origin, answer::setHeader);
    if (origin != null && preflight) {
      answer.setHeader("Access-Control-Allow-Methods", "POST");
      // A site may give the library headers of its own. The wildcard stands for every name but authorization; old browsers know only names.
      answer.setHeader("Access-Control-Allow-Headers", "authorization, content-type, content-encoding, x-retry-count, *");
      answer.setHeader("Access-Control-Max-Age", "86400");
    } else if (origin != null) {
      answer.setHeader("Access-Control-Expose-Headers", "Retry-After");
    }
  }
}
