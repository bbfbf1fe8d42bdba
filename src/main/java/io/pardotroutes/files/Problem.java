package io.pardotroutes.files;

import java.nio.file.Path;

/**
 * One thing that is wrong with a file of the home folder.
 *
 * @param file relative to the home folder; null where it is no file (a system property, an environment variable)
 * @param line counted from 1; 0 where the whole file is meant
 * @param what what is wrong and what to do, in one line; never a secret
 */
public record Problem(Path file, int line, String what) {

  /** {@code file:line: what}, the form that editors understand. */
  @Override
  public String toString() {
    if (file == null) {
      return what;
    }
    return line > 0 ? file + ":" + line + ": " + what : file + ": " + what;
  }
}
