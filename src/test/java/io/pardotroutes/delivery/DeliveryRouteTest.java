package io.pardotroutes.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pardotroutes.auth.AccessTokens;
import io.pardotroutes.destination.Auth;
import io.pardotroutes.destination.Destination;
import io.pardotroutes.destination.Destinations;
import io.pardotroutes.event.EventFilter;
import io.pardotroutes.jms.QueueMessage;
import io.pardotroutes.jms.ReceivedMessage;
import io.pardotroutes.pardot.PardotApi;
import io.pardotroutes.pardot.form.FormApi;
import io.pardotroutes.prospect.ApiVersion;
import io.pardotroutes.prospect.FieldMap;
import io.pardotroutes.prospect.OnLookupMiss;
import io.pardotroutes.prospect.OnNoIdentifier;
import io.pardotroutes.secret.SecretKeys;
import io.pardotroutes.secret.Secrets;
import io.pardotroutes.status.PardotMetrics;
import io.pardotroutes.status.Waits;
import io.pardotroutes.support.RouteTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.junit.jupiter.api.BeforeEach;

/**
 * Routes of the delivery as they ship, with their real beans. Only what leaves the process is replaced: {@code call-pardot} by
 * {@link #pardot}, {@code put-dead-letters} by {@link #deadLetters}.
 */
abstract class DeliveryRouteTest extends RouteTest {

  /** One destination for each way of finding a prospect. */
  private static final Map<String, Destination> DESTINATIONS = Map.of(
      "v3", destination("v3", ApiVersion.V3, null, false, OnLookupMiss.ADOPT, OnNoIdentifier.MATCH_EMAIL, 50),
      "v4", destination("v4", ApiVersion.V4, null, false, OnLookupMiss.ADOPT, OnNoIdentifier.MATCH_EMAIL, 50),
      "single", destination("single", ApiVersion.V4, "org_id", false, OnLookupMiss.ADOPT, OnNoIdentifier.MATCH_EMAIL, 1),
      "lookup", destination("lookup", ApiVersion.V4, "org_id", false, OnLookupMiss.ADOPT, OnNoIdentifier.MATCH_EMAIL, 50),
      "byUserId", destination("byUserId", ApiVersion.V4, "org_id", true, OnLookupMiss.ADOPT, OnNoIdentifier.MATCH_EMAIL, 50),
      "creates", destination("creates", ApiVersion.V4, "org_id", false, OnLookupMiss.CREATE, OnNoIdentifier.CREATE, 50),
      "rejects", destination("rejects", ApiVersion.V4, "org_id", false, OnLookupMiss.ADOPT, OnNoIdentifier.REJECT, 50));

  final ScriptedPardot pardot = new ScriptedPardot();
  final List<QueueMessage> deadLetters = new ArrayList<>();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Waits waits = new Waits();
  private final PardotMetrics metrics = new PardotMetrics(meters, waits);
  private final Destinations destinations = Destinations.of(DESTINATIONS.values().toArray(Destination[]::new));
  private final AccessTokens tokens = new AccessTokens(HttpClients.createDefault(),
      new Secrets(Path.of("target/no-secrets"), new SecretKeys(Path.of("target/no.key"), null)), Clock.systemUTC());
  private final Calls calls = new Calls(destinations, tokens, DeliveryRouteTest::api, metrics, waits);
  private final Deliveries deliveries = new Deliveries(destinations);
  private int messages;

  DeliveryRouteTest(String... files) {
    super(Stream.concat(Stream.of("call.camel.yaml"), Arrays.stream(files)).toArray(String[]::new));
  }

  @Override
  protected List<RouteConfigurationsBuilder> policies() {
    Duration soon = Duration.ofMillis(5);
    return List.of(new DeliveryPolicies(new DeliveryPolicies.Delays(soon, soon, soon, soon, soon), calls, new Pauses(Duration.ofHours(1), Duration.ofHours(1), tokens)));
  }

  @BeforeEach
  void bindBeansAndReplaceEdges() throws Exception {
    Cache<Object, Object> known = Caffeine.newBuilder().build();
    Lookups lookups = new Lookups(known, DeliveryRouteTest::api);
    bind("prospects-cache", known);
    bind("calls", calls);
    bind("deliveries", deliveries);
    bind("prospects", new Prospects());
    bind("lookups", lookups);
    bind("writes", new Writes(lookups, DeliveryRouteTest::api));
    bind("settlement", new Settlement(metrics, Clock.systemUTC()));
    bind("pardot", pardot);
    bind("deadLetters", deadLetters);
    for (Destination destination : DESTINATIONS.values()) {
      String name = destination.name();
      ((ModelCamelContext) context).addRouteFromTemplate("call-" + name, "call", name + "-", null,
          Map.of("destination", name, "baseUrl", destination.baseUrl().toString()));

    }
    replace("call-pardot", "bean:pardot?method=answer");
    replace("put-dead-letters", "bean:deadLetters?method=addAll(${body})");
  }

  /** A batch of these events, as {@code deliver} opens it. */
  final Batch batch(String destination, String... events) {
    List<ReceivedMessage> received = Arrays.stream(events).map(event -> message(event, false)).toList();
    return deliveries.open(received, destination);
  }

  /** The one delivery of a batch. */
  final Delivery delivery(String destination, String event) {
    return batch(destination, event).all().get(0);
  }

  final ReceivedMessage message(String body, boolean redelivered) {
    return new ReceivedMessage(body, body == null ? "no text" : null, Map.of(), redelivered, redelivered ? 2 : 1, Instant.now(), "ID:" + ++messages, null);
  }

  /** Sends a body through a route, with the variables that {@code deliver} sets. */
  final Exchange through(String endpoint, String destination, Object body) {
    return template.send(endpoint, exchange -> {
      exchange.setVariable("destination", destination);
      exchange.setVariable("apiVersion", DESTINATIONS.get(destination).apiVersion().toString());
      exchange.getMessage().setBody(body);
    });
  }

  /** An identify with these members, single quotes standing for double ones. */
  final String identify(String members) {
    return ("{'type':'identify','messageId':'m" + ++messages + "','timestamp':'2026-01-05T10:11:12Z'," + members + "}").replace('\'', '"');
  }

  private static Destination destination(String name, ApiVersion version, String lookupField, boolean byUserId, OnLookupMiss onMiss, OnNoIdentifier onNone, int batchSize) {
    return new Destination(name, true, version, URI.create("http://localhost:1"), null, lookupField, byUserId, EventFilter.parse("type = \"identify\""),
        batchSize, Duration.ofMillis(50), 1, onMiss, onNone, false, null, shippedMap(),
        new Auth(Auth.Flow.NONE, URI.create("http://localhost:1"), null, null, null, null, null));
  }

  private static PardotApi api(Destination destination) {
    return new FormApi(destination.apiVersion());
  }

  private static FieldMap shippedMap() {
    try {
      return FieldMap.parse(Files.readString(Path.of("config/field-map.yaml")), "config/field-map.yaml");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
