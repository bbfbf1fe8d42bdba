package io.pardotroutes.live;

import io.pardotroutes.destination.Destination;
import io.pardotroutes.destination.DestinationFile;
import io.pardotroutes.destination.DestinationFolder;
import io.pardotroutes.destination.DestinationListener;
import io.pardotroutes.destination.Destinations;
import io.pardotroutes.destination.SampleKey;
import io.pardotroutes.files.Problem;
import io.pardotroutes.files.Refusals;
import io.pardotroutes.files.TextFile;
import io.pardotroutes.routes.Reason;
import io.pardotroutes.routes.RouteFiles;
import io.pardotroutes.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The destinations of {@code config/destinations}, with the field maps that they name. A change that can't work is
 * refused; one that can ends the destination's routes, swaps its settings and starts its routes anew. One thread at a time.
 */
final class DestinationFiles {

  private static final Logger LOG = LoggerFactory.getLogger(DestinationFiles.class);

  private final DestinationFolder folder;
  private final Destinations destinations;
  private final RouteFiles routes;
  private final Refusals refusals;
  private final Settings settings;
  private final List<DestinationListener> listeners = new CopyOnWriteArrayList<>();
  /** Each file's last still text, taken over or refused. */
  private final Map<Path, TextFile> texts = new TreeMap<>();
  /** What each destination in the registry was read from. */
  private final Map<Path, String> applied = new TreeMap<>();
  /** Refused, and checked again with every change; those that were tried in earnest and failed are not among them. */
  private final Set<Path> refused = new TreeSet<>();
  /** Those of them that are wrong by themselves, or by a file that they name. */
  private final Set<Path> wrong = new TreeSet<>();

  /** @param settings those that were read at the start: the keys in them hold until the next one, whatever the file says by now */
  DestinationFiles(DestinationFolder folder, Destinations destinations, RouteFiles routes, Refusals refusals, Settings settings) {
    this.folder = folder;
    this.destinations = destinations;
    this.routes = routes;
    this.refusals = refusals;
    this.settings = settings;
  }

  void addListener(DestinationListener listener) {
    listeners.add(listener);
    destinations.enabled().forEach(listener::added);
  }

  /** Reads all files into the registry; answers with everything that is wrong with them. */
  List<Problem> readAll(Map<Path, TextFile> files) {
    Map<Path, DestinationFile.Content> readings = folder.readInto(destinations, files);
    texts.putAll(files);
    readings.forEach((file, reading) -> applied.put(file, reading.inputs()));
    return DestinationFolder.problems(readings, destinations, settings);
  }

  /** Whether a file that was wrong no longer is, without a change of its own: the rights of a key's file may have been mended. */
  boolean isAnyMended() {
    return wrong.stream().anyMatch(file -> folder.read(file, texts.get(file)).problems().isEmpty());
  }

  /** Takes over what changed, and tries refused files again; a null text is a deleted file. */
  void apply(Map<Path, TextFile> changes) {
    Set<Path> files = new TreeSet<>(refused);
    changes.forEach((path, text) -> {
      if (path.startsWith(DestinationFile.FOLDER)) {
        files.add(path);
      }
      files.addAll(folder.naming(path));
    });
    for (Path file : files) {
      TextFile text = changes.containsKey(file) ? changes.get(file) : texts.get(file);
      if (text == null) {
        remove(file);
      } else {
        takeOver(file, text);
      }
    }
  }

  private void takeOver(Path file, TextFile text) {
    texts.put(file, text);
    DestinationFile.Content reading = folder.read(file, text);
    refused.add(file);
    List<Problem> problems = new ArrayList<>(reading.problems());
    if (problems.isEmpty()) {
      wrong.remove(file);
    } else {
      wrong.add(file);
    }
    if (problems.isEmpty() && !reading.inputs().equals(applied.get(file))) {
      problems.addAll(change(file, reading.destination()));
    }
    if (problems.isEmpty()) {
      applied.put(file, reading.inputs());
      refused.remove(file);
      refusals.clear(file);
    } else {
      refusals.refuse(file, problems);
    }
  }

  private List<Problem> change(Path file, Destination next) {
    Destination before = find(next.name()).orElse(null);
    Set<Destination> then = new HashSet<>(destinations.all());
    then.remove(before);
    then.add(next);
    Optional<Problem> sampleKey = SampleKey.problem(settings, then);
    if (sampleKey.isPresent()) {
      return List.of(new Problem(file, 0, sampleKey.get() + ", and start again"));
    }
    List<Problem> problems = next.enabled() ? routes.problems(next) : List.of();
    if (!problems.isEmpty()) {
      return problems.stream().map(problem -> new Problem(file, 0, "its routes can't be made: " + problem)).toList();
    }
    return swap(file, before, next);
  }

  private Optional<Destination> find(String name) {
    return destinations.all().stream().filter(destination -> destination.name().equals(name)).findFirst();
  }

  private List<Problem> swap(Path file, Destination before, Destination next) {
    boolean wasLive = before != null && before.enabled();
    try {
      if (wasLive) {
        routes.removeInstances(before.name());
      }
      destinations.put(next);
      if (next.enabled()) {
        listeners.forEach(listener -> tell(listener, wasLive ? before : null, next));
        routes.addInstances(next);
      } else if (wasLive) {
        listeners.forEach(listener -> tell(listener, before, null));
      }
      LOG.info("{} applied: destination {}{}", file, next.name(), next.enabled() ? "" : " disabled");
      return List.of();
    } catch (Exception e) {
      LOG.debug("{} could not be applied", file, e);
      putBack(before, next, wasLive);
      refused.remove(file);
      return List.of(new Problem(file, 0,
          "its routes don't start: " + Reason.firstLine(String.valueOf(e.getMessage())) + "; save the file again to try again"));
    }
  }

  private void putBack(Destination before, Destination next, boolean wasLive) {
    if (before == null) {
      destinations.remove(next.name());
    } else {
      destinations.put(before);
    }
    if (next.enabled()) {
      listeners.forEach(listener -> tell(listener, next, wasLive ? before : null));
    }
    routes.repairTemplates(next.name());
  }

  private void remove(Path file) {
    refused.remove(file);
    wrong.remove(file);
    refusals.clear(file);
    texts.remove(file);
    folder.forget(file);
    applied.remove(file);
    Optional<Destination> before = find(DestinationFile.nameOf(file));
    if (before.isEmpty()) {
      return;
    }
    String name = before.get().name();
    try {
      routes.removeInstances(name);
    } catch (Exception e) {
      LOG.error("{} removed, but the routes of {} don't stop: {}", file, name, e.getMessage(), e);
    }
    destinations.remove(name);
    if (before.get().enabled()) {
      listeners.forEach(listener -> tell(listener, before.get(), null));
    }
    LOG.info("{} removed: destination {} takes no more events; what waits in its queue stays there", file, name);
  }

  /** A listener that fails must not keep a destination from working. */
  private static void tell(DestinationListener listener, Destination before, Destination now) {
    try {
      if (before == null) {
        listener.added(now);
      } else if (now == null) {
        listener.removed(before);
      } else {
        listener.changed(before, now);
      }
    } catch (RuntimeException e) {
      LOG.error("{} failed on a change of destination {}", listener, (now == null ? before : now).name(), e);
    }
  }
}
