package io.pardotroutes.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pardotroutes.support.Certificates;
import io.pardotroutes.support.Home;
import io.pardotroutes.support.RawHttp;
import io.pardotroutes.support.SharedBundleTest;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ingest port speaks TLS as it should be spoken, and its certificates change while it runs. */
@Timeout(120)
class IngestTlsTest extends SharedBundleTest {

  private static final Certificates CLIENT = Certificates.make("sender");
  private static final Certificates STRANGER = Certificates.make("stranger");
  private static final String TRACK = "{\"event\":\"E\",\"userId\":\"u\"}";
  private Certificates server = Certificates.make("first");

  @Override
  protected void prepare(Home home) {
    home.destination("main", 4)
        .setting("pardot.http.tls.certificate", "config/server.pem")
        .setting("pardot.http.tls.key", "config/server.key")
        .setting("pardot.http.tls.clientCertificates", "config/clients.pem");
    write(server);
    CLIENT.write(file("clients.pem"), file("client.key"));
  }

  private Path file(String name) {
    return home.folder().resolve("config").resolve(name);
  }

  private void write(Certificates next) {
    next.write(file("server.pem"), file("server.key"));
  }

  private SSLSocket connect(SSLContext context, String... protocols) throws IOException {
    SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", home.httpPort);
    socket.setSoTimeout(30_000);
    if (protocols.length > 0) {
      socket.setEnabledProtocols(protocols);
    }
    return socket;
  }

  private static int ask(SSLSocket socket) {
    return new RawHttp(socket).send(RawHttp.post("/v1/track", TRACK, "Authorization: " + WRITE_KEY)).answer().status();
  }

  private static String shown(SSLSocket socket) throws IOException {
    return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSubjectX500Principal().getName();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void todaysVersionsAreSpoken(String version) throws IOException {
    try (SSLSocket socket = connect(server.client(CLIENT), version)) {
      assertThat(ask(socket)).isEqualTo(200);
      assertThat(socket.getSession().getProtocol()).isEqualTo(version);
    }
  }

  /** Said by hand: Java's clients would refuse by themselves. */
  @ParameterizedTest
  @CsvSource({"0301, 15, 46", "0302, 15, 46", "0303, 16, 02"})
  void yesterdaysVersionsAreRefused(String version, String record, String content) throws IOException {
    String extensions = "000a00040002" + "0017" + "000b00020100" + "000d00040002" + "0403";
    String hello = version + "5a".repeat(32) + "00" + "0004" + "c009" + "c02b" + "0100" + sized(2, extensions);
    byte[] answer;
    try (Socket socket = new Socket("127.0.0.1", home.httpPort)) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(HexFormat.of().parseHex("160301" + sized(2, "01" + sized(3, hello))));
      answer = socket.getInputStream().readNBytes(7);
    }

    // An alert (15) that says protocol_version (46), or a handshake (16) that goes on with the server's hello (02): RFC 5246, 6.2.1 and 7.
    assertThat(HexFormat.of().toHexDigits(answer[0])).isEqualTo(record);
    assertThat(HexFormat.of().toHexDigits(record.equals("15") ? answer[6] : answer[5])).isEqualTo(content);
  }

  private static String sized(int bytes, String hex) {
    return HexFormat.of().toHexDigits(hex.length() / 2, 2 * bytes) + hex;
  }

  @Test
  void aSenderWithoutACertificateOrWithAStrangersIsNotHeard() throws IOException {
    for (Certificates shown : new Certificates[] {null, STRANGER}) {
      try (SSLSocket socket = connect(server.client(shown))) {
        assertThatThrownBy(() -> ask(socket)).isInstanceOfAny(java.io.UncheckedIOException.class, AssertionError.class);
      }
    }
    assertThat(events("", "accepted", "")).isEqualTo(events("main", "discarded", "unsupported-type"));
  }

  @Test
  void plainHttpIsNotAnswered() {
    try (RawHttp connection = new RawHttp(home.httpPort)) {
      assertThatThrownBy(() -> connection.send(RawHttp.post("/v1/track", TRACK, "Authorization: " + WRITE_KEY)).answer())
          .isInstanceOfAny(java.io.UncheckedIOException.class, AssertionError.class, RuntimeException.class);
    }
  }

  @Test
  void http2IsNotOffered() throws IOException {
    try (SSLSocket socket = connect(server.client(CLIENT))) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
      socket.setSSLParameters(parameters);

      socket.startHandshake();

      assertThat(socket.getApplicationProtocol()).isNotEqualTo("h2");
    }
  }

  @Test
  void aNewCertificateIsShownToNewConnectionsAndTheOldOnesStay() throws IOException {
    try (SSLSocket old = connect(server.client(CLIENT))) {
      assertThat(ask(old)).isEqualTo(200);
      Certificates next = Certificates.make("next");

      write(next);

      eventuallyHolds(() -> {
        try (SSLSocket socket = connect(next.client(CLIENT))) {
          assertThatCode(socket::startHandshake).doesNotThrowAnyException();
          assertThat(shown(socket)).isEqualTo("CN=next");
          assertThat(ask(socket)).isEqualTo(200);
        }
      });
      server = next;
      assertThat(ask(old)).as("the connection from before").isEqualTo(200);
    }
    // Clients without a certificate are as unwelcome as before.
    try (SSLSocket socket = connect(server.client(null))) {
      assertThatThrownBy(() -> ask(socket)).isInstanceOfAny(java.io.UncheckedIOException.class, AssertionError.class);
    }
  }

  @Test
  void aCertificateThatIsBrokenIsToldAndTheOldOneGoesOn() throws IOException {
    home.write("config/server.pem", "no certificate");

    eventuallyHolds(() -> assertThat(get(home.consolePort, "/observe/health").body()).contains("pardot.http.tls.certificate"));
    try (SSLSocket socket = connect(server.client(CLIENT))) {
      assertThat(ask(socket)).isEqualTo(200);
    }
    STRANGER.write(file("server.pem"), file("unused.key"));
    eventuallyHolds(() -> assertThat(get(home.consolePort, "/observe/health").body()).contains("is not the key of the first certificate"));

    write(server);
    eventuallyHolds(() -> assertThat(get(home.consolePort, "/observe/health").statusCode()).isEqualTo(200));
  }
}
