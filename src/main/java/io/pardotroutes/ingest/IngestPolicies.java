package io.pardotroutes.ingest;

import io.pardotroutes.accept.Backlog.BacklogFull;
import io.pardotroutes.accept.Door;
import io.pardotroutes.event.InvalidRequest;
import io.pardotroutes.event.TooLarge;
import io.pardotroutes.ingest.file.UnreadableFile;
import io.pardotroutes.ingest.http.HttpRefusal;
import io.pardotroutes.jms.QueueUnavailable;
import io.pardotroutes.store.MessageIdsBusy;
import org.apache.camel.LoggingLevel;
import org.apache.camel.Predicate;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.RouteConfigurationDefinition;

/**
 * What happens to input that could not be queued, by the door it came in. HTTP senders get an answer. Files wait where they
 * are until the queue takes them again. Whatever is not said here stays an error of the exchange: the JMS transaction is
 * rolled back, the file stays in the inbox.
 */
public final class IngestPolicies extends RouteConfigurationBuilder {

  private static final Predicate HTTP = exchange -> Door.of(exchange) == Door.HTTP;
  private static final Predicate JMS = exchange -> Door.of(exchange) == Door.JMS;
  private static final Predicate FILE = exchange -> Door.of(exchange) == Door.FILE;

  @Override
  public void configuration() {
    RouteConfigurationDefinition policies = routeConfiguration("ingest-policies");

    answer(policies, "refused", HttpRefusal.class);
    answer(policies, "invalid", InvalidRequest.class);
    answer(policies, "tooLarge", TooLarge.class);
    answer(policies, "backlogFull", BacklogFull.class);
    answer(policies, "busy", MessageIdsBusy.class);
    answer(policies, "unavailable", QueueUnavailable.class);
    answer(policies, "unexpected", Exception.class);

    policies.onException(UnreadableFile.class).onWhen(FILE)
        .handled(true)
        .bean("inbox", "fail");

    OnExceptionDefinition waiting = policies.onException(QueueUnavailable.class, MessageIdsBusy.class).onWhen(FILE)
        .maximumRedeliveries(-1)
        .redeliveryDelay(1_000).maximumRedeliveryDelay(30_000)
        .useExponentialBackOff().backOffMultiplier(2)
        .retryAttemptedLogLevel(LoggingLevel.INFO)
        .logRetryStackTrace(false).logExhaustedMessageHistory(false).logExhaustedMessageBody(false);
    waiting.getRedeliveryPolicyType().allowRedeliveryWhileStopping(false);

    // Stays an error; its messages go back to their queue, and jms-batch says so in one line.
    policies.onException(QueueUnavailable.class, MessageIdsBusy.class).onWhen(JMS)
        .logExhausted(false);
  }

  private static void answer(RouteConfigurationDefinition policies, String method, Class<? extends Throwable> error) {
    policies.onException(error).onWhen(HTTP)
        .handled(true)
        .bean("httpAnswers", method);
  }
}
