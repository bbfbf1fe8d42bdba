package io.pardotroutes.sandbox.signin;

import io.pardotroutes.sandbox.data.Organisation;
import io.pardotroutes.sandbox.data.SignInError;
import io.pardotroutes.sandbox.wire.RandomText;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Codes between an approval and its token: good once, for 15 minutes. */
final class AuthorizationCodes {
  private static final long LIFE = Duration.ofMinutes(15).toMillis();

  private final Organisation organisation;
  private final Map<String, Pending> pendingByCode = new HashMap<>();

  private record Pending(AuthorizeRequest request, long expiry) {}

  AuthorizationCodes(Organisation organisation) {
    this.organisation = organisation;
  }

  String issue(AuthorizeRequest request) {
    long now = organisation.clock().millis();
    pendingByCode.values().removeIf(pending -> pending.expiry() <= now);
    // As Salesforce's, it ends in equals signs, so that a client that forgets to encode or decode it is found out.
    String code = "aPrx" + RandomText.of(40) + "==";
    pendingByCode.put(code, new Pending(request, now + LIFE));
    return code;
  }

  /**
   * What the code was given for. Whoever brings a code has used it, even if the rest of the call is wrong.
   *
   * @param form of the token call
   */
  AuthorizeRequest redeem(Map<String, String> form) {
    TokenRefused.when(form.getOrDefault("code", "").isEmpty(), SignInError.missing("code"));
    Pending pending = pendingByCode.remove(form.get("code"));
    TokenRefused.when(pending == null || pending.expiry() <= organisation.clock().millis(), SignInError.EXPIRED_CODE);
    AuthorizeRequest request = pending.request();
    TokenRefused.when(!request.redirectUri().equals(form.get("redirect_uri")),
        "redirect_uri_mismatch", "redirect_uri must match configuration");
    request.requireVerifier(form.get("code_verifier"));
    return request;
  }
}
