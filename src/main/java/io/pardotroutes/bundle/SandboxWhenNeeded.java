package io.pardotroutes.bundle;

import io.pardotroutes.destination.Destination;
import io.pardotroutes.destination.DestinationListener;
import io.pardotroutes.sandbox.Sandbox;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the sandbox exactly while an enabled destination points at its port on this machine. */
final class SandboxWhenNeeded implements DestinationListener, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SandboxWhenNeeded.class);
  private static final String HOST = "127.0.0.1";

  private final int port;
  private final Map<String, Destination> users = new ConcurrentHashMap<>();
  private Sandbox sandbox;

  SandboxWhenNeeded(int port) {
    this.port = port;
  }

  @Override
  public synchronized void added(Destination destination) {
    if (destination.isLoopback() && destination.baseUrl().getPort() == port) {
      users.put(destination.name(), destination);
    } else {
      users.remove(destination.name());
    }
    if (users.isEmpty()) {
      close();
    } else if (sandbox == null) {
      start();
    }
  }

  @Override
  public synchronized void removed(Destination destination) {
    users.remove(destination.name());
    if (users.isEmpty()) {
      close();
    }
  }

  private void start() {
    try {
      sandbox = Sandbox.start(HOST, port);
      LOG.info("sandbox: a local Pardot at http://localhost:{}, its prospects at /sandbox/prospects", port);
    } catch (RuntimeException e) {
      // Something else may play Pardot on that port, such as a sandbox of its own process.
      LOG.warn("sandbox: not started, port {} is taken (pardot.sandbox.port)", port);
    }
  }

  @Override
  public synchronized void close() {
    if (sandbox != null) {
      sandbox.close();
      sandbox = null;
    }
  }
}
