package io.pardotroutes.broker;

import io.pardotroutes.jms.GroupCommit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.settings.impl.DiskFullMessagePolicy;
import org.apache.activemq.artemis.utils.critical.CriticalAnalyzerPolicy;

/** What the embedded broker must do otherwise than by default: its defaults delete messages, and hang senders. */
final class BrokerConfiguration {

  /** Where the broker would put what it gives up, which by these settings is nothing. */
  private static final SimpleString GIVEN_UP = SimpleString.of("pardot.broker.given-up");

  /**
   * How long the journal gathers writes before it syncs, in nanoseconds. Senders gather theirs before ({@link GroupCommit}), so
   * that waiting here would only be added to the answer of each event. The default is 3.3 ms.
   */
  private static final int JOURNAL_BUFFER_TIMEOUT = 200_000;

  /** Of one queue, in memory; what is above waits in page files. */
  private static final int QUEUE_BYTES = 8 * 1024 * 1024;
  private static final int ALL_QUEUES_BYTES = 24 * 1024 * 1024;
  private static final int PAGE_BYTES = 1024 * 1024;
  private static final int READ_AHEAD_BYTES = 4 * 1024 * 1024;

  /** Groups that a sender of its own may set are bound by the broker, in buckets: it would remember each of them for ever. */
  private static final int FOREIGN_GROUP_BUCKETS = 1024;

  /** Each costs memory; the default is 30. */
  private static final int THREADS = 10;

  /** Whoever else fills the disk may write some hundred megabytes in a second. */
  private static final int DISK_SCAN_MILLIS = 100;

  private static final long MOST_DISK_FREE = 1024L * 1024 * 1024;

  private BrokerConfiguration() {}

  static Configuration of(BrokerSettings settings, String inVmUri) throws Exception {
    Configuration configuration = new ConfigurationImpl();
    configuration
        .setName("pardot-routes")
        .setPersistenceEnabled(true)
        .setJMXManagementEnabled(false)
        .setMessageCounterEnabled(false)
        .setSuppressSessionNotifications(true)
        .setPersistIDCache(false)
        // What a sender calls a duplicate (_AMQ_DUPL_ID) the broker would drop, and nobody would know of it: message ids tell that.
        .setIDCacheSize(0)
        .setThreadPoolMaxSize(THREADS)
        .setMessageExpiryScanPeriod(-1)
        .setConfigurationFileRefreshPeriod(-1)
        .setSecurityEnabled(settings.acceptor() != null)
        .setCriticalAnalyzer(true)
        // A broker that hangs is stopped, so that the process can end and be started again.
        .setCriticalAnalyzerPolicy(CriticalAnalyzerPolicy.SHUTDOWN)
        .addAcceptorConfiguration("in-vm", inVmUri);
    journal(configuration, settings);
    configuration.addAddressSetting("#", queues());
    configuration.addAddressSetting("segment.events", new AddressSettings().setDefaultGroupBuckets(FOREIGN_GROUP_BUCKETS));
    if (settings.acceptor() != null) {
      configuration.addAcceptorConfiguration("network", settings.acceptor().uri());
      configuration.setSecurityRoles(roles());
    }
    return configuration;
  }

  private static void journal(Configuration configuration, BrokerSettings settings) throws IOException {
    Path folder = settings.folder();
    configuration
        .setJournalDirectory(folder.resolve("journal").toString())
        .setBindingsDirectory(folder.resolve("bindings").toString())
        .setPagingDirectory(folder.resolve("paging").toString())
        .setLargeMessagesDirectory(folder.resolve("large").toString())
        // The native library is not everywhere, and what everybody runs is what is tested.
        .setJournalType(JournalType.NIO)
        .setJournalDatasync(true)
        .setJournalBufferTimeout_NIO(JOURNAL_BUFFER_TIMEOUT)
        .setJournalLockAcquisitionTimeout(5_000)
        .setGlobalMaxSize(ALL_QUEUES_BYTES)
        .setMinDiskFree(minDiskFree(settings))
        .setDiskScanPeriod(DISK_SCAN_MILLIS);
  }

  /** A share alone would stop a large disk with a hundred gigabytes left, a size alone a small one when it is empty. */
  private static long minDiskFree(BrokerSettings settings) throws IOException {
    if (settings.minDiskFree() > 0) {
      return settings.minDiskFree();
    }
    return Math.min(Files.getFileStore(settings.folder()).getTotalSpace() / 10, MOST_DISK_FREE);
  }

  private static AddressSettings queues() {
    return new AddressSettings()
        // The default deletes a message that failed ten times: one outage would empty the queue.
        .setMaxDeliveryAttempts(-1)
        .setRedeliveryDelay(0)
        .setDeadLetterAddress(GIVEN_UP)
        .setExpiryAddress(GIVEN_UP)
        .setNoExpiry(true)
        .setAutoCreateAddresses(true)
        .setAutoCreateQueues(true)
        .setAutoDeleteAddresses(false)
        .setAutoDeleteQueues(false)
        .setDefaultAddressRoutingType(RoutingType.ANYCAST)
        .setDefaultQueueRoutingType(RoutingType.ANYCAST)
        // Our own groups belong to a worker by their partition.
        .setDefaultGroupBuckets(0)
        .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
        .setMaxSizeBytes(QUEUE_BYTES)
        .setPageSizeBytes(PAGE_BYTES)
        .setMaxReadPageBytes(READ_AHEAD_BYTES)
        .setPrefetchPageBytes(PAGE_BYTES)
        // An error at once; the default holds the sender without a word until there is room.
        .setDiskFullMessagePolicy(DiskFullMessagePolicy.FAIL);
  }

  /** Only our own connection makes queues; nobody manages the broker. */
  private static Map<String, Set<Role>> roles() {
    Role own = new Role(BrokerUsers.OWN, true, true, true, true, true, true, false, true, true, true, false, false);
    Role sender = new Role(BrokerUsers.SENDER, true, false, false, false, false, false, false, false, false, false, false, false);
    return Map.of("#", Set.of(own), "segment.events", Set.of(own, sender));
  }
}
