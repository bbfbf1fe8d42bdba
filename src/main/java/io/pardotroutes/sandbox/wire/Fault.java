package io.pardotroutes.sandbox.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A fault on demand: which calls it hits, how often, and what they get. Members that a control call leaves out have a default.
 *
 * @param rate the share of calls that it strikes
 * @param when {@code before}: nothing is done; {@code after}: the call is carried out and only its answer is the fault
 * @param match what the call has to hold; null for any call
 * @param retryAfter seconds for a Retry-After header; null for none: Pardot sends none
 * @param count how often it can still be used; null for any number
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Fault(Double rate, String kind, String when, String match, Long retryAfter, Long count) {
  private static final Set<String> WORDS = Set.of("reset", "timeout", "html", "empty", "cut", "xml");
  private static final Pattern STATUS = Pattern.compile("[2-5]\\d\\d");
  private static final Pattern CODE = Pattern.compile("code:([1-9]\\d{0,4})");

  /** Refuses what is no fault. */
  public Fault {
    ControlError.when(kind == null || !WORDS.contains(kind) && !STATUS.matcher(kind).matches() && !CODE.matcher(kind).matches(),
        "\"kind\" of a fault has to be an HTTP status like \"503\", \"code:66\" with a Pardot code, "
            + "or one of cut, empty, html, reset, timeout, xml");
    when = when != null ? when : kind.equals("cut") || kind.equals("xml") ? "after" : "before";
    ControlError.when(!when.equals("before") && !when.equals("after"), "\"when\" of a fault has to be \"before\" (nothing is done) "
        + "or \"after\" (the call is carried out, but its answer is the fault)");
    rate = rate == null ? 1 : rate;
    ControlError.when(!(rate >= 0 && rate <= 1), "\"rate\" of a fault has to be a number from 0 to 1");
    ControlError.when(retryAfter != null && (retryAfter < 0 || retryAfter > 86_400), "\"retryAfter\" of a fault has to be from 0 to 86400");
    ControlError.when(count != null && count < 1, "\"count\" of a fault has to be 1 or more");
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

  /** Whether the call is carried out and only its answer is the fault. */
  public boolean after() {
    return when.equals("after");
  }

  /** What is left of it after one use; null if that was the last. */
  Fault used() {
    if (count == null) {
      return this;
    }
    return count == 1 ? null : new Fault(rate, kind, when, match, retryAfter, count - 1);
  }
}
