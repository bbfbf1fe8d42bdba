package io.pardotroutes.sandbox.data;

import java.util.List;

/**
 * How this Pardot behaves.
 *
 * @param latency milliseconds that each API and token call takes at least
 * @param concurrency requests of one business unit at the same time; one more is answered 66
 * @param dailyLimit calls of one business unit a day, then 122; null for no limit
 * @param tokenLife seconds that an access token issued from now on is good for
 * @param multipleProspectsPerEmail null: each unit takes the mode of its first call's version
 * @param requireToken whether a call without an Authorization header is refused
 * @param businessUnits the only ids that are known; empty for any
 * @param htmlEntities whether text in answers is entity-encoded ({@code &amp;}), as Pardot's may be
 * @param signIn those of the sign-in
 */
public record Settings(int latency, int concurrency, Integer dailyLimit, long tokenLife, Boolean multipleProspectsPerEmail,
    boolean requireToken, List<String> businessUnits, boolean htmlEntities, SignInSettings signIn) {

  /** Limits as published: 5 concurrent requests, 100,000 calls a day (the largest edition); a session of 2 hours. */
  static final Settings DEFAULT = new Settings(0, 5, 100_000, 7_200, null, false, List.of(), false, SignInSettings.DEFAULT);
}
