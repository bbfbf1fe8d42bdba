package io.pardotroutes.live;

import io.pardotroutes.destination.DestinationFile;
import io.pardotroutes.destination.DestinationFolder;
import io.pardotroutes.destination.DestinationListener;
import io.pardotroutes.destination.Destinations;
import io.pardotroutes.destination.SampleKey;
import io.pardotroutes.files.FollowedFiles;
import io.pardotroutes.files.Problem;
import io.pardotroutes.files.Refusals;
import io.pardotroutes.files.TextFile;
import io.pardotroutes.files.WatchedFiles;
import io.pardotroutes.routes.HandoverDirect;
import io.pardotroutes.routes.RouteFile;
import io.pardotroutes.routes.RouteFiles;
import io.pardotroutes.settings.InvalidConfiguration;
import io.pardotroutes.settings.Placeholders;
import io.pardotroutes.settings.Setting;
import io.pardotroutes.settings.Settings;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.util.concurrent.CamelThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settings, destinations and routes of a home folder, in a running context, following their files. First
 * {@link #readDestinations()}, then whatever needs them, then {@link #start()}; one daemon thread looks for changes.
 */
public final class LiveFiles implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiveFiles.class);

  private final CamelContext context;
  private final Path home;
  private final Destinations destinations = new Destinations();
  private final Refusals refusals = new Refusals();
  private final RouteFiles routes;
  private final DestinationFiles destinationFiles;
  private final WatchedFiles settingsWatch;
  private final WatchedFiles destinationsWatch;
  private final WatchedFiles routesWatch;
  private final Map<FollowedFiles, WatchedFiles> followed = new LinkedHashMap<>();
  private final List<Runnable> looks = new ArrayList<>();
  private volatile Settings settings;
  private ScheduledExecutorService watcher;

  /**
   * @param context where the routes go; its beans, components and route configurations have to be there when
   *     {@link #start()} is called. It may be started or not.
   */
  public LiveFiles(Path home, CamelContext context, Settings settings) {
    this.home = home;
    this.context = context;
    this.settings = settings;
    HandoverDirect.install(context);
    this.routes = new RouteFiles(context, destinations, refusals);
    DestinationFolder folder = new DestinationFolder(home, Placeholders.of(context), settings);
    this.destinationFiles = new DestinationFiles(folder, destinations, routes, refusals, settings);
    this.settingsWatch = new WatchedFiles(home, () -> List.of(Settings.FILE));
    this.destinationsWatch = new WatchedFiles(home, folder::files);
    this.routesWatch = new WatchedFiles(home, () -> RouteFile.list(home));
  }

  /** The registry; empty before {@link #readDestinations()}. */
  public Destinations destinations() {
    return destinations;
  }

  /** The settings as the file says now; most take effect at the next start. */
  public Settings settings() {
    return settings;
  }

  /** Told of each destination that there is and of every change. */
  public void addListener(DestinationListener listener) {
    destinationFiles.addListener(listener);
  }

  /**
   * Has these files read now, and again whenever one of them changes.
   *
   * @throws InvalidConfiguration with everything that is wrong with them now
   */
  public synchronized void follow(FollowedFiles reader) {
    WatchedFiles watch = new WatchedFiles(home, reader::files);
    watch.readAll();
    InvalidConfiguration.refuse(reader.reread());
    followed.put(reader, watch);
  }

  /** Has this done, too, whenever files are looked at. */
  public synchronized void alsoLook(Runnable look) {
    looks.add(look);
  }

  /** What is refused now, and what doesn't run though it should; empty while every file is as it should be. */
  public List<Problem> problems() {
    List<Problem> problems = refusals.all();
    problems.addAll(routes.lost());
    return problems;
  }

  /** @throws InvalidConfiguration with everything that is wrong with settings and destinations */
  public synchronized void readDestinations() {
    List<Problem> problems = new ArrayList<>(settings.problems());
    settingsWatch.readAll();
    try {
      problems.addAll(destinationFiles.readAll(destinationsWatch.readAll()));
    } catch (UncheckedIOException e) {
      problems.add(unreadable(e));
    }
    InvalidConfiguration.refuse(problems);
    if (destinations.enabled().isEmpty()) {
      LOG.warn("no destination is enabled: events are accepted and go nowhere; add a file to {}", DestinationFile.FOLDER);
    }
  }

  /**
   * Loads the route files and begins to watch everything.
   *
   * @throws InvalidConfiguration with everything that is wrong with the route files
   */
  public synchronized void start() {
    try {
      Map<Path, TextFile> texts = routesWatch.readAll();
      InvalidConfiguration.refuse(routes.problems(texts));
      routes.addAll(texts);
    } catch (UncheckedIOException e) {
      InvalidConfiguration.refuse(List.of(unreadable(e)));
    }
    long interval = settings.duration(Setting.ROUTES_WATCH).toMillis();
    watcher = Executors.newSingleThreadScheduledExecutor(new CamelThreadFactory("#name#", "live-files", true));
    watcher.scheduleWithFixedDelay(this::round, interval, interval, TimeUnit.MILLISECONDS);
  }

  /** Ends watching, once a change that is being applied is done; the routes stay. */
  @Override
  public synchronized void close() {
    if (watcher != null) {
      watcher.shutdown();
      watcher = null;
    }
  }

  static Problem unreadable(UncheckedIOException e) {
    return new Problem(null, 0, "a folder can't be read: " + e.getCause().getMessage() + "; put it back, or correct its rights");
  }

  private synchronized void round() {
    if (watcher == null || !context.getStatus().isStarted()) {
      return;
    }
    Path folders = Path.of("");
    try {
      settingsWatch.changes().values().forEach(this::changeSettings);
      Map<Path, TextFile> ofDestinations = destinationsWatch.changes();
      Map<Path, TextFile> ofRoutes = routesWatch.changes();
      refusals.clear(folders);
      boolean changed = !ofDestinations.isEmpty() || !ofRoutes.isEmpty() || destinationFiles.isAnyMended();
      if (changed) {
        destinationFiles.apply(ofDestinations);
        routes.apply(ofRoutes);
        destinationFiles.apply(Map.of());
      }
      routes.repair();
      followed.forEach(this::reread);
      looks.forEach(Runnable::run);
    } catch (UncheckedIOException e) {
      refusals.refuse(folders, List.of(unreadable(e)));
    } catch (RuntimeException e) {
      LOG.error("looking for changed files failed; trying again: {}", e.getMessage(), e);
    }
  }

  /** One that was refused is tried again each time: what was wrong may have been its rights, or another file. */
  private void reread(FollowedFiles reader, WatchedFiles watch) {
    Path name = reader.files().get(0);
    if (watch.changes().isEmpty() && !refusals.contains(name)) {
      return;
    }
    List<Problem> problems = reader.reread();
    if (problems.isEmpty()) {
      refusals.clear(name);
      LOG.info("{} applied", name);
    } else {
      refusals.refuse(name, problems);
    }
  }

  private void changeSettings(TextFile text) {
    TextFile file = text == null ? TextFile.read(home, Settings.FILE) : text;
    Settings next = Settings.parse(home, file, System.getenv(), System.getProperties());
    List<Problem> problems = new ArrayList<>(next.problems());
    SampleKey.problem(next, destinations.all()).ifPresent(problems::add);
    if (!problems.isEmpty()) {
      refusals.refuse(Settings.FILE, problems);
      return;
    }
    refusals.clear(Settings.FILE);
    Settings before = settings;
    settings = next;
    for (Setting key : Setting.values()) {
      if (!before.text(key).equals(next.text(key))) {
        LOG.info("{}: the change of {} takes effect {}", Settings.FILE, key.key(), key.group().effect());
      }
    }
  }
}
