package io.pardotroutes.sandbox.signin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pardotroutes.sandbox.data.AppCertificate;
import io.pardotroutes.sandbox.data.SalesforceOrg;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An app's signed word for whom it acts (RFC 7523; Salesforce, "OAuth 2.0 JWT Bearer Flow"). Everything that is wrong with one is
 * an {@code invalid_grant}.
 */
record Assertion(String signed, JsonNode header, JsonNode claims, byte[] signature) {
  private static final Pattern COMPACT = Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)");
  private static final Set<String> AUDIENCES = Set.of("https://login.salesforce.com", "https://test.salesforce.com");
  private static final long LONGEST_LIFE = Duration.ofMinutes(5).toSeconds();
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Refuses what is no JWT with a signature. */
  static Assertion read(String jwt) {
    Matcher parts = COMPACT.matcher(jwt);
    if (!parts.matches()) {
      throw invalid();
    }
    try {
      var decoder = Base64.getUrlDecoder();
      return new Assertion(parts.group(1) + "." + parts.group(2), JSON.readTree(decoder.decode(parts.group(1))),
          JSON.readTree(decoder.decode(parts.group(2))), decoder.decode(parts.group(3)));
    } catch (IOException | IllegalArgumentException notJson) {
      throw invalid();
    }
  }

  /**
   * The user it is about, after everything was looked at.
   *
   * @param origin of the sandbox, as it was called: an audience like Salesforce's own hosts
   * @param now seconds since 1970
   * @param certificate null: the signature has to be there, but isn't verified
   */
  String username(String origin, long now, AppCertificate certificate) {
    if (!"RS256".equals(header.path("alg").textValue()) || certificate != null && !signedFor(certificate)) {
      throw invalid();
    }
    if (!claim("iss").equals(SalesforceOrg.CLIENT_ID)) {
      throw invalid();
    }
    TokenRefused.when(!AUDIENCES.contains(claim("aud")) && !claim("aud").equals(origin), "invalid_grant", "audience is invalid");
    double expiry = claims.path("exp").isNumber() ? claims.path("exp").doubleValue() : 0;
    if (expiry <= now || expiry > now + LONGEST_LIFE) {
      throw invalid();
    }
    TokenRefused.when(claim("sub").isBlank(), "invalid_grant", "user hasn't approved this consumer");
    return claim("sub");
  }

  private String claim(String name) {
    return claims.path(name).isTextual() ? claims.path(name).textValue() : "";
  }

  private boolean signedFor(AppCertificate certificate) {
    try {
      Signature verifier = Signature.getInstance("SHA256withRSA");
      verifier.initVerify(certificate.key());
      verifier.update(signed.getBytes(StandardCharsets.US_ASCII));
      return verifier.verify(signature);
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }

  private static TokenRefused invalid() {
    return new TokenRefused("invalid_grant", "invalid assertion");
  }
}
