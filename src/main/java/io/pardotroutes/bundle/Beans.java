package io.pardotroutes.bundle;

import io.micrometer.core.instrument.MeterRegistry;
import io.pardotroutes.accept.AcceptBeans;
import io.pardotroutes.accept.Backlog;
import io.pardotroutes.auth.AccessTokens;
import io.pardotroutes.delivery.DeliveryBeans;
import io.pardotroutes.delivery.DeliveryBeans.LookupCache;
import io.pardotroutes.delivery.DeliveryPolicies.Delays;
import io.pardotroutes.destination.Destinations;
import io.pardotroutes.ingest.IngestBeans;
import io.pardotroutes.ingest.file.InboxBeans;
import io.pardotroutes.ingest.http.HttpBeans;
import io.pardotroutes.ingest.server.IngestServer;
import io.pardotroutes.settings.Setting;
import io.pardotroutes.settings.Settings;
import io.pardotroutes.status.Status;
import io.pardotroutes.store.SeenIds;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.apache.camel.CamelContext;

/** What the settings say, for the beans and policies that the routes name: the same for a start and for a check. */
record Beans(Settings settings, Destinations destinations, Path data, MeterRegistry meters, Status status, SeenIds seen, AccessTokens tokens,
    IngestServer ingest, LongSupplier backlog) {

  /** Binds all of them; answers with what has to be closed after the routes. */
  AutoCloseable bind(CamelContext context) throws Exception {
    AcceptBeans accept = new AcceptBeans(seen, destinations::enabled, status.metrics()::count, new Backlog(settings.integer(Setting.BACKLOG_LIMIT), backlog));
    HttpBeans http = new HttpBeans(ingest.keys(), ingest.cors(), settings.text(Setting.HTTP_WEBHOOKS), settings.integer(Setting.HTTP_RATE_PER_KEY),
        status.metrics()::count);
    new IngestBeans(http, new InboxBeans(data), accept).bind(context);
    Delays delays = new Delays(settings.duration(Setting.DELIVERY_INITIAL_DELAY), settings.duration(Setting.DELIVERY_MAXIMUM_DELAY),
        settings.duration(Setting.DELIVERY_RATE_LIMIT_DELAY), settings.duration(Setting.DELIVERY_QUOTA_DELAY),
        settings.duration(Setting.DELIVERY_UNAUTHORIZED_DELAY));
    LookupCache lookups = new LookupCache(settings.integer(Setting.LOOKUP_MAXIMUM_SIZE), settings.duration(Setting.LOOKUP_EXPIRE_AFTER));
    return new DeliveryBeans(destinations, tokens, PardotApis::of, status, delays, lookups).bind(context, meters);
  }
}
