package io.pardotroutes.status;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which destinations wait at the moment, and why. Each change is one log line, however many requests meet the same trouble. */
public final class Waits {

  private static final Logger LOG = LoggerFactory.getLogger(Waits.class);

  private final Map<String, Wait> waits = new ConcurrentHashMap<>();

  /**
   * One destination's trouble.
   *
   * @param reason its class
   * @param text what happened and what to do, without a secret or a value of an event
   * @param stopped nothing is tried before somebody has done something, but for a look now and then
   */
  public record Wait(WaitReason reason, String text, boolean stopped) {}

  /** The destination's events wait from now on. */
  public void begin(String destination, WaitReason reason, String text, boolean stopped) {
    Wait before = waits.put(destination, new Wait(reason, text, stopped));
    if (before == null || before.reason() != reason || before.stopped() != stopped) {
      LOG.warn("{} waits: {} ({})", destination, reason.word(), text);
    }
  }

  /** Pardot has taken a request of the destination, or the destination was changed: it goes on. */
  public void end(String destination) {
    if (waits.remove(destination) != null) {
      LOG.info("{} goes on", destination);
    }
  }

  /** The destinations that wait now, by name. */
  public Map<String, Wait> current() {
    return Map.copyOf(waits);
  }
}
