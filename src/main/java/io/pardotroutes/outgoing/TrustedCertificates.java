package io.pardotroutes.outgoing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Certificates of authorities that are trusted besides Java's own: for a proxy that looks into TLS, or a test account's own. */
public final class TrustedCertificates {

  private TrustedCertificates() {}

  /**
   * TLS that trusts Java's own authorities and those of a file.
   *
   * @param pem certificates in PEM, one after the other; null for Java's own alone
   * @throws IllegalArgumentException where there are none in it, without the name of a setting
   */
  public static SSLContext context(Path pem) {
    try {
      if (pem == null) {
        return SSLContext.getDefault();
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {manager(pem)}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What checks certificates there; as {@link #context}. */
  static X509TrustManager manager(Path pem) {
    try {
      if (pem == null) {
        return manager((KeyStore) null);
      }
      KeyStore both = KeyStore.getInstance(KeyStore.getDefaultType());
      both.load(null, null);
      int count = 0;
      for (X509Certificate own : manager((KeyStore) null).getAcceptedIssuers()) {
        both.setCertificateEntry("java-" + count++, own);
      }
      for (Certificate given : read(pem)) {
        both.setCertificateEntry("given-" + count++, given);
      }
      return manager(both);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("names a file that can't be read as certificates in PEM: " + pem, e);
    }
  }

  /** Of Java's algorithms for certificates each has one manager, for X.509. */
  private static X509TrustManager manager(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return (X509TrustManager) factory.getTrustManagers()[0];
  }

  private static Collection<? extends Certificate> read(Path pem) throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(pem)) {
      Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (certificates.isEmpty()) {
        throw new CertificateException("none in it");
      }
      return certificates;
    }
  }
}
