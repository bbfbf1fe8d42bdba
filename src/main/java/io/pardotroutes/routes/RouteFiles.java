package io.pardotroutes.routes;

import io.pardotroutes.destination.Destination;
import io.pardotroutes.destination.Destinations;
import io.pardotroutes.files.Problem;
import io.pardotroutes.files.Refusals;
import io.pardotroutes.files.TextFile;
import io.pardotroutes.settings.InvalidConfiguration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes of {@code routes/**}{@code /*.camel.yaml} in a context. Each file is checked before its routes are replaced;
 * if replacing them fails after all, those of its last good text are put back. One thread at a time.
 */
public final class RouteFiles {

  private static final Logger LOG = LoggerFactory.getLogger(RouteFiles.class);

  private final RunningRoutes running;
  private final RouteChecks checks;
  private final Destinations destinations;
  private final Refusals refusals;
  /** What runs, by file: each the last text that worked. */
  private final Map<Path, RouteFile> good = new TreeMap<>();
  /** Files whose routes are gone, since neither the new nor the old text would start, with the reason. */
  private final Map<Path, Problem> lost = new ConcurrentSkipListMap<>();
  /** Texts that wait to be taken over, as what they lack may come; those that were tried in earnest and failed are not among them. */
  private final Map<Path, TextFile> refused = new TreeMap<>();

  /** @param context where the routes go; started or not */
  public RouteFiles(CamelContext context, Destinations destinations, Refusals refusals) {
    this.running = new RunningRoutes((ModelCamelContext) context);
    this.checks = new RouteChecks((ModelCamelContext) context);
    this.destinations = destinations;
    this.refusals = refusals;
  }

  /** Everything that is wrong with the files; nothing is added to the context. */
  public List<Problem> problems(Map<Path, TextFile> texts) {
    List<Problem> problems = new ArrayList<>();
    List<RouteFile> earlier = new ArrayList<>();
    texts.forEach((path, text) -> {
      RouteFile file = RouteFile.parse(path, text);
      problems.addAll(checks.problems(file, earlier, destinations.enabled(), Set.of()));
      earlier.add(file);
    });
    problems.addAll(UnansweredCalls.in(earlier));
    return problems;
  }

  /** Adds the routes of files that have been checked. */
  public void addAll(Map<Path, TextFile> texts) {
    texts.forEach((path, text) -> {
      RouteFile file = RouteFile.parse(path, text);
      try {
        running.add(file, destinations.enabled());
        good.put(path, file);
      } catch (Exception e) {
        throw new InvalidConfiguration(List.of(Reason.of(file, e)));
      }
    });
  }

  /**
   * Takes over what changed, and checks refused files again, as what they lacked may be there now. Deletions come first and
   * the rest as often as one of them gets through, so that a route may move from file to file.
   *
   * @param changes a null text is a deleted file
   */
  public void apply(Map<Path, TextFile> changes) {
    changes.forEach((path, text) -> {
      if (text == null) {
        delete(path);
      } else {
        refused.put(path, text);
      }
    });
    Map<Path, List<Problem>> problems = new TreeMap<>();
    boolean again = true;
    while (again) {
      again = false;
      for (Map.Entry<Path, TextFile> file : Map.copyOf(refused).entrySet()) {
        List<Problem> found = replace(file.getKey(), file.getValue());
        problems.put(file.getKey(), found);
        if (found.isEmpty()) {
          refused.remove(file.getKey());
          again = !refused.isEmpty();
        }
      }
    }
    problems.forEach((path, found) -> {
      if (found.isEmpty()) {
        refusals.clear(path);
      } else {
        refusals.refuse(path, found);
      }
    });
  }

  /** Starts what could not be put back; nothing to do in most rounds. */
  public void repair() {
    lost.keySet().forEach(path -> putBack(good.get(path)));
  }

  private void putBack(RouteFile file) {
    discard(file);
    try {
      running.add(file, destinations.enabled());
      lost.remove(file.path());
      LOG.info("{} put back: {}", file.path(), names(file));
    } catch (Exception e) {
      discard(file);
      Problem reason = Reason.of(file, e);
      Problem problem = new Problem(file.path(), reason.line(), "its routes can't be put back and don't run; trying again: " + reason.what());
      if (!problem.equals(lost.put(file.path(), problem))) {
        LOG.error("{}", problem);
      }
    }
  }

  /** Which routes don't run though they should; asked from any thread. */
  public Collection<Problem> lost() {
    return lost.values();
  }

  private void delete(Path path) {
    refused.remove(path);
    refusals.clear(path);
    lost.remove(path);
    RouteFile before = good.remove(path);
    if (before != null) {
      discard(before);
      LOG.info("{} deleted: {} removed", path, names(before));
    }
  }

  private List<Problem> replace(Path path, TextFile text) {
    RouteFile before = good.get(path);
    if (before != null && text.problems().isEmpty() && before.text().equals(text.text())) {
      return List.of();
    }
    RouteFile next = RouteFile.parse(path, text);
    Set<String> own = before == null ? Set.of() : RunningRoutes.ids(before, destinations.enabled());
    List<Problem> problems = checks.problems(next, others(path), destinations.enabled(), own);
    return problems.isEmpty() ? swap(before, next) : problems;
  }

  private Collection<RouteFile> others(Path path) {
    return good.values().stream().filter(file -> !file.path().equals(path)).toList();
  }

  private List<Problem> swap(RouteFile before, RouteFile next) {
    try {
      if (before != null) {
        running.remove(before, destinations.enabled());
      }
      running.add(next, destinations.enabled());
      good.put(next.path(), next);
      lost.remove(next.path());
      LOG.info("{} applied: {}", next.path(), names(next));
      return List.of();
    } catch (Exception e) {
      LOG.debug("{} did not start", next.path(), e);
      refused.remove(next.path());
      discard(next);
      if (before != null) {
        putBack(before);
      }
      Problem reason = Reason.of(next, e);
      return List.of(new Problem(reason.file(), reason.line(), reason.what() + "; save the file again to try again"));
    }
  }

  private void discard(RouteFile file) {
    try {
      running.remove(file, destinations.enabled());
    } catch (Exception e) {
      LOG.error("{}: what is left of its routes can't be removed: {}", file.path(), e.getMessage(), e);
    }
  }

  /** What is wrong with the templates for this destination; nothing is changed. */
  public List<Problem> problems(Destination destination) {
    List<Problem> problems = new ArrayList<>();
    for (RouteFile file : withTemplates()) {
      problems.addAll(checks.problems(file, others(file.path()), List.of(destination), RunningRoutes.ids(file, destinations.enabled())));
    }
    return problems;
  }

  /** Makes a destination's routes of all templates. */
  public void addInstances(Destination destination) throws Exception {
    for (RouteFile file : withTemplates()) {
      running.addInstances(file, destination);
    }
  }

  /** Ends a destination's routes. */
  public void removeInstances(String destination) throws Exception {
    running.removeInstances(withTemplates(), destination);
  }

  /** Makes the routes of all templates anew, since a change of this destination failed half-way. */
  public void repairTemplates(String destination) {
    try {
      removeInstances(destination);
    } catch (Exception e) {
      LOG.error("the routes of destination {} can't be removed: {}", destination, e.getMessage(), e);
    }
    withTemplates().forEach(this::putBack);
  }

  private List<RouteFile> withTemplates() {
    return good.values().stream().filter(file -> !file.templates().isEmpty()).toList();
  }

  private String names(RouteFile file) {
    Set<String> names = new LinkedHashSet<>(RunningRoutes.ids(file, destinations.enabled()));
    file.templates().forEach(template -> names.add(template.id()));
    return String.join(", ", names);
  }
}
