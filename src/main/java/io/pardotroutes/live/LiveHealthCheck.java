package io.pardotroutes.live;

import io.pardotroutes.files.Problem;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Not ready while a changed file is refused: what runs is not what the folder says. */
final class LiveHealthCheck extends AbstractHealthCheck {

  private final Supplier<List<Problem>> problems;

  /** @param problems {@link LiveFiles#problems()} */
  LiveHealthCheck(Supplier<List<Problem>> problems) {
    super("pardot", "live-files");
    this.problems = problems;
  }

  @Override
  public boolean isLiveness() {
    return false;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    List<Problem> now = problems.get();
    if (now.isEmpty()) {
      builder.up();
      return;
    }
    builder.message(now.stream().map(Problem::toString).collect(Collectors.joining("; ")));
    for (int index = 0; index < now.size(); index++) {
      builder.detail("refused." + (index + 1), now.get(index).toString());
    }
    builder.down();
  }
}
