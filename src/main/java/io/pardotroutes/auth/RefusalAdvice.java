package io.pardotroutes.auth;

import io.pardotroutes.destination.Auth;
import io.pardotroutes.destination.Destination;
import java.util.Locale;
import java.util.Set;

/** What a refusal of the token endpoint means (salesforce-auth: token endpoint errors): wait, or what a person has to do. */
final class RefusalAdvice {

  /** What to make of a refusal. */
  enum Meaning {
    /** It passes by itself. */
    WAIT,
    /** It passes by itself within moments; where it stays for an hour, it won't. */
    PASSING,
    /** Somebody has to do something. */
    ENDED,
    /** Nobody has described it: it may pass, and if it doesn't, it won't. */
    UNKNOWN
  }

  private static final Set<String> ENDED = Set.of("inactive_user", "inactive_org", "invalid_client_id", "invalid_client", "invalid_app_access",
      "invalid_request", "unsupported_grant_type", "unauthorized_client", "invalid_scope", "redirect_uri_mismatch", "oauth_app_blocked", "oauth_app_access_denied");
  private static final Set<String> WAIT = Set.of("rate_limit_exceeded", "server_error", "temporarily_unavailable", "unknown_error");
  private static final Set<String> ENDED_GRANTS = Set.of("expired access/refresh token", "authentication failure", "hasn't approved this consumer",
      "invalid assertion", "audience is invalid", "no client credentials user", "inactive user", "ip restricted", "no oauth scope");

  private RefusalAdvice() {}

  static Meaning of(TokenRefused refusal) {
    String error = refusal.error().toLowerCase(Locale.ROOT);
    String description = refusal.description().toLowerCase(Locale.ROOT);
    if (description.contains("login rate exceeded") || WAIT.contains(error)) {
      return Meaning.WAIT;
    }
    if (!error.equals("invalid_grant")) {
      return ENDED.contains(error) ? Meaning.ENDED : Meaning.UNKNOWN;
    }
    if (description.contains("already being processed") || description.contains("expired authorization code")) {
      return Meaning.PASSING;
    }
    return ENDED_GRANTS.stream().anyMatch(description::contains) ? Meaning.ENDED : Meaning.UNKNOWN;
  }

  /** The sentence for whoever looks after the destination. */
  static String sentence(Destination destination, TokenRefused refusal) {
    return "Salesforce refused an access token (" + refusal.getMessage() + "); " + advice(destination, refusal.error());
  }

  private static String advice(Destination destination, String error) {
    String file = "config/destinations/" + destination.name() + ".properties";
    Auth.Flow flow = destination.auth().flow();
    if (error.startsWith("invalid_client")) {
      return "check auth.clientId" + (flow == Auth.Flow.JWT ? "" : " and auth.clientSecret") + " in " + file
          + " (a new connected app takes up to ten minutes)";
    }
    if (error.equals("unsupported_grant_type") || error.equals("unauthorized_client")) {
      return "allow the flow " + flow.word() + " in the connected app, or set another auth.flow in " + file;
    }
    return switch (flow) {
      case WEB_SERVER -> connect(destination);
      case REFRESH_TOKEN -> "set a new auth.refreshToken in " + file + ", or set auth.flow = web-server and run bin/pardot-routes connect " + destination.name();
      case JWT -> "check auth.username, auth.keyFile and auth.loginUrl in " + file
          + ", that the app has the key's certificate and admits the user, and this machine's clock";
      case CLIENT_CREDENTIALS -> "check auth.loginUrl in " + file + ", and that the app has the client credentials flow on with a user to run as";
      case NONE -> "check " + file;
    };
  }

  static String connect(Destination destination) {
    return "connect it again: bin/pardot-routes connect " + destination.name();
  }
}
