package io.pardotroutes.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.pardotroutes.bundle.Bundle;
import io.pardotroutes.sandbox.Sandbox;
import io.pardotroutes.settings.InvalidConfiguration;
import io.pardotroutes.support.BundleTest;
import io.pardotroutes.support.Certificates;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The way out: Pardot and Salesforce by TLS with a certificate of the company's own, through its proxy, which is the only one who finds them. */
class OutgoingTest extends BundleTest {

  private static final String PARDOT = "pi.pardot.test";

  @TempDir
  Path keys;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> tunnelled = new CopyOnWriteArrayList<>();
  private final List<String> cookies = new CopyOnWriteArrayList<>();
  private volatile Trouble trouble = exchange -> false;
  private Sandbox sandbox;
  private HttpsServer pardot;
  private ServerSocket proxy;

  /** What a server does instead of answering; false: nothing. */
  private interface Trouble {
    boolean made(HttpExchange exchange) throws IOException;
  }

  @BeforeEach
  void openWay() throws Exception {
    sandbox = Sandbox.start("127.0.0.1", 0);
    proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::acceptTunnels);
    home.setting("pardot.allowedHosts", PARDOT).setting("pardot.proxy.host", "127.0.0.1").setting("pardot.proxy.port", proxy.getLocalPort()).setting("pardot.proxy.username", "web")
        .setting("pardot.proxy.password", "proxy-password").setting("pardot.http.writeKeys", "shop:shop-key-0123456789");
    home.destination("main", 4, "baseUrl = https://" + PARDOT, "auth.flow = refresh-token", "auth.loginUrl = https://" + PARDOT, "auth.clientId = sandbox",
        "auth.refreshToken = sandbox-refresh-token");
  }

  @AfterEach
  void closeWay() throws Exception {
    proxy.close();
    threads.shutdownNow();
    if (pardot != null) {
      pardot.stop(0);
    }
    sandbox.close();
  }

  @Test
  void everyCallGoesThroughTheProxyAndTrustsTheCertificateGiven() throws Exception {
    Certificates authority = Certificates.of("authority");
    servePardot(authority.issue(PARDOT, Duration.ofDays(1)));
    trust(authority);
    start();

    assertAccepted("proxied@out.example");

    eventuallyHolds(() -> assertThat(prospectsThere()).contains("proxied@out.example"));
    assertThat(tunnelled).isNotEmpty().allMatch(line -> line.startsWith("CONNECT " + PARDOT + ":443"));
    assertThat(asked).contains("/services/oauth2/token").anyMatch(path -> path.startsWith("/api/prospect/version/4/do/"));
  }

  @ParameterizedTest
  @CsvSource({"true, true", "false, true", "true, false", "false, false"})
  void aCertificateThatNobodyKnowsOrOfAnotherNameGetsNoRequest(boolean signInToo, boolean unknown) throws Exception {
    Certificates certificate = Certificates.of(unknown ? PARDOT : "other.pardot.test");
    servePardot(certificate);
    if (!unknown) {
      trust(certificate);
    }
    assertNothingIsAsked(signInToo);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCertificateThatHasEndedGetsNoRequest(boolean signInToo) throws Exception {
    Certificates authority = Certificates.of("authority");
    servePardot(authority.issue(PARDOT, Duration.ofDays(-1)));
    trust(authority);
    assertNothingIsAsked(signInToo);
  }

  @Test
  void oldVersionsOfTlsGetNoRequest() throws Exception {
    try (ServerSocket old = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Future<byte[]> afterHello = threads.submit(() -> answerAsTls10(old));
      home.destination("main", 4, "baseUrl = https://localhost:" + old.getLocalPort(), "auth.flow = none");
      start();

      assertAccepted("old@out.example");

      eventuallyHolds(() -> assertThat(waits("main", "unavailable")).isTrue());
      assertThat(afterHello.get(10, TimeUnit.SECONDS)).startsWith(0x15).as("an alert").hasSize(7);
    }
  }

  @Test
  void aCallByTlsWaitsNoLongerThanSetAndLeavesTryingAgainToTheRoutes() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    CountDownLatch end = new CountDownLatch(1);
    Certificates authority = Certificates.of("authority");
    servePardot(authority.issue(PARDOT, Duration.ofDays(1)));
    trust(authority);
    trouble = exchange -> {
      if (!exchange.getRequestURI().getPath().startsWith("/api/prospect/")) {
        return false;
      }
      cookies.addAll(exchange.getRequestHeaders().getOrDefault("Cookie", List.of()));
      exchange.getResponseHeaders().set("Set-Cookie", "session=theirs");
      if (calls.incrementAndGet() == 1) {
        await(end);
      }
      exchange.sendResponseHeaders(503, -1);
      return true;
    };
    home.setting("pardot.delivery.requestTimeout", "1s");
    start();

    assertAccepted("late@out.example");

    eventuallyHolds(() -> assertThat(calls).hasValueGreaterThan(6));
    trouble = exchange -> false;
    assertThat(requestsOfRoutes()).as("no call but the routes' own").isGreaterThanOrEqualTo(6);
    assertThat(cookies).isEmpty();
    end.countDown();
  }

  @Test
  void aFileWithoutCertificatesStopsTheStartAndIsNamed() {
    home.write("nothing.pem", "no certificate");
    home.setting("pardot.tls.trustedCertificates", "nothing.pem");

    assertThatThrownBy(() -> Bundle.start(home.folder(), why -> { })).isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("pardot.tls.trustedCertificates").hasMessageContaining("nothing.pem");
  }

  private double requestsOfRoutes() {
    return get(home.consolePort, "/observe/metrics").body().lines().filter(line -> line.startsWith("pardot_requests_total{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
  }

  /** Neither by the sign-in nor, where that is on this machine and works, by the routes' own calls. */
  private void assertNothingIsAsked(boolean signInToo) {
    if (!signInToo) {
      home.destination("main", 4, "baseUrl = https://" + PARDOT, "auth.flow = refresh-token", "auth.loginUrl = http://localhost:" + sandbox.port(),
          "auth.clientId = sandbox", "auth.refreshToken = sandbox-refresh-token");
    }
    start();

    assertAccepted("nobody@out.example");

    eventuallyHolds(() -> assertThat(waits("main", signInToo ? "unauthorized" : "unavailable")).isTrue());
    assertThat(asked).isEmpty();
  }

  /** Answers each hello with that of a server of TLS 1.0; gives what the first client says to it. */
  private static byte[] answerAsTls10(ServerSocket server) throws IOException {
    try (Socket client = server.accept()) {
      client.getInputStream().readNBytes(5);
      client.getInputStream().read(new byte[16_384]);
      byte[] hello = new byte[47];
      System.arraycopy(new byte[] {0x16, 3, 1, 0, 42, 2, 0, 0, 38, 3, 1}, 0, hello, 0, 11);
      hello[45] = 0x2f;
      client.getOutputStream().write(hello);
      return client.getInputStream().readAllBytes();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void assertAccepted(String email) {
    assertThat(post("/v1/identify", identify(email, "CEO").getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json", "Authorization",
        basic("shop-key-0123456789")).statusCode()).isEqualTo(200);
  }

  private String prospectsThere() {
    return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + sandbox.port() + "/sandbox/prospects")).build()).body();
  }

  private void trust(Certificates authority) {
    authority.write(keys.resolve("trusted.pem"));
    home.setting("pardot.tls.trustedCertificates", keys.resolve("trusted.pem"));
  }

  /** The sandbox behind TLS, with this certificate. */
  private void servePardot(Certificates certificate) throws IOException {
    pardot = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    pardot.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
    pardot.setExecutor(threads);
    pardot.createContext("/", exchange -> {
      asked.add(exchange.getRequestURI().getPath());
      if (trouble.made(exchange)) {
        exchange.close();
        return;
      }
      HttpRequest.Builder forward = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + sandbox.port() + exchange.getRequestURI()))
          .POST(HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
      for (String header : List.of("Content-Type", "Authorization", "Pardot-Business-Unit-Id")) {
        if (exchange.getRequestHeaders().containsKey(header)) {
          forward.header(header, exchange.getRequestHeaders().getFirst(header));
        }
      }
      HttpResponse<String> answer = send(forward.build());
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.headers().firstValue("Content-Type").orElse("text/plain"));
      exchange.sendResponseHeaders(answer.statusCode(), body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    });
    pardot.start();
  }

  private void acceptTunnels() {
    while (!proxy.isClosed()) {
      try {
        Socket client = proxy.accept();
        threads.execute(() -> tunnel(client));
      } catch (IOException | RejectedExecutionException closed) {
        return;
      }
    }
  }

  /** One client of the proxy: asked for its password first, then led to the one server there is. */
  private void tunnel(Socket client) {
    String wanted = "Proxy-Authorization: Basic " + Base64.getEncoder().encodeToString("web:proxy-password".getBytes(StandardCharsets.UTF_8));
    try (client) {
      BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1), 1);
      for (String first = in.readLine(); first != null; first = in.readLine()) {
        boolean known = false;
        for (String header = in.readLine(); header != null && !header.isEmpty(); header = in.readLine()) {
          known |= header.equals(wanted);
        }
        if (known) {
          tunnelled.add(first);
          client.getOutputStream().write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
          lead(client);
          return;
        }
        client.getOutputStream().write("HTTP/1.1 407 Who?\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
      }
    } catch (IOException ended) {
      // The client has what it wanted, or is refused.
    }
  }

  private void lead(Socket client) throws IOException {
    try (Socket server = new Socket(InetAddress.getLoopbackAddress(), pardot.getAddress().getPort())) {
      threads.execute(() -> pump(client, server));
      server.getInputStream().transferTo(client.getOutputStream());
    }
  }

  private static void pump(Socket from, Socket to) {
    try (InputStream in = from.getInputStream()) {
      in.transferTo(to.getOutputStream());
    } catch (IOException ended) {
      // One side has closed.
    }
  }
}
