package io.pardotroutes.ingest.server;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509KeyManager;

/** Tells whether a private key belongs to a certificate: Java takes any two and fails at the first handshake only. */
final class KeyPairs {

  private static final Map<String, String> SIGNATURES = Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA");
  private static final byte[] SAMPLE = {1, 2, 3};

  private KeyPairs() {}

  /** @throws GeneralSecurityException where it can't be told: another kind of key than RSA and EC */
  static boolean match(X509Certificate certificate, KeyManagerFactory factory) throws GeneralSecurityException {
    PrivateKey key = privateKey(certificate, factory);
    if (key == null) {
      return false;
    }
    Signature signer = Signature.getInstance(SIGNATURES.get(key.getAlgorithm()));
    signer.initSign(key);
    signer.update(SAMPLE);
    byte[] signed = signer.sign();
    Signature verifier = Signature.getInstance(signer.getAlgorithm());
    verifier.initVerify(certificate);
    verifier.update(SAMPLE);
    try {
      return verifier.verify(signed);
    } catch (SignatureException ofAnotherLength) {
      return false;
    }
  }

  private static PrivateKey privateKey(X509Certificate certificate, KeyManagerFactory factory) throws GeneralSecurityException {
    String algorithm = certificate.getPublicKey().getAlgorithm();
    if (!SIGNATURES.containsKey(algorithm)) {
      throw new GeneralSecurityException("neither RSA nor EC");
    }
    for (KeyManager manager : factory.getKeyManagers()) {
      String[] aliases = ((X509KeyManager) manager).getServerAliases(algorithm, null);
      if (aliases != null && aliases.length > 0) {
        PrivateKey key = ((X509KeyManager) manager).getPrivateKey(aliases[0]);
        return key.getAlgorithm().equals(algorithm) ? key : null;
      }
    }
    return null;
  }
}
