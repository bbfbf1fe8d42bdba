package io.pardotroutes.account;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Says what the look at the accounts has found. Always UP, and part of the whole health only: what an account lacks keeps no event
 * from being taken, and what really stops a destination is told by its own check.
 */
final class AccountHealthCheck extends AbstractHealthCheck {

  private final Supplier<Map<String, List<String>>> problems;

  /** @param problems what is wrong, by destination */
  AccountHealthCheck(Supplier<Map<String, List<String>>> problems) {
    super("pardot", "accounts");
    this.problems = problems;
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
    Map<String, List<String>> now = problems.get();
    builder.up();
    now.forEach((destination, found) -> builder.detail(destination, String.join("; ", found)));
    if (!now.isEmpty()) {
      builder.message(now.entrySet().stream().map(entry -> entry.getKey() + ": " + String.join("; ", entry.getValue())).collect(Collectors.joining("; ")));
    }
  }
}
