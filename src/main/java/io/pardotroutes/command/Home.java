package io.pardotroutes.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The option {@code --home}, of the root and so of every command: the folder that a command works on. */
public final class Home {

  @Option(
      names = "--home",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "The folder with config/, routes/ and data/ (default: the one above bin/).")
  private Path folder = Path.of(System.getProperty("pardot.home", ""));

  /** The folder, absolute. */
  public Path folder() {
    return folder.toAbsolutePath().normalize();
  }
}
