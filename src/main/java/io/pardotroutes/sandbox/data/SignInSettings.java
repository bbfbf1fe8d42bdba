package io.pardotroutes.sandbox.data;

import java.util.Arrays;
import java.util.List;

/**
 * How the sign-in behaves.
 *
 * @param decision what becomes of a wish for approval
 * @param callbackUrls where the app may be called back
 * @param rotateRefreshTokens whether a refresh ends its refresh token and answers the next one
 * @param certificate what assertions are verified against; null: any signature does
 * @param tokenError what every token call is refused with; null for none
 * @param userBusinessUnits the units whose member the user is; empty for all
 * @param scopes what every token gets, whatever was asked for; null for what was
 */
public record SignInSettings(Decision decision, CallbackUrls callbackUrls, boolean rotateRefreshTokens, AppCertificate certificate,
    SignInError tokenError, List<String> userBusinessUnits, String scopes) {

  static final SignInSettings DEFAULT = new SignInSettings(Decision.ASK, new CallbackUrls(List.of()), false, null, null, List.of(), null);

  /** What becomes of a wish for approval. */
  public enum Decision {
    ALLOW, DENY, ASK
  }

  /** The scopes that a token gets. */
  public String granted(String asked) {
    return scopes == null ? asked : scopes;
  }

  /** Whether the user is a member of the unit. */
  public boolean member(String businessUnit) {
    return userBusinessUnits.isEmpty() || userBusinessUnits.contains(businessUnit);
  }

  /** Whether one of the scopes, separated by spaces, is among those named. */
  public static boolean hasScope(String scopes, String... named) {
    return Arrays.stream(scopes.split("\\s+")).anyMatch(List.of(named)::contains);
  }
}
