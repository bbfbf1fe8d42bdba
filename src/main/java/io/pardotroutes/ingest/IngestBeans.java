package io.pardotroutes.ingest;

import io.pardotroutes.accept.Acceptance;
import io.pardotroutes.accept.Backlog;
import io.pardotroutes.accept.OutcomeCounter;
import io.pardotroutes.event.EventReader;
import io.pardotroutes.ingest.file.Inbox;
import io.pardotroutes.ingest.file.InboxFiles;
import io.pardotroutes.ingest.http.Cors;
import io.pardotroutes.ingest.http.HttpAnswers;
import io.pardotroutes.ingest.http.HttpRequests;
import io.pardotroutes.ingest.http.KeyCheck;
import io.pardotroutes.ingest.http.Webhooks;
import io.pardotroutes.jms.AllOrNone;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;

/**
 * The beans and the policies of every door and of {@code accept}.
 *
 * @param keys who may send with a write key
 * @param cors which web pages may send
 * @param webhooks {@code pardot.http.webhooks}: source and secret of each webhook
 * @param ratePerSource requests a second that a webhook's source may send, 0 for any number
 * @param data the data folder, in which the inbox is
 * @param counter told of what is rejected at the doors
 * @param backlog how much may wait
 */
public record IngestBeans(KeyCheck keys, Cors cors, String webhooks, int ratePerSource, Path data, Acceptance acceptance,
    OutcomeCounter counter, Backlog backlog) {

  /** A file is read once it has been left alone for so long. */
  private static final Duration QUIET = Duration.ofSeconds(2);

  /** Twice the files of one poll; Camel's own memory of them keeps the names of 50,000 and more, long after they are done. */
  private static final int IN_PROGRESS = 2_000;

  /** Binds them under the names that the routes use. */
  public void bind(CamelContext context) throws Exception {
    Registry registry = context.getRegistry();
    Clock clock = Clock.systemUTC();
    EventReader reader = new EventReader(clock);
    registry.bind("httpRequests", new HttpRequests(reader, keys, cors));
    registry.bind("webhooks", new Webhooks(reader, webhooks, ratePerSource, cors));
    registry.bind("httpAnswers", new HttpAnswers(cors, counter));
    registry.bind("inbox", new Inbox(data, reader));
    registry.bind("inboxFiles", new InboxFiles(QUIET, clock));
    registry.bind("inboxInProgress", MemoryIdempotentRepository.memoryIdempotentRepository(IN_PROGRESS));
    registry.bind("jmsMessages", new JmsMessages(reader));
    registry.bind("backlog", backlog);
    registry.bind("acceptance", acceptance);
    registry.bind("allOrNone", new AllOrNone());
    context.addRoutesConfigurations(new IngestPolicies());
  }
}
