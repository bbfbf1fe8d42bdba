package io.pardotroutes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.pardotroutes.support.BundleTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer that sends us elsewhere, from Pardot or from the sign-in, or a header that does: nothing goes there, neither a token nor a person. */
class RedirectTest extends BundleTest {

  private static final String TOKEN_PATH = "/services/oauth2/token";

  private final List<String> askedElsewhere = new CopyOnWriteArrayList<>();
  private HttpServer here;
  private HttpServer elsewhere;

  @BeforeEach
  void openServers() throws IOException {
    here = server();
    elsewhere = server();
    elsewhere.createContext("/", exchange -> {
      askedElsewhere.add(exchange.getRequestURI().getPath());
      answer(exchange, 200, "{}");
    });
    String address = "http://localhost:" + here.getAddress().getPort();
    home.destination("main", 4, "baseUrl = " + address, "auth.flow = refresh-token", "auth.loginUrl = " + address,
        "auth.clientId = client", "auth.refreshToken = refresh");
  }

  @AfterEach
  void closeServers() {
    here.stop(0);
    elsewhere.stop(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void aRedirectOfPardotIsNotFollowed(int status) {
    signIn();
    here.createContext("/", exchange -> redirect(exchange, status));

    sendAndAwait("unavailable");
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 307})
  void aRedirectOfTheSignInIsNotFollowed(int status) {
    here.createContext("/", exchange -> redirect(exchange, status));

    sendAndAwait("unauthorized");
  }

  @Test
  void aHeaderWithAnotherAddressLeadsNowhereAndTheTokenDoesNotComeBackWithTheAnswer() {
    String forged = "http://localhost:" + elsewhere.getAddress().getPort() + "/forged";
    home.write("routes/call.camel.yaml", home.read("routes/call.camel.yaml")
        .replaceFirst("( +)- to:\\s+id: call-pardot", "$1- setHeader: {name: CamelHttpUri, constant: '" + forged + "'}\n$0")
        .replaceFirst("( +)- bean: \\{ref: calls, method: read}", "$1- setVariable: {name: 'global:cameBack', simple: '[\\${header.Authorization}]'}\n$0"));
    List<String> tokens = new CopyOnWriteArrayList<>();
    signIn();
    here.createContext("/", exchange -> {
      tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
      answer(exchange, 503, "");
    });

    sendAndAwait("unavailable");

    assertThat(tokens).isNotEmpty().containsOnly("Bearer token");
    assertThat(bundle().context().getVariable("cameBack")).isEqualTo("[]");
  }

  private void signIn() {
    here.createContext(TOKEN_PATH, exchange -> answer(exchange, 200,
        "{\"access_token\":\"token\",\"token_type\":\"Bearer\",\"instance_url\":\"http://localhost:" + here.getAddress().getPort() + "\"}"));
  }

  /** Once the event waits for this reason, a redirect that is followed has arrived. */
  private void sendAndAwait(String reason) {
    start();

    post("/v1/identify", identify("someone@redirect.example", "CEO"));

    eventuallyHolds(() -> assertThat(waits("main", reason)).isTrue());
    assertThat(askedElsewhere).isEmpty();
    assertThat(queued("pardot.dead.main")).isEmpty();
  }

  private void redirect(HttpExchange exchange, int status) throws IOException {
    exchange.getResponseHeaders().set("Location", "http://localhost:" + elsewhere.getAddress().getPort() + "/");
    answer(exchange, status, "");
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    exchange.getRequestBody().readAllBytes();
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static HttpServer server() throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
    server.start();
    return server;
  }
}
