package io.pardotroutes.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files whose last change was refused, with the reasons: for the log, once each, and for the health check. */
public final class Refusals {

  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  private final Map<Path, List<Problem>> byFile = new ConcurrentSkipListMap<>();

  /** Notes why a file is refused; what it said before goes on. */
  public void refuse(Path file, List<Problem> problems) {
    List<Problem> before = byFile.put(file, List.copyOf(problems));
    if (!problems.equals(before)) {
      problems.forEach(problem -> LOG.warn("refused, what worked before goes on: {}", problem));
    }
  }

  /** The file is good again, or gone. */
  public void clear(Path file) {
    byFile.remove(file);
  }

  public boolean contains(Path file) {
    return byFile.containsKey(file);
  }

  public List<Problem> all() {
    List<Problem> all = new ArrayList<>();
    byFile.values().forEach(all::addAll);
    return all;
  }
}
