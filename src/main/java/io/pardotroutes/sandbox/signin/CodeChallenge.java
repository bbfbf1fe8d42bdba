package io.pardotroutes.sandbox.signin;

import io.pardotroutes.sandbox.wire.Sha256;
import java.util.Base64;
import java.util.regex.Pattern;

/** Whether a code is exchanged by whoever asked for it: RFC 7636, method S256, the only one that Salesforce has. */
final class CodeChallenge {
  private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

  private CodeChallenge() {}

  static boolean isOne(String challenge) {
    return CHALLENGE.matcher(challenge).matches();
  }

  /**
   * Refuses a verifier that doesn't belong to the challenge ({@code invalid_request}) and none where there was a challenge
   * ({@code invalid_grant}).
   *
   * @param challenge null for none
   * @param verifier null for none
   */
  static void require(String challenge, String verifier) {
    TokenRefused.when(challenge != null && verifier == null, "invalid_grant", "code verifier missing");
    if (verifier != null && (!VERIFIER.matcher(verifier).matches() || !of(verifier).equals(challenge))) {
      throw new TokenRefused("invalid_request", "invalid code verifier");
    }
  }

  private static String of(String verifier) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(verifier));
  }
}
