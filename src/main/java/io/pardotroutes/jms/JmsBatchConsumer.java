package io.pardotroutes.jms;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on a queue with several threads. When it is suspended or stopped, no message is taken any more; exchanges that run may
 * end within Camel's shutdown timeout, and what is then still running is interrupted and its messages are given back.
 */
final class JmsBatchConsumer extends DefaultConsumer implements Suspendable, ShutdownAware {

  private static final Logger LOG = LoggerFactory.getLogger(JmsBatchConsumer.class);

  /** What a worker may take to commit or to give back once it is told to stop. */
  private static final long SETTLE_MILLIS = 3_000;

  private final JmsBatchEndpoint endpoint;
  /** Workers that have lost their connection; guarded by the monitor. */
  private final Set<ConsumerWorker> disconnected = new HashSet<>();
  private volatile List<ConsumerWorker> workers = List.of();

  JmsBatchConsumer(JmsBatchEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
    this.endpoint = endpoint;
  }

  @Override
  public JmsBatchEndpoint getEndpoint() {
    return endpoint;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    endpoint.getComponent().requireConnectionFactory();
    List<ConsumerWorker> started = new ArrayList<>();
    for (int number = 0; number < endpoint.getConcurrentConsumers(); number++) {
      started.add(new ConsumerWorker(this, number));
    }
    workers = List.copyOf(started);
    workers.forEach(ConsumerWorker::start);
  }

  @Override
  protected void doSuspend() {
    workers.forEach(ConsumerWorker::suspend);
  }

  @Override
  protected void doResume() {
    workers.forEach(ConsumerWorker::resume);
  }

  @Override
  protected void doStop() throws Exception {
    List<ConsumerWorker> ending = workers;
    ending.forEach(ConsumerWorker::stop);
    // When its timeout is over, Camel stops its consumers on a thread that it has interrupted.
    boolean interrupted = Thread.interrupted();
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SETTLE_MILLIS);
    for (ConsumerWorker worker : ending) {
      interrupted |= worker.awaitEnd(deadline);
      if (!worker.hasEnded()) {
        LOG.warn("Queue {}: a worker does not end; its messages are given back", endpoint.getQueue());
        worker.abandon();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    workers = List.of();
    super.doStop();
  }

  @Override
  public boolean deferShutdown(ShutdownRunningTask shutdownRunningTask) {
    return false;
  }

  /** Camel asks this every second while it stops the route; a worker that waits for a redelivery would keep it waiting. */
  @Override
  public int getPendingExchangesSize() {
    workers.forEach(ConsumerWorker::endRedeliveryWait);
    return (int) workers.stream().filter(ConsumerWorker::holdsMessages).count();
  }

  @Override
  public void prepareShutdown(boolean suspendOnly, boolean forced) {
    // doStop does it all
  }

  /** Said once for all workers and attempts of an outage. */
  synchronized void connectionLost(ConsumerWorker worker, Exception cause) {
    boolean first = disconnected.isEmpty();
    disconnected.add(worker);
    if (first) {
      LOG.warn("Queue {}: no connection to the broker ({}); trying again until there is one", endpoint.getQueue(), cause.toString());
    }
  }

  synchronized void connected(ConsumerWorker worker) {
    if (disconnected.remove(worker)) {
      endpoint.getComponent().reconnected();
      if (disconnected.isEmpty()) {
        LOG.info("Queue {}: connected to the broker again", endpoint.getQueue());
      }
    }
  }
}
