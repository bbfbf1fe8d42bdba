package io.pardotroutes.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.JWTBearerGrant;
import io.pardotroutes.destination.Auth;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Signed requests of the JWT bearer flow (RFC 7523; Salesforce, "OAuth 2.0 JWT Bearer Flow"). */
final class Assertions {

  private static final Duration LIFE = Duration.ofMinutes(3);
  private static final Pattern PEM = Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final String PRODUCTION = "https://login.salesforce.com";
  private static final String SANDBOX = "https://test.salesforce.com";

  private Assertions() {}

  /** @throws AccessEnded where the key file holds no key that can sign */
  static JWTBearerGrant sign(Auth auth, Clock clock) {
    Instant expiry = clock.instant().plus(LIFE);
    SignedJWT assertion = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), new JWTClaimsSet.Builder()
        .issuer(auth.clientId()).subject(auth.username()).audience(audience(auth.loginUrl())).expirationTime(Date.from(expiry)).build());
    try {
      assertion.sign(new RSASSASigner(key(auth.keyFile())));
    } catch (JOSEException | IllegalArgumentException e) {
      throw new AccessEnded("auth.keyFile (" + auth.keyFile() + ") can't sign; it has to be an RSA key of 2048 bits or more");
    }
    return new JWTBearerGrant(assertion);
  }

  /** Whatever its own domain, an organisation is asked for under one of two names. */
  private static String audience(URI loginUrl) {
    String host = loginUrl.getHost();
    if (loginUrl.getScheme().equals("http")) {
      return loginUrl.toString();
    }
    return host.equals("test.salesforce.com") || host.contains(".sandbox.") ? SANDBOX : PRODUCTION;
  }

  private static PrivateKey key(Path file) {
    try {
      Matcher pem = PEM.matcher(Files.readString(file));
      if (!pem.find()) {
        throw new AccessEnded("auth.keyFile (" + file + ") is no private key in PEM (PKCS #8); "
            + "convert it with: openssl pkcs8 -topk8 -nocrypt -in old.key -out new.key");
      }
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1))));
    } catch (IOException e) {
      throw new AccessEnded("auth.keyFile (" + file + ") can't be read; check the path and the rights");
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new AccessEnded("auth.keyFile (" + file + ") holds no RSA key; is all of it there?");
    }
  }
}
