package io.pardotroutes.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that routes make, and those that none makes: sign-in and commands. */
@Timeout(60)
class OutgoingHttpTest {

  private static final Duration ANSWER = Duration.ofSeconds(1);
  private static final byte[] HEAD = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private final OutgoingHttp outgoing = new OutgoingHttp(TrustedCertificates.context(null), null);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private ServerSocket server;

  private interface Answer {
    void write(OutputStream out) throws IOException;
  }

  @BeforeEach
  void open() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"169.254.169.254", "2852039166", "[fe80::1]", "[fd00:ec2::254]", "[::ffff:169.254.169.254]"})
  void noConnectionIsMadeToTheCloudsOwnMachinery(String host) throws IOException {
    try (CloseableHttpClient client = outgoing.client()) {
      assertThatThrownBy(() -> client.execute(new HttpGet("http://" + host + "/"), answer -> null))
          .isInstanceOf(UnknownHostException.class).hasMessageContaining("link-local or cloud metadata");
    }
    for (String scheme : new String[] {"http", "https"}) {
      assertThatThrownBy(() -> callByRoute(scheme + "://" + host + "/"))
          .cause().isInstanceOf(UnknownHostException.class).hasMessageContaining("link-local or cloud metadata");
    }
  }

  @Test
  void anAnswerInDropsIsCutOffInTime() {
    answer(out -> {
      out.write(HEAD);
      drip(out);
    });

    assertThatThrownBy(() -> callByRoute(address())).isInstanceOf(CamelExecutionException.class).hasCauseInstanceOf(IOException.class);
  }

  @Test
  void aHeadInDropsIsCutOffInTime() {
    answer(out -> drip(out));

    assertThatThrownBy(() -> callByRoute(address())).isInstanceOf(CamelExecutionException.class).hasCauseInstanceOf(IOException.class);
  }

  @Test
  void anAnswerWithoutEndIsNotKept() {
    byte[] much = new byte[100_000];
    answer(out -> {
      out.write(HEAD);
      while (true) {
        out.write(much);
      }
    });

    assertThatThrownBy(() -> callByRoute(address())).cause().isInstanceOf(IOException.class).hasMessageContaining("larger than");
  }

  @Test
  void aHeadWithoutEndIsNotKept() {
    answer(out -> {
      out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.ISO_8859_1));
      while (true) {
        out.write("X-More: and more\r\n".getBytes(StandardCharsets.ISO_8859_1));
      }
    });

    assertThatThrownBy(() -> callByRoute(address())).cause().isInstanceOf(IOException.class).hasMessageContaining("header count");
  }

  @Test
  void anAnswerThatTakesItsTimeButEndsIsTaken() throws Exception {
    answer(out -> {
      out.write(HEAD);
      out.write("slowly".getBytes(StandardCharsets.ISO_8859_1));
    });

    assertThat(callByRoute(address())).isEqualTo("slowly");
  }

  /** A byte each 50 ms: far within the timeout of a socket. */
  private static void drip(OutputStream out) throws IOException {
    out.write("HTTP/1.1 200 ".getBytes(StandardCharsets.ISO_8859_1));
    while (true) {
      out.write('x');
      out.flush();
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private void answer(Answer answer) {
    threads.execute(() -> {
      try (Socket client = server.accept()) {
        client.getInputStream().read(new byte[8_192]);
        answer.write(client.getOutputStream());
      } catch (IOException cutOff) {
        // As it should be.
      }
    });
  }

  private String address() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/";
  }

  private String callByRoute(String address) throws Exception {
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      context.addComponent("http", new RouteHttp(outgoing, ANSWER, ANSWER));
      context.addComponent("https", new RouteHttp(outgoing, ANSWER, ANSWER));
      context.start();
      return context.createProducerTemplate().requestBody(address, "", String.class);
    }
  }
}
