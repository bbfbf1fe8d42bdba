package io.pardotroutes.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pardotroutes.accept.Acceptance;
import io.pardotroutes.accept.Backlog;
import io.pardotroutes.accept.RecordingCounter;
import io.pardotroutes.event.EventReader;
import io.pardotroutes.ingest.DefaultDestinations;
import io.pardotroutes.ingest.IngestPolicies;
import io.pardotroutes.ingest.RecordingQueue;
import io.pardotroutes.ingest.file.Inbox;
import io.pardotroutes.jms.QueueMessage;
import io.pardotroutes.store.file.SeenMessageIds;
import io.pardotroutes.support.RouteTest;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.component.platform.http.main.MainHttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestWebhookRouteTest extends RouteTest {

  private static final String EVENT = "{ \"type\":\"identify\", \"userId\":\"u1\", \"traits\":{\"n\":1.50} }";

  @TempDir Path data;
  private final RecordingQueue queue = new RecordingQueue();
  private SeenMessageIds seen;
  private int port;

  IngestWebhookRouteTest() {
    super("ingest-webhook.camel.yaml", "accept.camel.yaml");
  }

  @Override
  protected List<RouteConfigurationsBuilder> policies() {
    return List.of(new IngestPolicies());
  }

  @BeforeEach
  void startDoor() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    EventReader reader = new EventReader(Clock.systemUTC());
    RecordingCounter counter = new RecordingCounter();
    seen = SeenMessageIds.open(data, Clock.systemUTC());
    bind("queue", queue);
    bind("webhooks", new Webhooks(reader, "segment:old-secret,segment:new-secret,other:third", 0, Cors.parse("")));
    bind("httpAnswers", new HttpAnswers(Cors.parse(""), counter));
    bind("inbox", new Inbox(data, reader));
    bind("backlog", new Backlog(0, () -> 0));
    bind("acceptance", new Acceptance(seen, () -> List.of(DefaultDestinations.v4("emea")), counter));
    bind("allOrNone", queue);
    replace("put-deliveries", "bean:queue?method=put");
    replace("put-rejected", "bean:queue?method=reject");
    MainHttpServer server = new MainHttpServer();
    server.setHost("127.0.0.1");
    server.setPort(port);
    server.setMaxBodySize(4_194_304L);
    context.addService(server);
    start();
  }

  @AfterEach
  void closeStore() {
    seen.close();
  }

  @Test
  void aSignedEventIsQueued() throws Exception {
    assertThat(post("segment", EVENT, sign("new-secret", EVENT)).statusCode()).isEqualTo(200);

    assertThat(queue.messages()).extracting(QueueMessage::queue).containsExactly("pardot.deliveries.emea");
  }

  @Test
  void eitherSecretIsGoodWhileOneFollowsTheOther() throws Exception {
    assertThat(post("segment", EVENT, sign("old-secret", EVENT)).statusCode()).isEqualTo(200);
  }

  @Test
  void anArrayIsSignedOverTheBytesOfItsFirstEvent() throws Exception {
    String array = " [" + EVENT + ", {\"type\":\"identify\",\"userId\":\"u2\"}, 7]";

    HttpResponse<String> answer = post("segment", array, sign("new-secret", EVENT));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"errors\"");
    assertThat(queue.messages("pardot.deliveries.emea")).hasSize(2);
    assertThat(queue.rejected()).hasSize(1);
  }

  @Test
  void aMissingOrWrongSignatureIsAnsweredWith401() throws Exception {
    String right = sign("new-secret", EVENT);

    assertThat(post("segment", EVENT, null).statusCode()).isEqualTo(401);
    assertThat(post("segment", EVENT, "").statusCode()).isEqualTo(401);
    assertThat(post("segment", EVENT + " ", right).statusCode()).isEqualTo(401);
    assertThat(post("segment", EVENT, right.toUpperCase(Locale.ROOT)).statusCode()).isEqualTo(401);
    assertThat(post("segment", EVENT, sign("third", EVENT)).statusCode()).isEqualTo(401);
    assertThat(post("segment", "[" + EVENT, sign("wrong", EVENT)).statusCode()).isEqualTo(401);

    assertThat(queue.messages()).isEmpty();
  }

  @Test
  void anUnknownSourceIsAnsweredWith404() throws Exception {
    assertThat(post("nobody", EVENT, sign("new-secret", EVENT)).statusCode()).isEqualTo(404);
  }

  @Test
  void anEmptySecretIsRefusedAtTheStartAndNotRepeatedInTheText() {
    EventReader reader = new EventReader(Clock.systemUTC());

    assertThatThrownBy(() -> new Webhooks(reader, "a:hush,segment:", 0, Cors.parse("")))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("entry 2 of 2").hasMessageNotContaining("hush");
  }

  private HttpResponse<String> post(String source, String body, String signature) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/webhook/" + source))
        .version(HttpClient.Version.HTTP_1_1).header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
    if (signature != null) {
      request.header("X-Signature", signature);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String sign(String secret, String body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
    return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
  }
}
