package io.pardotroutes.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pardotroutes.live.Auth;
import io.pardotroutes.live.Destination;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Salesforce access tokens, one for each destination, fetched when first needed and again once Pardot refuses them (RFC 6749,
 * sections 4.4 and 6). All workers of a destination share one token, and only one of them fetches at a time.
 */
public final class AccessTokens {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Map<String, Slot> slots = new ConcurrentHashMap<>();

  /** The token to send, or null for a destination with {@code auth.flow=none}. Throws {@link TokenUnavailable}. */
  public String token(Destination destination) {
    if (destination.auth().flow() == Auth.Flow.NONE) {
      return null;
    }
    Slot slot = slot(destination);
    synchronized (slot) {
      if (slot.token == null || !slot.auth.equals(destination.auth())) {
        slot.auth = destination.auth();
        slot.token = fetch(destination);
      }
      return slot.token;
    }
  }

  /** Pardot refused this token: the next {@link #token} fetches another, unless some other worker already has. */
  public void refused(Destination destination, String token) {
    Slot slot = slot(destination);
    synchronized (slot) {
      if (token != null && token.equals(slot.token)) {
        slot.token = null;
      }
    }
  }

  private Slot slot(Destination destination) {
    return slots.computeIfAbsent(destination.name(), name -> new Slot());
  }

  private String fetch(Destination destination) {
    Auth auth = destination.auth();
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", auth.flow() == Auth.Flow.CLIENT_CREDENTIALS ? "client_credentials" : "refresh_token");
    form.put("client_id", auth.clientId());
    if (auth.clientSecret() != null) {
      form.put("client_secret", auth.clientSecret());
    }
    if (auth.flow() == Auth.Flow.REFRESH_TOKEN) {
      form.put("refresh_token", auth.refreshToken());
    }
    HttpRequest request =
        HttpRequest.newBuilder(auth.loginUrl().resolve("/services/oauth2/token"))
            .timeout(READ_TIMEOUT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(encode(form)))
            .build();
    try {
      HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return read(destination, response);
    } catch (IOException e) {
      throw new TokenUnavailable(
          "no answer from " + auth.loginUrl().getHost() + " for an access token (" + e.getClass().getSimpleName() + ")", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TokenUnavailable("stopped while fetching an access token", e);
    }
  }

  private String read(Destination destination, HttpResponse<byte[]> response) {
    JsonNode answer;
    try {
      answer = json.readTree(response.body());
    } catch (IOException e) {
      throw new TokenUnavailable("the token endpoint answered " + response.statusCode() + " without JSON", e);
    }
    String token = answer.path("access_token").asText(null);
    if (response.statusCode() != 200 || token == null) {
      String error = answer.path("error").asText("no access_token").replaceAll("[^A-Za-z0-9_ ]", "?");
      throw new TokenUnavailable(
          "the token endpoint refused with "
              + response.statusCode()
              + " "
              + error
              + ": check auth.* in config/destinations/"
              + destination.name()
              + ".properties",
          null);
    }
    return token;
  }

  private static String encode(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static final class Slot {
    private Auth auth;
    private String token;
  }
}
