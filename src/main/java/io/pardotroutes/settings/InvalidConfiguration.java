package io.pardotroutes.settings;

import io.pardotroutes.files.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** Nothing can start as it is configured; the message has one line for each problem, for the person who tried. */
public final class InvalidConfiguration extends RuntimeException {

  private final transient List<Problem> problems;

  public InvalidConfiguration(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
    this.problems = List.copyOf(problems);
  }

  /** Goes on only where there is no problem. */
  public static void refuse(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new InvalidConfiguration(problems);
    }
  }

  /** Everything that was found, not only the first. */
  public List<Problem> problems() {
    return problems;
  }
}
