package io.pardotroutes.support;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate with its key; its own authority, or issued by another one. */
public record Certificates(X509Certificate certificate, KeyPair keys) {

  /** For 127.0.0.1. */
  public static Certificates make(String name) {
    return make(name, new GeneralName(GeneralName.iPAddress, "127.0.0.1"), Duration.ofDays(1), null);
  }

  /** For a host. */
  public static Certificates of(String host) {
    return make(host, new GeneralName(GeneralName.dNSName, host), Duration.ofDays(1), null);
  }

  /** One that this one vouches for, for a host, until so long from now. */
  public Certificates issue(String host, Duration end) {
    return make(host, new GeneralName(GeneralName.dNSName, host), end, this);
  }

  private static Certificates make(String name, GeneralName host, Duration end, Certificates issuer) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair keys = generator.generateKeyPair();
      X500Name subject = new X500Name("CN=" + name);
      X500Name by = issuer == null ? subject : X500Name.getInstance(issuer.certificate.getSubjectX500Principal().getEncoded());
      Instant now = Instant.now();
      X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(by, BigInteger.valueOf(now.toEpochMilli()),
          Date.from(now.minus(2, ChronoUnit.DAYS)), Date.from(now.plus(end)), subject, keys.getPublic())
          .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(host))
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(issuer == null));
      return new Certificates(new JcaX509CertificateConverter().getCertificate(
          builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build((issuer == null ? keys : issuer.keys).getPrivate()))), keys);
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Writes certificate and key, the key's file for its owner alone. */
  public void write(Path certificateFile, Path keyFile) {
    try {
      Files.writeString(certificateFile, pem(certificate));
      Files.writeString(keyFile, pem(new JcaPKCS8Generator(keys.getPrivate(), null)));
      Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the certificate alone. */
  public void write(Path certificateFile) {
    try {
      Files.writeString(certificateFile, pem(certificate));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pem(Object part) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(part);
    }
    return text.toString();
  }

  /** TLS of a client that trusts this certificate alone, and shows the other one; null: none. */
  public SSLContext client(Certificates own) {
    try {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      trusted.setCertificateEntry("server", certificate);
      TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(own == null ? null : own.shown(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  /** TLS of a server that shows this certificate. */
  public SSLContext server() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(shown(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private KeyManager[] shown() throws GeneralSecurityException, IOException {
    KeyStore ours = KeyStore.getInstance(KeyStore.getDefaultType());
    ours.load(null, null);
    ours.setKeyEntry("own", keys.getPrivate(), new char[0], new Certificate[] {certificate});
    KeyManagerFactory shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    shown.init(ours, new char[0]);
    return shown.getKeyManagers();
  }
}
