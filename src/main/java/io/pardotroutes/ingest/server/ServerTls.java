package io.pardotroutes.ingest.server;

import io.pardotroutes.files.FollowedFiles;
import io.pardotroutes.files.KeyFileRights;
import io.pardotroutes.files.Problem;
import io.pardotroutes.settings.Setting;
import io.pardotroutes.settings.Settings;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SSLOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The certificate of the ingest port, its private key and who may connect, from files in PEM. TLS 1.2 and 1.3 only. */
public final class ServerTls implements FollowedFiles {

  private static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");
  private static final long UPDATE_SECONDS = 5;

  private final Settings settings;
  private final Path certificate;
  private final Path key;
  /** Null where no certificate is asked of clients. */
  private final Path authorities;
  private volatile SSLOptions current;
  private volatile HttpServer server;

  private ServerTls(Settings settings) {
    this.settings = settings;
    this.certificate = settings.path(Setting.HTTP_TLS_CERTIFICATE);
    this.key = settings.path(Setting.HTTP_TLS_KEY);
    this.authorities = settings.text(Setting.HTTP_TLS_CLIENT_CERTIFICATES).isEmpty() ? null : settings.path(Setting.HTTP_TLS_CLIENT_CERTIFICATES);
  }

  /** Null where the settings name no certificate: the port speaks plain HTTP. The files are read by {@link #reread()}. */
  public static ServerTls of(Settings settings) {
    return settings.isSecured() ? new ServerTls(settings) : null;
  }

  @Override
  public List<Path> files() {
    return Stream.of(certificate, key, authorities).filter(file -> file != null).toList();
  }

  /** Takes the files as they are now. Connections that are open go on with what they began with. */
  @Override
  public List<Problem> reread() {
    try {
      SSLOptions next = read();
      if (server != null) {
        server.updateSSLOptions(next).toCompletionStage().toCompletableFuture().get(UPDATE_SECONDS, TimeUnit.SECONDS);
      }
      current = next;
      return List.of();
    } catch (Unusable e) {
      return List.of(new Problem(null, 0, e.getMessage()));
    } catch (ExecutionException | TimeoutException e) {
      return List.of(new Problem(null, 0, Setting.HTTP_TLS_CERTIFICATE.key() + " can't be put to use: save its file again"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  void applyTo(HttpServerOptions options) {
    options.setSsl(true)
        .setEnabledSecureTransportProtocols(PROTOCOLS)
        .setKeyCertOptions(current.getKeyCertOptions())
        .setTrustOptions(current.getTrustOptions())
        .setClientAuth(authorities == null ? ClientAuth.NONE : ClientAuth.REQUIRED);
  }

  /** Has the server take what changes from now on. */
  void follow(HttpServer running) {
    server = running;
  }

  private SSLOptions read() {
    byte[] certificates = bytes(Setting.HTTP_TLS_CERTIFICATE, certificate);
    X509Certificate own = certificates(Setting.HTTP_TLS_CERTIFICATE, certificates).get(0);
    requirePrivate();
    PemKeyCertOptions pair = new PemKeyCertOptions().setCertValue(Buffer.buffer(certificates))
        .setKeyValue(Buffer.buffer(bytes(Setting.HTTP_TLS_KEY, key)));
    requireMatch(own, pair);
    SSLOptions options = new SSLOptions().setKeyCertOptions(pair).setUseAlpn(false).setEnabledSecureTransportProtocols(PROTOCOLS);
    if (authorities != null) {
      byte[] trusted = bytes(Setting.HTTP_TLS_CLIENT_CERTIFICATES, authorities);
      certificates(Setting.HTTP_TLS_CLIENT_CERTIFICATES, trusted);
      options.setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(trusted)));
    }
    return options;
  }

  private byte[] bytes(Setting setting, Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw unusable(setting, "names a file that can't be read; check the path and its rights", e);
    }
  }

  private List<X509Certificate> certificates(Setting setting, byte[] pem) {
    try {
      List<X509Certificate> found = CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)).stream()
          .map((Certificate each) -> (X509Certificate) each).toList();
      if (found.isEmpty()) {
        throw unusable(setting, "names a file without a certificate in PEM", null);
      }
      return found;
    } catch (GeneralSecurityException e) {
      throw unusable(setting, "names a file that can't be read as certificates in PEM", e);
    }
  }

  private void requirePrivate() {
    try {
      if (KeyFileRights.areTooWide(key)) {
        throw unusable(Setting.HTTP_TLS_KEY, "names a file that others may read or write; take these rights away (chmod 600)", null);
      }
    } catch (IOException e) {
      throw unusable(Setting.HTTP_TLS_KEY, "names a file that can't be read; check the path and its rights", e);
    }
  }

  private void requireMatch(X509Certificate own, PemKeyCertOptions pair) {
    try {
      if (!KeyPairs.match(own, pair.getKeyManagerFactory(null))) {
        throw unusable(Setting.HTTP_TLS_KEY, "is not the key of the first certificate that " + Setting.HTTP_TLS_CERTIFICATE.key() + " names", null);
      }
    } catch (Unusable e) {
      throw e;
    } catch (Exception e) {
      throw unusable(Setting.HTTP_TLS_KEY, "names a file that can't be read as the certificate's private key in PEM (RSA or EC, not encrypted)", e);
    }
  }

  private Unusable unusable(Setting setting, String what, Exception cause) {
    return new Unusable(setting.key() + " = " + settings.text(setting) + " " + what, cause);
  }

  private static final class Unusable extends RuntimeException {
    Unusable(String message, Exception cause) {
      super(message, cause);
    }
  }
}
