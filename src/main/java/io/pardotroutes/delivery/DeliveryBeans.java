package io.pardotroutes.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.pardotroutes.auth.AccessTokens;
import io.pardotroutes.destination.Destination;
import io.pardotroutes.destination.Destinations;
import io.pardotroutes.pardot.PardotApi;
import io.pardotroutes.status.Status;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Registry;

/**
 * The beans and the policies of {@code deliver} to {@code settle}.
 *
 * @param tokens of the destinations' accounts
 * @param apis the Pardot API as each destination speaks it
 * @param status told of outcomes, requests and waits
 * @param delays how long a delivery waits after each class of error
 * @param lookups how many answers of the lookup are remembered, and for how long
 */
public record DeliveryBeans(Destinations destinations, AccessTokens tokens, Function<Destination, PardotApi> apis, Status status,
    DeliveryPolicies.Delays delays, LookupCache lookups) {

  /** {@code maximumSize} answers, each for {@code expireAfter}. */
  public record LookupCache(long maximumSize, Duration expireAfter) {}

  /** Binds them under the names that the routes use; answers with what has to be closed after the routes. */
  public AutoCloseable bind(CamelContext context, MeterRegistry meters) throws Exception {
    Registry registry = context.getRegistry();
    Cache<Object, Object> known =
        Caffeine.newBuilder().maximumSize(lookups.maximumSize()).expireAfterWrite(lookups.expireAfter()).recordStats().build();
    CaffeineCacheMetrics.monitor(meters, known, "prospects");
    registry.bind("prospects-cache", known);
    Lookups lookup = new Lookups(known, apis);
    Calls calls = new Calls(destinations, tokens, apis, status.metrics(), status.waits());
    registry.bind("deliveries", new Deliveries(destinations));
    registry.bind("prospects", new Prospects());
    registry.bind("lookups", lookup);
    registry.bind("writes", new Writes(lookup, apis));
    registry.bind("calls", calls);
    registry.bind("settlement", new Settlement(status.metrics(), Clock.systemUTC()));
    Pauses pauses = new Pauses(delays.quota(), delays.token(), tokens);
    context.addRoutesConfigurations(new DeliveryPolicies(delays, calls, pauses));
    return pauses;
  }
}
