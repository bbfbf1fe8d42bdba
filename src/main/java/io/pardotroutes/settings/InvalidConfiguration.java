package io.pardotroutes.settings;

import io.pardotroutes.files.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** The process can't start with these files; the message has one line for each problem. */
public final class InvalidConfiguration extends RuntimeException {

  private final transient List<Problem> problems;

  public InvalidConfiguration(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
    this.problems = List.copyOf(problems);
  }

  /** Everything that was found, not only the first. */
  public List<Problem> problems() {
    return problems;
  }
}
