package io.pardotroutes.delivery;

import io.pardotroutes.auth.AccessEnded;
import io.pardotroutes.auth.TokenUnavailable;
import io.pardotroutes.pardot.PardotException;
import io.pardotroutes.pardot.PardotMisconfigured;
import io.pardotroutes.pardot.PardotQuotaExhausted;
import io.pardotroutes.pardot.PardotRateLimited;
import io.pardotroutes.pardot.PardotRejected;
import io.pardotroutes.pardot.PardotUnauthorized;
import io.pardotroutes.pardot.PardotUnavailable;
import java.io.IOException;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.RouteConfigurationDefinition;

/**
 * What happens to a request that Pardot did not take: one clause for each class of error. An outage, a limit or token trouble
 * waits and is never dead-lettered; only what can never succeed for one record is. Numbers: {@code pardot.delivery.*}.
 */
public final class DeliveryPolicies extends RouteConfigurationBuilder {

  private static final String NO_END = "-1";

  /** Deliveries from the queue after which an event that can't be prepared is dead-lettered. */
  private static final int TRIES = 5;

  private final Delays delays;
  private final Calls calls;
  private final Pauses pauses;

  /**
   * How long to wait before a request is sent again.
   *
   * @param initial after the first failure of an outage; doubled each time
   * @param maximum the longest pause of an outage
   * @param rateLimit after a request over the limit of concurrent or per-minute requests
   * @param quota between two tries once the day's requests are used up
   * @param token between two tries with a renewed token, after the first
   */
  public record Delays(Duration initial, Duration maximum, Duration rateLimit, Duration quota, Duration token) {}

  /** {@code calls} notes each failure, {@code pauses} stops a destination that its settings keep from working. */
  public DeliveryPolicies(Delays delays, Calls calls, Pauses pauses) {
    this.delays = delays;
    this.calls = calls;
    this.pauses = pauses;
  }

  @Override
  public void configuration() {
    // Of two clauses for one class the first whose condition holds is taken: those with a condition come first.
    RouteConfigurationDefinition delivery = routeConfiguration("delivery-policies");
    // One record's fault: it is dead-lettered; a batch is halved until that record stands alone.
    refused(delivery.onException(PardotRejected.class)).bean("writes", "narrow");
    refused(delivery.onException(PardotMisconfigured.class).onWhen(DeliveryPolicies::mayBeOneRecord)).bean("writes", "narrow");
    // A mistake in a route or in the bundle: the batch waits for it to be mended, but one event must not hold up the others for ever.
    delivery.onException(Exception.class).onWhen(DeliveryPolicies::triedOften).continued(true).bean("deliveries", "giveUp");
    waiting(delivery);

    RouteConfigurationDefinition lookup = waiting(routeConfiguration("lookup-policies"));
    refused(lookup.onException(PardotRejected.class)).bean("lookups", "refused");
  }

  private static boolean triedOften(Exchange exchange) {
    Delivery delivery = exchange.getVariable("delivery", Delivery.class);
    return isMistake(exchange) && delivery != null && delivery.message().deliveryCount() >= TRIES;
  }

  /** Camel judges an exception by its causes, too: what TLS finds wrong with a certificate is nearer to Exception than to IOException. */
  private static boolean isMistake(Exchange exchange) {
    return !(exchange.getProperty(Exchange.EXCEPTION_CAUGHT) instanceof IOException);
  }

  private static boolean mayBeOneRecord(Exchange exchange) {
    return exchange.getProperty(Exchange.EXCEPTION_CAUGHT) instanceof PardotException failure && failure.mayBeOneRecord();
  }

  private RouteConfigurationDefinition waiting(RouteConfigurationDefinition policies) {
    // Transient: an outage may last for days, and the queue can wait longer than that.
    backOff(redelivered(policies.onException(PardotUnavailable.class, IOException.class)));

    // Some records of a batch have to be sent again; writes.judge bounds how often.
    backOff(redelivered(policies.onException(IncompleteRequest.class)));

    // Token: refresh once and repeat at once; refused again, somebody has to look at the account.
    redelivered(policies.onException(PardotUnauthorized.class)).delayPattern("1:0;2:" + delays.token().toMillis());
    backOff(redelivered(policies.onException(TokenUnavailable.class)));

    // Limits: nothing was processed. The daily one ends with the day, so asking often would only be noise.
    redelivered(policies.onException(PardotRateLimited.class))
        .redeliveryDelay(delays.rateLimit().toMillis())
        .useCollisionAvoidance();
    redelivered(policies.onException(PardotQuotaExhausted.class)).redeliveryDelay(delays.quota().toMillis());

    // Settings or an account that can't work for any record: the batch goes back to the queue and the destination stops.
    // None of these is redelivered: said, since after another class of error its redeliveries would be taken over.
    policies.onException(PardotMisconfigured.class, AccessEnded.class).maximumRedeliveries(0)
        .onExceptionOccurred(calls::failed).process(pauses::pause).logExhausted(false);

    policies.onException(Exception.class).onWhen(DeliveryPolicies::isMistake).maximumRedeliveries(0).logExhaustedMessageHistory(false);
    return policies;
  }

  private OnExceptionDefinition refused(OnExceptionDefinition clause) {
    return clause.continued(true).onExceptionOccurred(calls::failed);
  }

  private OnExceptionDefinition redelivered(OnExceptionDefinition clause) {
    clause
        .maximumRedeliveries(NO_END)
        .retryAttemptedLogLevel(LoggingLevel.DEBUG)
        .logRetryStackTrace(false)
        .logExhausted(false)
        .onExceptionOccurred(calls::failed);
    clause.getRedeliveryPolicyType().setAllowRedeliveryWhileStopping("false");
    return clause;
  }

  private void backOff(OnExceptionDefinition clause) {
    clause
        .redeliveryDelay(delays.initial().toMillis())
        .useExponentialBackOff()
        .backOffMultiplier(2)
        .maximumRedeliveryDelay(delays.maximum().toMillis())
        .useCollisionAvoidance();
  }
}
