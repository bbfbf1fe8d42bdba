package io.pardotroutes.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * A fault on demand: which calls it hits, how often, and what they get.
 *
 * @param rate the share of calls that it strikes
 * @param after whether the call is carried out and only its answer is the fault
 * @param match what the call has to hold; null for any call
 * @param retryAfter seconds for a Retry-After header, -1 for none: Pardot sends none
 * @param left how often it can still be used
 */
public record Fault(String kind, double rate, boolean after, String match, long retryAfter, AtomicLong left) {
  private static final Set<String> MEMBERS = Set.of("rate", "kind", "when", "count", "match", "retryAfter");
  private static final Set<String> WORDS = Set.of("reset", "timeout", "html", "empty", "cut", "xml");
  private static final Pattern STATUS = Pattern.compile("[2-5]\\d\\d");
  private static final Pattern CODE = Pattern.compile("code:([1-9]\\d{0,4})");

  /** Reads a control call; refuses what is no fault. */
  public static Fault read(JsonNode json) {
    var object = ControlObject.of("a fault", json, MEMBERS);
    String kind = object.text("kind", "");
    if (!WORDS.contains(kind) && !STATUS.matcher(kind).matches() && !CODE.matcher(kind).matches()) {
      throw ControlError.invalid("\"kind\" of a fault has to be an HTTP status like \"503\", \"code:66\" with a Pardot code, "
          + "or one of cut, empty, html, reset, timeout, xml");
    }
    String when = object.text("when", kind.equals("cut") || kind.equals("xml") ? "after" : "before");
    if (!when.equals("before") && !when.equals("after")) {
      throw ControlError.invalid("\"when\" of a fault has to be \"before\" (nothing is done) or \"after\" (the call is carried out, "
          + "but its answer is the fault)");
    }
    return new Fault(kind, object.share("rate", 1), when.equals("after"), object.text("match", null),
        object.whole("retryAfter", 0, 86_400, -1), new AtomicLong(object.whole("count", 1, Long.MAX_VALUE, Long.MAX_VALUE)));
  }

  /** HTTP status of a kind like {@code 503}, 0 for any other kind. */
  int status() {
    return STATUS.matcher(kind).matches() ? Integer.parseInt(kind) : 0;
  }

  /** Pardot code of a kind like {@code code:66}, 0 for any other kind. */
  int code() {
    var matcher = CODE.matcher(kind);
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  boolean named() {
    return match != null;
  }

  boolean concerns(String text) {
    return match == null || text.contains(match);
  }

  boolean strikes(double chance) {
    return chance < rate;
  }

  /** Counts one use; false if that was the last. */
  boolean use() {
    return left.decrementAndGet() > 0;
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode()
        .put("rate", rate).put("kind", kind).put("when", after ? "after" : "before").put("match", match);
    if (left.get() < Long.MAX_VALUE / 2) {
      json.put("count", left.get());
    }
    return json;
  }
}
