package io.pardotroutes.sandbox.data;

import io.pardotroutes.sandbox.wire.ControlError;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an app's assertions are signed against. */
public final class AppCertificate {
  private static final Pattern PUBLIC_KEY =
      Pattern.compile("\\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");

  private AppCertificate() {}

  /** @throws ControlError if the text is neither an X.509 certificate nor a public key, of RSA, in PEM */
  public static RSAPublicKey key(String pem) {
    try {
      if (read(pem) instanceof RSAPublicKey key) {
        return key;
      }
    } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
      // The answer below says what it has to be; what was sent could be a private key, and is not repeated.
    }
    throw ControlError.invalid("\"certificate\" has to be an RSA certificate (-----BEGIN CERTIFICATE-----) or public key "
        + "(-----BEGIN PUBLIC KEY-----) in PEM, or null for none");
  }

  private static PublicKey read(String pem) throws GeneralSecurityException {
    Matcher publicKey = PUBLIC_KEY.matcher(pem);
    if (publicKey.matches()) {
      byte[] encoded = Base64.getMimeDecoder().decode(publicKey.group(1));
      return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
    }
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))).getPublicKey();
  }
}
