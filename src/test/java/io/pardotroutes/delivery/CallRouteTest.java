package io.pardotroutes.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.pardotroutes.pardot.PardotReply;
import io.pardotroutes.pardot.PardotRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.model.ModelCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One request as it is on the wire. */
class CallRouteTest extends DeliveryRouteTest {

  private final List<String> seen = new ArrayList<>();
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
    server.createContext("/", exchange -> {
      seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Content-Type") + " "
          + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      byte[] answer = "{\"@attributes\":{\"stat\":\"ok\"}}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
      exchange.close();
    });
    server.start();
  }

  @AfterEach
  void stopListening() {
    server.stop(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PATCH"})
  void methodPathContentTypeAndBodyAreTheRequests(String method) throws Exception {
    ((ModelCamelContext) context).addRouteFromTemplate("call-wire", "call", "wire-", null,
        Map.of("destination", "wire", "baseUrl", "http://localhost:" + server.getAddress().getPort()));
    start();

    Exchange done = through("direct:call-wire", "v4", new PardotRequest("update", method, "/api/x/4711", "application/json", "{\"city\":\"K\u00f6ln\"}", false));

    assertThat(done.getException()).isNull();
    assertThat(done.getMessage().getBody()).isInstanceOf(PardotReply.class);
    assertThat(done.getMessage().getHeaders()).isEmpty();
    assertThat(seen).containsExactly(method + " /api/x/4711 application/json {\"city\":\"K\u00f6ln\"}");
  }
}
