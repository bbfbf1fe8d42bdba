package io.pardotroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.pardotroutes.sandbox.Sandbox;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way out: Pardot and Salesforce by TLS with a certificate of the company's own, through its proxy, which is the only one who finds them. */
class OutgoingTest extends BundleTest {

  private static final String PARDOT = "pi.pardot.test";
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir
  Path keys;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> tunnelled = new CopyOnWriteArrayList<>();
  private Sandbox sandbox;
  private HttpsServer pardot;
  private ServerSocket proxy;

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
    servePardot(PARDOT);
    trustItsCertificate();
    start();

    assertAccepted("proxied@out.example");

    eventuallyHolds(() -> assertThat(prospectsThere()).contains("proxied@out.example"));
    assertThat(tunnelled).isNotEmpty().allMatch(line -> line.startsWith("CONNECT " + PARDOT + ":443"));
    assertThat(asked).contains("/services/oauth2/token").anyMatch(path -> path.startsWith("/api/prospect/version/4/do/"));
  }

  @Test
  void aCertificateThatNobodyKnowsGetsNoRequest() throws Exception {
    servePardot(PARDOT);
    start();

    assertAccepted("unknown@out.example");

    eventuallyHolds(() -> assertThat(waits("main", "unauthorized")).isTrue());
    assertThat(asked).isEmpty();
  }

  @Test
  void aCertificateOfAnotherNameGetsNoRequest() throws Exception {
    servePardot("other.pardot.test");
    trustItsCertificate();
    start();

    assertAccepted("name@out.example");

    eventuallyHolds(() -> assertThat(waits("main", "unauthorized")).isTrue());
    assertThat(asked).isEmpty();
  }

  @Test
  void aFileWithoutCertificatesStopsTheStartAndIsNamed() {
    home.write("nothing.pem", "no certificate");
    home.setting("pardot.tls.trustedCertificates", "nothing.pem");

    assertThatThrownBy(() -> Bundle.start(home.folder(), why -> { })).isInstanceOf(CannotStart.class)
        .hasMessageContaining("pardot.tls.trustedCertificates").hasMessageContaining("nothing.pem");
  }

  private void assertAccepted(String email) {
    assertThat(post("/v1/identify", identify(email, "CEO").getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json", "Authorization",
        "Basic " + Base64.getEncoder().encodeToString("shop-key-0123456789:".getBytes(StandardCharsets.UTF_8))).statusCode()).isEqualTo(200);
  }

  private String prospectsThere() {
    return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + sandbox.port() + "/sandbox/prospects")).build()).body();
  }

  private void trustItsCertificate() {
    home.setting("pardot.tls.trustedCertificates", keys.resolve("certificate.pem"));
  }

  /** The sandbox behind TLS, with a certificate of this name. */
  private void servePardot(String name) throws Exception {
    keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "SAN=dns:" + name);
    keytool("-exportcert", "-rfc", "-file", keys.resolve("certificate.pem").toString());
    KeyStore store = KeyStore.getInstance(keys.resolve("keys.p12").toFile(), PASSWORD);
    KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    pardot = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    pardot.setHttpsConfigurator(new HttpsConfigurator(tls));
    pardot.setExecutor(threads);
    pardot.createContext("/", exchange -> {
      asked.add(exchange.getRequestURI().getPath());
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

  private void keytool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-alias", "pardot", "-storetype", "PKCS12", "-keystore", keys.resolve("keys.p12").toString(), "-storepass", new String(PASSWORD)));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(keys.resolve("keytool.log").toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(keys.resolve("keytool.log"))).isZero();
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
