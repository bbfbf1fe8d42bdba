package io.pardotroutes.sandbox;

import io.pardotroutes.sandbox.SandboxCaller.Reply;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The connected app, as it signs in: what it sends unless a test says otherwise. */
final class App {
  static final String CALLBACK = "http://localhost:8081/signed-in";
  static final String UNIT = "0Uv5e0000008OeACAU";
  /** Verifier and challenge of RFC 7636, appendix B. */
  static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  private final SandboxCaller sandbox;

  App(SandboxCaller sandbox) {
    this.sandbox = sandbox;
  }

  /** The address that a browser is sent to. A value of null leaves the parameter out. */
  static String authorizePath(String... namesAndValues) {
    var all = new LinkedHashMap<String, String>();
    all.put("response_type", "code");
    all.put("client_id", "sandbox");
    all.put("redirect_uri", CALLBACK);
    all.put("scope", "pardot_api refresh_token");
    all.put("state", "s-1");
    put(all, namesAndValues);
    return "/services/oauth2/authorize?" + encoded(all);
  }

  Reply authorize(String... namesAndValues) {
    return sandbox.get(authorizePath(namesAndValues));
  }

  /** A code, from a sandbox that allows at once. */
  String code(String... namesAndValues) {
    sandbox.settings("{\"signIn\": \"allow\"}");
    return callback(authorize(namesAndValues)).get("code");
  }

  Reply exchange(String code, String... namesAndValues) {
    var all = new LinkedHashMap<String, String>();
    all.put("code", code);
    all.put("redirect_uri", CALLBACK);
    put(all, namesAndValues);
    return token("authorization_code", flat(all));
  }

  Reply refresh(String refreshToken) {
    return token("refresh_token", "refresh_token", refreshToken);
  }

  Reply clientCredentials() {
    return token("client_credentials");
  }

  Reply token(String grant, String... namesAndValues) {
    var all = new LinkedHashMap<String, String>();
    all.put("grant_type", grant);
    all.put("client_id", "sandbox");
    all.put("client_secret", "any");
    put(all, namesAndValues);
    return sandbox.post("/services/oauth2/token", flat(all));
  }

  /** A refresh token of a new approval. */
  String approvedRefreshToken() {
    return exchange(code()).json().get("refresh_token").textValue();
  }

  /** Pardot's code for a call with that access token, 0 if it was let in. */
  int call(String accessToken) {
    int code = sandbox.with("Authorization", "Bearer " + accessToken, "Pardot-Business-Unit-Id", UNIT).prospect(4, "query").code();
    sandbox.with();
    return code;
  }

  static String accessToken(Reply reply) {
    return reply.json().get("access_token").textValue();
  }

  /** Error and description, in one text. */
  static String error(Reply reply) {
    return reply.json().path("error").asText() + ": " + reply.json().path("error_description").asText();
  }

  /** What the app is told at its callback. */
  static Map<String, String> callback(Reply reply) {
    String query = URI.create(location(reply)).getRawQuery();
    return Arrays.stream(query.split("&")).map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  static String location(Reply reply) {
    return reply.response().headers().firstValue("Location").orElse(null);
  }

  private static void put(Map<String, String> all, String... namesAndValues) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (namesAndValues[i + 1] == null) {
        all.remove(namesAndValues[i]);
      } else {
        all.put(namesAndValues[i], namesAndValues[i + 1]);
      }
    }
  }

  private static String encoded(Map<String, String> parameters) {
    return SandboxCaller.encode(flat(parameters));
  }

  private static String[] flat(Map<String, String> parameters) {
    return parameters.entrySet().stream().flatMap(entry -> Stream.of(entry.getKey(), entry.getValue())).toArray(String[]::new);
  }
}
