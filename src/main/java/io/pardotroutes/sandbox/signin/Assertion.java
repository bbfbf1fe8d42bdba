package io.pardotroutes.sandbox.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.pardotroutes.sandbox.data.AppCertificate;
import io.pardotroutes.sandbox.data.SalesforceOrg;
import io.pardotroutes.sandbox.data.SignInError;
import java.text.ParseException;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;

/**
 * An app's signed word for whom it acts (RFC 7523; Salesforce, "OAuth 2.0 JWT Bearer Flow"). Everything that is wrong with one is
 * an {@code invalid_grant}.
 */
final class Assertion {
  private static final long LONGEST_LIFE = Duration.ofMinutes(5).toMillis();
  private static final SignInError INVALID = new SignInError("invalid_grant", "invalid assertion");

  private Assertion() {}

  /**
   * The user it is about, after everything was looked at.
   *
   * @param origin of the sandbox, as it was called: an audience like Salesforce's own hosts
   * @param now seconds since 1970
   * @param certificate in PEM; null: the signature has to be there, but isn't verified
   */
  static String username(String assertion, String origin, long now, String certificate) {
    try {
      SignedJWT jwt = SignedJWT.parse(assertion);
      TokenRefused.when(!JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm()), INVALID);
      TokenRefused.when(certificate != null && !jwt.verify(new RSASSAVerifier(AppCertificate.key(certificate))), INVALID);
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      TokenRefused.when(!SalesforceOrg.CLIENT_ID.equals(claims.getIssuer()), INVALID);
      TokenRefused.when(Stream.of("https://login.salesforce.com", "https://test.salesforce.com", origin).map(List::of)
          .noneMatch(claims.getAudience()::equals), "invalid_grant", "audience is invalid");
      Date expiry = claims.getExpirationTime();
      TokenRefused.when(expiry == null || expiry.getTime() <= now * 1000 || expiry.getTime() > now * 1000 + LONGEST_LIFE, INVALID);
      String user = claims.getSubject();
      TokenRefused.when(user == null || user.isBlank(), "invalid_grant", "user hasn't approved this consumer");
      return user;
    } catch (ParseException | JOSEException | IllegalArgumentException unreadable) {
      throw new TokenRefused(INVALID);
    }
  }
}
