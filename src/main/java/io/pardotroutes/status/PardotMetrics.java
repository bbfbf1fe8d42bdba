package io.pardotroutes.status;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The bundle's own metrics, by the names that dashboards rely on: events by outcome, backlog, waits, API requests. */
public final class PardotMetrics {

  private final MeterRegistry registry;
  private final Waits waits;
  private final Map<String, List<Meter.Id>> gauges = new ConcurrentHashMap<>();

  /** Registers everything in {@code registry}. */
  public PardotMetrics(MeterRegistry registry, Waits waits) {
    this.registry = registry;
    this.waits = waits;
  }

  /** Counts {@code n} events that ended, or passed the door with {@code destination=""}. */
  public void count(String destination, String outcome, String reason, long n) {
    Counter.builder("pardot.events")
        .tag("destination", destination)
        .tag("outcome", outcome)
        .tag("reason", reason)
        .register(registry)
        .increment(n);
  }

  /** One API request; {@code status} is Pardot's code, {@code ok}, or what kept the answer away. */
  public void request(String destination, String operation, String status, Duration duration) {
    Tags tags = Tags.of("destination", destination, "operation", operation);
    registry.counter("pardot.requests", tags.and("status", status)).increment();
    Timer.builder("pardot.request").tags(tags).register(registry).record(duration);
  }

  /** The destination's gauges are there from now on; {@code backlog} in events, {@code oldestSeconds} 0 when none waits. */
  public void live(String destination, Supplier<Number> backlog, Supplier<Number> oldestSeconds) {
    removed(destination);
    Tags tags = Tags.of("destination", destination);
    List<Meter.Id> ids = new ArrayList<>();
    ids.add(Gauge.builder("pardot.backlog", backlog).tags(tags).register(registry).getId());
    ids.add(Gauge.builder("pardot.oldest.seconds", oldestSeconds).tags(tags).register(registry).getId());
    for (WaitReason reason : WaitReason.values()) {
      Supplier<Number> waiting = () -> waitsFor(destination, reason) ? 1 : 0;
      ids.add(Gauge.builder("pardot.waiting", waiting).tags(tags.and("reason", reason.word())).register(registry).getId());
    }
    Supplier<Number> queued = () -> !waits.current().containsKey(destination) && backlog.get().longValue() > 0 ? 1 : 0;
    ids.add(Gauge.builder("pardot.waiting", queued).tags(tags.and("reason", "queued")).register(registry).getId());
    gauges.put(destination, ids);
  }

  /** The destination is gone, and its gauges with it. */
  public void removed(String destination) {
    List<Meter.Id> ids = gauges.remove(destination);
    if (ids != null) {
      ids.forEach(registry::remove);
    }
  }

  private boolean waitsFor(String destination, WaitReason reason) {
    Waits.Wait wait = waits.current().get(destination);
    return wait != null && wait.reason() == reason;
  }
}
