package io.pardotroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pardotroutes.live.LiveTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.apache.camel.component.platform.http.main.MainHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Routes behind the HTTP server: trying a file must not disturb the paths that are served. */
class HttpRoutesTest extends LiveTest {

  private static final String FILE = "routes/greet.camel.yaml";

  private final HttpClient client = HttpClient.newHttpClient();
  private final MainHttpServer server = new MainHttpServer();

  @BeforeEach
  void serve() throws Exception {
    server.setHost("127.0.0.1");
    server.setPort(0);
    context.addService(server);
  }

  @AfterEach
  void stopServing() {
    server.stop();
  }

  private String get(String path) throws IOException, InterruptedException {
    int port = context.hasService(VertxPlatformHttpServer.class).getServer().actualPort();
    var answer = client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(), BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body();
  }

  @Test
  void aRefusedChangeLeavesThePathServed() throws Exception {
    home.write(FILE, answering("greet", "platform-http:/greet", "one"));
    start();
    assertThat(get("/greet")).isEqualTo("200 one");

    home.write(FILE, answering("greet", "platform-http:/greet", "two") + answering("part", "platform-http:/part?nonsense=1", "two"));

    assertThat(awaitRefusal().what()).contains("nonsense");
    assertThat(get("/greet")).isEqualTo("200 one");
    assertThat(get("/part")).startsWith("404");
  }

  @Test
  void aChangeIsServedAndNeitherTwiceNorHalf() throws Exception {
    home.write(FILE, answering("greet", "platform-http:/greet", "one"));
    start();

    home.write(FILE, answering("greet", "platform-http:/greet", "two"));

    await().atMost(SOON).ignoreExceptions().until(() -> get("/greet").equals("200 two"));
    home.write(FILE, answering("greet", "platform-http:/welcome", "three"));
    await().atMost(SOON).ignoreExceptions().until(() -> get("/welcome").equals("200 three"));
    assertThat(get("/greet")).startsWith("404");
  }

  @Test
  void aPathThatAnotherFileServesIsRefused() throws Exception {
    home.write(FILE, answering("greet", "platform-http:/greet", "one"));
    start();

    home.write("routes/other.camel.yaml", answering("other", "platform-http:/greet", "two"));

    assertThat(awaitRefusal().what()).contains("the route greet consumes from platform-http:///greet already");
    assertThat(get("/greet")).isEqualTo("200 one");
  }
}
