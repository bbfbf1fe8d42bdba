package io.pardotroutes.bundle;

import io.pardotroutes.account.AccountChecks;
import io.pardotroutes.files.Problem;
import io.pardotroutes.status.Waits;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** A check of {@code /observe/health}, never of liveness: what keeps events from where they belong, found anew each time. */
public final class Health extends AbstractHealthCheck {

  private final boolean readiness;
  private final Supplier<List<Finding>> findings;

  /** What is said of one thing in the details and in the message, and whether it makes the check DOWN. */
  private record Finding(String subject, String detail, String sentence, boolean down) {}

  private Health(String id, boolean readiness, Supplier<List<Finding>> findings) {
    super("pardot", id);
    this.readiness = readiness;
    this.findings = findings;
  }

  /** Not ready while a changed file is refused: what runs is not what the folder says. */
  public static Health ofFiles(Supplier<List<Problem>> refused) {
    return new Health("live-files", true, () -> {
      List<String> now = refused.get().stream().map(Problem::toString).toList();
      return IntStream.range(0, now.size()).mapToObj(i -> new Finding("refused." + (i + 1), now.get(i), now.get(i), true)).toList();
    });
  }

  /** DOWN while a destination is stopped, by its settings or its account. Events are still accepted, so the process stays ready. */
  static Health ofDestinations(Waits waits) {
    return new Health("destinations", false, () -> new TreeMap<>(waits.current()).entrySet().stream().map(entry -> {
      Waits.Wait wait = entry.getValue();
      return new Finding(entry.getKey(), wait.reason().word() + ": " + wait.text(),
          entry.getKey() + (wait.stopped() ? " is stopped: " : " waits: ") + wait.text(), wait.stopped());
    }).toList());
  }

  /** Always UP: what an account lacks keeps no event from being taken, and what really stops a destination is told by its own check. */
  static Health ofAccounts(AccountChecks accounts) {
    return new Health("accounts", false, () -> accounts.problems().entrySet().stream().map(entry -> {
      String problems = String.join("; ", entry.getValue());
      return new Finding(entry.getKey(), problems, entry.getKey() + ": " + problems, false);
    }).toList());
  }

  @Override
  public boolean isReadiness() {
    return readiness;
  }

  @Override
  public boolean isLiveness() {
    return false;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    List<Finding> now = findings.get();
    now.forEach(finding -> builder.detail(finding.subject, finding.detail));
    if (!now.isEmpty()) {
      builder.message(now.stream().map(Finding::sentence).collect(Collectors.joining("; ")));
    }
    builder.state(now.stream().anyMatch(Finding::down) ? State.DOWN : State.UP);
  }
}
