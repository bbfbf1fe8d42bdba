package io.pardotroutes.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that does nothing by itself: whoever leaves out its subcommand is told which there are. */
abstract class CommandOfCommands implements Callable<Integer> {

  @Spec
  CommandSpec spec;

  private final String subcommands;

  CommandOfCommands(String subcommands) {
    this.subcommands = subcommands;
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "which? " + subcommands);
  }
}
