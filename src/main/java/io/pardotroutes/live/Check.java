package io.pardotroutes.live;

import io.pardotroutes.destination.DestinationFolder;
import io.pardotroutes.destination.Destinations;
import io.pardotroutes.files.Problem;
import io.pardotroutes.files.Refusals;
import io.pardotroutes.files.WatchedFiles;
import io.pardotroutes.routes.RouteFile;
import io.pardotroutes.routes.RouteFiles;
import io.pardotroutes.settings.Settings;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.camel.CamelContext;

/** Looks for everything that would keep a home folder from working, and connects nothing. */
public final class Check {

  private Check() {}

  /**
   * Everything that is wrong with settings, destinations, field maps and routes.
   *
   * @param application makes the context that the routes would run in, with its beans, components and route
   *     configurations, not started. Where settings are wrong it gets their defaults, and only the destinations that are right.
   */
  public static List<Problem> problems(Path home, BiFunction<Settings, Destinations, CamelContext> application) {
    Settings settings = Settings.load(home);
    List<Problem> problems = new ArrayList<>(settings.problems());
    Destinations destinations = new Destinations();
    try {
      DestinationFolder folder = new DestinationFolder(home, settings.placeholders(), settings);
      problems.addAll(DestinationFolder.problems(
          folder.readInto(destinations, new WatchedFiles(home, folder::files).readAll()), destinations, settings));
      CamelContext context = application.apply(settings, destinations);
      RouteFiles routes = new RouteFiles(context, destinations, new Refusals());
      problems.addAll(routes.problems(new WatchedFiles(home, () -> RouteFile.list(home)).readAll()));
    } catch (UncheckedIOException e) {
      problems.add(LiveFiles.unreadable(e));
    }
    return problems;
  }
}
