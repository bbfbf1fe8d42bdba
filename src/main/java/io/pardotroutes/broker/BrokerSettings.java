package io.pardotroutes.broker;

import java.nio.file.Path;

/**
 * Where the embedded broker keeps its data, and who may reach it.
 *
 * @param folder its own folder, usually <code>data/broker</code>; made where missing, for this user only
 * @param acceptor for clients outside of this process; null = none, the broker can't be reached over the network
 * @param minDiskFree bytes below which it takes no more messages; 0 = 10 % of the disk, but no more than 1 GB
 */
public record BrokerSettings(Path folder, Acceptor acceptor, long minDiskFree) {

  /**
   * A port for clients of the core protocol.
   *
   * @param uri as Artemis writes it, <code>tcp://127.0.0.1:61616</code>
   * @param password of user <code>sender</code>, who may send to segment.events and nothing else
   */
  public record Acceptor(String uri, String password) {

    public Acceptor {
      if (!uri.matches("tcp://\\[?[\\w.:-]+]?:\\d{1,5}([?#].*)?")) {
        throw new IllegalArgumentException("pardot.broker.acceptor is '" + uri + "'; it must look like tcp://127.0.0.1:61616");
      }
      if (password.isBlank()) {
        throw new IllegalArgumentException("pardot.broker.acceptor is set without pardot.broker.password, so that nobody could sign in; set it");
      }
    }

    /** Does not show the password. */
    @Override
    public String toString() {
      return "Acceptor[" + uri + "]";
    }
  }

  /** A broker that only this process can reach. */
  public static BrokerSettings in(Path folder) {
    return new BrokerSettings(folder, null, 0);
  }
}
