package io.pardotroutes.sandbox.data;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.pardotroutes.sandbox.wire.ControlError;
import java.util.Arrays;
import java.util.List;

/**
 * How this Pardot and its sign-in behave, as control calls show and name it.
 *
 * @param latency milliseconds that each API and token call takes at least
 * @param concurrency requests of one business unit at the same time; one more is answered 66
 * @param dailyLimit calls of one business unit a day, then 122; null for no limit
 * @param tokenLife seconds that an access token issued from now on is good for
 * @param multipleProspectsPerEmail null: each unit takes the mode of its first call's version
 * @param requireToken whether a call without an Authorization header is refused
 * @param businessUnits the only ids that are known; empty for any
 * @param htmlEntities whether text in answers is entity-encoded ({@code &amp;}), as Pardot's may be
 * @param signIn what becomes of a wish for approval
 * @param callbackUrls where the app may be called back; empty for any http URL of this machine
 * @param rotateRefreshTokens whether a refresh ends its refresh token and answers the next one
 * @param certificate certificate or public key in PEM that assertions are verified against; null: any signature does
 * @param tokenError what every token call is refused with; null for none
 * @param userBusinessUnits the units whose member the user is; empty for all
 * @param scopes what every token gets, whatever was asked for; null for what was
 */
public record Settings(long latency, long concurrency, Long dailyLimit, long tokenLife, Boolean multipleProspectsPerEmail,
    boolean requireToken, @JsonSetter(nulls = Nulls.FAIL, contentNulls = Nulls.FAIL) List<String> businessUnits, boolean htmlEntities,
    @JsonSetter(nulls = Nulls.FAIL) Decision signIn, @JsonSetter(nulls = Nulls.FAIL, contentNulls = Nulls.FAIL) List<String> callbackUrls,
    boolean rotateRefreshTokens, String certificate, SignInError tokenError,
    @JsonSetter(nulls = Nulls.FAIL, contentNulls = Nulls.FAIL) List<String> userBusinessUnits, String scopes) {

  /** Limits as published: 5 concurrent requests, 100,000 calls a day (the largest edition); a session of 2 hours. */
  static final Settings DEFAULT = new Settings(0, 5, 100_000L, 7_200, null, false, List.of(), false, Decision.ASK,
      List.of(), false, null, null, List.of(), null);

  /** What becomes of a wish for approval. */
  public enum Decision {
    @JsonProperty("allow") ALLOW, @JsonProperty("deny") DENY, @JsonProperty("ask") ASK
  }

  /** Refuses numbers out of range, what is no business unit's id, no URL to be called back at, or no certificate. */
  public Settings {
    require("latency", latency, 0, 600_000);
    require("concurrency", concurrency, 1, 10_000);
    require("dailyLimit", dailyLimit == null ? 0 : dailyLimit, 0, Integer.MAX_VALUE);
    require("tokenLife", tokenLife, 0, 31_536_000);
    businessUnits.forEach(BusinessUnit::requireId);
    userBusinessUnits.forEach(BusinessUnit::requireId);
    ControlError.when(!callbackUrls.stream().allMatch(CallbackUrls::isOne),
        "\"callbackUrls\" has to be an array of whole URLs without a fragment, [] for any http URL of this machine");
    if (certificate != null) {
      AppCertificate.key(certificate);
    }
  }

  /** The scopes that a token gets. */
  public String granted(String asked) {
    return scopes == null ? asked : scopes.strip();
  }

  /** Whether the user is a member of the unit. */
  public boolean member(String businessUnit) {
    return userBusinessUnits.isEmpty() || userBusinessUnits.contains(businessUnit);
  }

  /** Whether the unit is one that is known. */
  public boolean knows(String businessUnit) {
    return businessUnits.isEmpty() || businessUnits.contains(businessUnit);
  }

  /** Whether one of the scopes, separated by spaces, is among those named. */
  public static boolean hasScope(String scopes, String... named) {
    return Arrays.stream(scopes.split("\\s+")).anyMatch(List.of(named)::contains);
  }

  private static void require(String name, long value, long least, long most) {
    ControlError.when(value < least || value > most, "\"" + name + "\" has to be a whole number from " + least + " to " + most);
  }
}
