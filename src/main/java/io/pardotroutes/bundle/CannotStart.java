package io.pardotroutes.bundle;

import java.util.List;

/** The bundle can't start as it is configured. Each problem is one line for the person who started it. */
public final class CannotStart extends Exception {

  private final transient List<String> problems;

  CannotStart(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
