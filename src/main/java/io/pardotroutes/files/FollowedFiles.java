package io.pardotroutes.files;

import java.nio.file.Path;
import java.util.List;

/** Files that somebody reads at the start and, while running, again whenever one of them changes. */
public interface FollowedFiles {

  /** Relative to the home folder or absolute, there or not; the first is what log and health call them by. */
  List<Path> files();

  /** Takes the files as they are now. Where there are problems, returned to be told, what was taken before goes on. */
  List<Problem> reread();
}
