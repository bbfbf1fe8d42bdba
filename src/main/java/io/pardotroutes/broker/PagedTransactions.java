package io.pardotroutes.broker;

import org.apache.activemq.artemis.api.core.ActiveMQAddressFullException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses messages while too many transactions wait in page files, as a full disk does: Artemis remembers each of them in the heap
 * until the last of its messages is taken, also over a restart. Dead letters pass, for they end what waits.
 */
final class PagedTransactions implements ActiveMQServerMessagePlugin {

  private static final Logger LOG = LoggerFactory.getLogger(PagedTransactions.class);

  /** Of the heap, for each transaction: 142 measured, with what the journal remembers of it. */
  private static final int BYTES = 150;
  private static final int SHARE_OF_HEAP = 3;
  private static final String DEAD_LETTERS = "pardot.dead.";

  private final ActiveMQServer server;
  private final long most;
  private boolean said;

  /** @param most transactions */
  PagedTransactions(ActiveMQServer server, long most) {
    this.server = server;
    this.most = most;
  }

  /** As many as a third of the heap holds. */
  static PagedTransactions withinHeap(ActiveMQServer server) {
    return new PagedTransactions(server, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / BYTES);
  }

  @Override
  public void beforeSend(ServerSession session, Transaction transaction, Message message, boolean direct, boolean noAutoCreateQueue)
      throws ActiveMQAddressFullException {
    int waiting = server.getPagingManager().getTransactions().size();
    say(waiting);
    if (waiting >= most && !message.getAddress().startsWith(DEAD_LETTERS)) {
      ActiveMQAddressFullException full = new ActiveMQAddressFullException("too many transactions wait in page files");
      if (transaction != null) {
        // Without this its commit would go through, and the message be lost.
        transaction.markAsRollbackOnly(full);
      }
      throw full;
    }
  }

  /** Once, and again when it has been better for a while. */
  private synchronized void say(int waiting) {
    if (waiting >= most && !said) {
      said = true;
      LOG.warn("{} transactions wait in page files, and no more fit into the heap: deliver what waits, empty pardot.rejected and pardot.dead.*,"
          + " or give the process a larger heap (PARDOT_ROUTES_OPTS=-Xmx512m)", waiting);
    } else if (waiting < most - most / 20) {
      said = false;
    }
  }
}
