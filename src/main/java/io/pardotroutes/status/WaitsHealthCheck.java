package io.pardotroutes.status;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Says which destination waits or is stopped, by its settings or its account, and why; DOWN while one is stopped. Part of the whole health only: events are still accepted, so
 * the process stays live and ready.
 */
final class WaitsHealthCheck extends AbstractHealthCheck {

  private final Waits waits;

  /** Reports what {@code waits} holds. */
  WaitsHealthCheck(Waits waits) {
    super("pardot", "destinations");
    this.waits = waits;
  }

  @Override
  public boolean isReadiness() {
    return false;
  }

  @Override
  public boolean isLiveness() {
    return false;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    builder.up();
    Map<String, Waits.Wait> now = new TreeMap<>(waits.current());
    now.forEach((destination, wait) -> {
      builder.detail(destination, wait.reason().word() + ": " + wait.text());
      if (wait.stopped()) {
        builder.down();
      }
    });
    if (!now.isEmpty()) {
      builder.message(now.entrySet().stream().map(entry -> entry.getKey() + (entry.getValue().stopped() ? " is stopped: " : " waits: ") + entry.getValue().text())
          .collect(Collectors.joining("; ")));
    }
  }
}
