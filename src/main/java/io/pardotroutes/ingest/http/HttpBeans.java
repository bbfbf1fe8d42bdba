package io.pardotroutes.ingest.http;

import io.pardotroutes.accept.OutcomeCounter;
import io.pardotroutes.event.EventReader;
import org.apache.camel.spi.Registry;

/**
 * The beans of {@code ingest-http} and {@code ingest-webhook}.
 *
 * @param keys who may send with a write key
 * @param cors which web pages may send
 * @param webhooks {@code pardot.http.webhooks}: source and secret of each webhook
 * @param ratePerSource requests a second that a webhook's source may send, 0 for any number
 * @param counter told of what is rejected
 */
public record HttpBeans(KeyCheck keys, Cors cors, String webhooks, int ratePerSource, OutcomeCounter counter) {

  /** Binds them under the names that the routes use. */
  public void bind(Registry registry, EventReader reader) {
    registry.bind("httpRequests", new HttpRequests(reader, keys, cors));
    registry.bind("webhooks", new Webhooks(reader, webhooks, ratePerSource, cors));
    registry.bind("httpAnswers", new HttpAnswers(cors, counter));
  }
}
