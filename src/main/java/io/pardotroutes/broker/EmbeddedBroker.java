package io.pardotroutes.broker;

import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.paging.PagingManager;
import org.apache.activemq.artemis.core.paging.PagingStoreFactory;
import org.apache.activemq.artemis.core.server.ActivateCallback;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An Artemis broker in this process, its queues durable under one folder, out of reach of the network unless told otherwise. */
public final class EmbeddedBroker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

  /** Several brokers in one process (tests) must not share one in-VM address. */
  private static final AtomicInteger NEXT_ID = new AtomicInteger();
  private static final long START_SECONDS = 120;

  private final ActiveMQServer server;
  private final ConnectionFactory connectionFactory;
  private final FolderLock folderLock;
  private final Consumer<String> onFailure;
  private final AtomicBoolean ended = new AtomicBoolean();

  private EmbeddedBroker(BrokerSettings settings, FolderLock folderLock, Consumer<String> onFailure) throws Exception {
    String uri = "vm://" + NEXT_ID.getAndIncrement();
    BrokerUsers users = settings.acceptor() == null ? null : new BrokerUsers(settings.acceptor());
    this.server = new ActiveMQServerImpl(BrokerConfiguration.of(settings, uri), null, users) {
      @Override
      protected PagingStoreFactory getPagingStoreFactory() {
        return new WholePageFiles(getStorageManager(), getConfiguration(), getScheduledPool(), pageExecutorFactory, ioCriticalErrorListener);
      }
    };
    server.registerBrokerPlugin(PagedTransactions.withinHeap(server));
    this.connectionFactory = users == null
        ? ConnectionFactories.of(uri, null, null, null)
        : ConnectionFactories.of(uri, BrokerUsers.OWN, users.ownPassword(), null);
    this.folderLock = folderLock;
    this.onFailure = onFailure;
  }

  /**
   * Starts it and returns when it can be used.
   *
   * @param onFailure called once, with the reason, when the broker stops without {@link #close()}: a disk error, or a part of it
   *     that hangs. The process should end then, for all that it does needs the broker.
   * @throws IllegalStateException the folder is in use by another process, or the broker can't start on it
   */
  public static EmbeddedBroker start(BrokerSettings settings, Consumer<String> onFailure) {
    FolderLock folderLock = null;
    EmbeddedBroker broker = null;
    try {
      if (settings.acceptor() != null) {
        requireFree(settings.acceptor());
      }
      makeFolder(settings.folder());
      folderLock = FolderLock.take(settings.folder());
      broker = new EmbeddedBroker(settings, folderLock, onFailure);
      broker.activate();
      return broker;
    } catch (Exception e) {
      if (broker != null) {
        broker.close();
      } else {
        freeQuietly(folderLock);
      }
      throw e instanceof IllegalStateException clear ? clear : new IllegalStateException(
          "The embedded broker can't start in " + settings.folder() + ": " + e, e);
    }
  }

  /** Connections to this broker. */
  public ConnectionFactory connectionFactory() {
    return connectionFactory;
  }

  /** False from the moment when it fails or is closed. */
  public boolean isRunning() {
    return !ended.get() && server.isActive();
  }

  /** Makes the durable queue where it is missing. */
  public void ensureQueue(String name) {
    try {
      if (server.locateQueue(name) == null) {
        server.createQueue(QueueConfiguration.of(name).setAddress(name).setRoutingType(RoutingType.ANYCAST).setDurable(true)
            .setAutoCreateAddress(true), true);
      }
    } catch (Exception e) {
      throw new IllegalStateException("The queue " + name + " can't be made: " + e, e);
    }
  }

  /**
   * Messages on the queue, those in hand included; 0 where there is no such queue. It may be some milliseconds behind a commit. Costs
   * next to nothing.
   */
  public long depth(String queue) {
    Queue found = server.locateQueue(queue);
    return found == null ? 0 : found.getMessageCount();
  }

  /** Age in milliseconds of the oldest message on the queue, those in hand included, by the time it was sent; -1: none. */
  public long oldest(String queue) {
    Queue found = server.locateQueue(queue);
    if (found == null) {
      return -1;
    }
    long oldest = Long.MAX_VALUE;
    for (List<MessageReference> inHand : found.getDeliveringMessages().values()) {
      for (MessageReference message : inHand) {
        oldest = Math.min(oldest, message.getMessage().getTimestamp());
      }
    }
    try (LinkedListIterator<MessageReference> waiting = found.browserIterator()) {
      if (waiting.hasNext()) {
        oldest = Math.min(oldest, waiting.next().getMessage().getTimestamp());
      }
    }
    return oldest == Long.MAX_VALUE ? -1 : Math.max(0, System.currentTimeMillis() - oldest);
  }

  /** Stops it in order; what is on the queues stays there. */
  @Override
  public void close() {
    ended.set(true);
    try {
      server.stop();
    } catch (Exception e) {
      LOG.warn("The embedded broker did not stop in order: {}", e.toString());
    }
    freeQuietly(folderLock);
  }

  public ActiveMQServer server() {
    return server;
  }

  private void activate() throws Exception {
    AtomicReference<Exception> failure = new AtomicReference<>();
    server.registerActivationFailureListener(e -> failure.compareAndSet(null, e));
    server.registerIOCriticalErrorListener((cause, message, file) -> failed("disk error: " + message + " (" + cause + ")"));
    server.registerActivateCallback(new ActivateCallback() {
      @Override
      public void preDeActivate() {
        failed("it stopped by itself");
      }

      @Override
      public void deActivate() {
        failed("it stopped by itself");
      }
    });
    server.start();
    boolean active = server.waitForActivation(START_SECONDS, TimeUnit.SECONDS);
    if (failure.get() != null) {
      throw failure.get();
    }
    if (!active || !server.isActive()) {
      throw new IllegalStateException("The embedded broker did not start; the lines of the log before this one say why");
    }
    awaitCounts();
  }

  /** The broker itself would say it to the log only, and never be active. */
  private static void requireFree(BrokerSettings.Acceptor acceptor) {
    URI uri = URI.create(acceptor.uri());
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(uri.getHost(), uri.getPort()));
    } catch (IOException e) {
      throw new IllegalStateException("pardot.broker.acceptor = " + acceptor.uri() + " can't be listened on: " + e.getMessage()
          + "; stop what uses the port, or choose another");
    }
  }

  /** The broker counts anew what waits in page files, behind its start (a million messages: 4 s); until then a depth would be wrong. */
  private void awaitCounts() throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!isCounted() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    if (!isCounted()) {
      LOG.warn("The embedded broker still counts what waits on its queues; until it is done, their depth reads too low");
    }
  }

  private boolean isCounted() throws Exception {
    PagingManager paging = server.getPagingManager();
    for (SimpleString queue : paging.getStoreNames()) {
      if (!paging.getPageStore(queue).getCursorProvider().isRebuildDone()) {
        return false;
      }
    }
    return true;
  }

  private void failed(String reason) {
    if (ended.compareAndSet(false, true)) {
      LOG.error("The embedded broker has failed: {}", reason);
      onFailure.accept("The embedded broker has failed: " + reason);
    }
  }

  private static void makeFolder(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static void freeQuietly(FolderLock folderLock) {
    try {
      if (folderLock != null) {
        folderLock.close();
      }
    } catch (IOException e) {
      LOG.debug("The lock of the broker's folder could not be freed", e);
    }
  }
}
