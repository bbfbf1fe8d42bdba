package io.pardotroutes.bundle;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.pardotroutes.accept.Acceptance;
import io.pardotroutes.accept.Backlog;
import io.pardotroutes.auth.AccessTokens;
import io.pardotroutes.delivery.Calls;
import io.pardotroutes.delivery.Deliveries;
import io.pardotroutes.delivery.DeliveryPolicies;
import io.pardotroutes.delivery.Lookups;
import io.pardotroutes.delivery.Pauses;
import io.pardotroutes.delivery.Prospects;
import io.pardotroutes.delivery.Settlement;
import io.pardotroutes.delivery.Writes;
import io.pardotroutes.destination.Destinations;
import io.pardotroutes.event.EventReader;
import io.pardotroutes.ingest.IngestPolicies;
import io.pardotroutes.ingest.JmsMessages;
import io.pardotroutes.ingest.file.Inbox;
import io.pardotroutes.ingest.file.InboxFiles;
import io.pardotroutes.ingest.http.Cors;
import io.pardotroutes.ingest.http.HttpAnswers;
import io.pardotroutes.ingest.http.HttpRequests;
import io.pardotroutes.ingest.http.KeyCheck;
import io.pardotroutes.ingest.http.Webhooks;
import io.pardotroutes.jms.AllOrNone;
import io.pardotroutes.settings.Setting;
import io.pardotroutes.settings.Settings;
import io.pardotroutes.status.PardotMetrics;
import io.pardotroutes.status.Waits;
import io.pardotroutes.status.WaitsHealthCheck;
import io.pardotroutes.store.SeenIds;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;

/**
 * The beans and policies that the routes name, built in the order in which they need each other.
 *
 * @param data the data folder
 * @param http for the calls that no route makes
 * @param keys who may send over HTTP
 * @param backlog events that wait, all destinations together
 */
record Beans(Settings settings, Destinations destinations, Path data, MeterRegistry meters, SeenIds seen, CloseableHttpClient http,
    KeyCheck keys, LongSupplier backlog) {

  /** A file is read once it has been left alone for so long. */
  private static final Duration QUIET = Duration.ofSeconds(2);
  /** Twice the files of one poll; Camel's own memory of them keeps the names of 50,000 and more, long after they are done. */
  private static final int INBOX_IN_PROGRESS = 2_000;

  /** Binds all of them, and returns those that the bundle itself goes on using. */
  Used bind(CamelContext context) throws Exception {
    Waits waits = new Waits();
    PardotMetrics metrics = new PardotMetrics(meters, waits);
    AccessTokens tokens = new AccessTokens(http, settings.secrets(), Clock.systemUTC());
    Pauses pauses = new Pauses(settings.duration(Setting.DELIVERY_QUOTA_DELAY), settings.duration(Setting.DELIVERY_UNAUTHORIZED_DELAY), tokens);
    bindIngest(context, metrics);
    bindDelivery(context, metrics, waits, pauses, tokens);
    HealthCheckRegistry.get(context).register(new WaitsHealthCheck(waits));
    return new Used(metrics, waits, pauses, tokens);
  }

  /** What the bundle tells when destinations come and go, and ends with itself. */
  record Used(PardotMetrics metrics, Waits waits, Pauses pauses, AccessTokens tokens) {}

  private void bindIngest(CamelContext context, PardotMetrics metrics) throws Exception {
    Registry registry = context.getRegistry();
    EventReader reader = new EventReader(Clock.systemUTC());
    Cors cors = Cors.parse(settings.text(Setting.HTTP_CORS_ORIGINS));
    registry.bind("httpRequests", new HttpRequests(reader, keys, cors));
    registry.bind("webhooks", new Webhooks(reader, settings.text(Setting.HTTP_WEBHOOKS), settings.integer(Setting.HTTP_RATE_PER_KEY), cors));
    registry.bind("httpAnswers", new HttpAnswers(cors, metrics::count));
    registry.bind("jmsMessages", new JmsMessages(reader));
    registry.bind("inbox", new Inbox(data, reader));
    registry.bind("inboxFiles", new InboxFiles(QUIET, Clock.systemUTC()));
    registry.bind("inboxInProgress", MemoryIdempotentRepository.memoryIdempotentRepository(INBOX_IN_PROGRESS));
    registry.bind("backlog", new Backlog(settings.number(Setting.BACKLOG_LIMIT), backlog));
    registry.bind("acceptance", new Acceptance(seen, destinations::enabled, metrics::count));
    registry.bind("allOrNone", new AllOrNone());
    context.addRoutesConfigurations(new IngestPolicies());
  }

  private void bindDelivery(CamelContext context, PardotMetrics metrics, Waits waits, Pauses pauses, AccessTokens tokens) throws Exception {
    Registry registry = context.getRegistry();
    Cache<Object, Object> prospects =
        Caffeine.newBuilder()
            .maximumSize(settings.number(Setting.LOOKUP_MAXIMUM_SIZE))
            .expireAfterWrite(settings.duration(Setting.LOOKUP_EXPIRE_AFTER))
            .recordStats()
            .build();
    CaffeineCacheMetrics.monitor(meters, prospects, "prospects");
    registry.bind("prospects-cache", prospects);
    Lookups lookups = new Lookups(prospects);
    Calls calls = new Calls(destinations, tokens, metrics, waits);
    registry.bind("deliveries", new Deliveries(destinations));
    registry.bind("prospects", new Prospects());
    registry.bind("lookups", lookups);
    registry.bind("writes", new Writes(lookups));
    registry.bind("calls", calls);
    registry.bind("settlement", new Settlement(metrics, Clock.systemUTC()));
    context.addRoutesConfigurations(new DeliveryPolicies(delays(), calls, pauses));
  }

  private DeliveryPolicies.Delays delays() {
    return new DeliveryPolicies.Delays(
        settings.duration(Setting.DELIVERY_INITIAL_DELAY),
        settings.duration(Setting.DELIVERY_MAXIMUM_DELAY),
        settings.duration(Setting.DELIVERY_RATE_LIMIT_DELAY),
        settings.duration(Setting.DELIVERY_QUOTA_DELAY),
        settings.duration(Setting.DELIVERY_UNAUTHORIZED_DELAY));
  }
}
