package io.pardotroutes.routes;

import io.pardotroutes.destination.Destination;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.Route;
import org.apache.camel.impl.engine.DefaultRoutesLoader;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;

/** Adds the routes of files to the running context and takes them out again, once what is in flight has ended. */
record RunningRoutes(ModelCamelContext context) {

  /** The ids of the routes that a file makes with these destinations. */
  static Set<String> ids(RouteFile file, Collection<Destination> destinations) {
    Set<String> ids = new LinkedHashSet<>();
    file.routes().forEach(route -> ids.add(route.id()));
    for (RouteFile.Template template : file.templates()) {
      destinations.forEach(destination -> ids.add(template.routeId(destination.name())));
    }
    return ids;
  }

  void add(RouteFile file, Collection<Destination> destinations) throws Exception {
    try (DefaultRoutesLoader loader = new DefaultRoutesLoader(context)) {
      loader.loadRoutes(file.resource());
    }
    for (Destination destination : destinations) {
      addInstances(file, destination);
    }
  }

  void addInstances(RouteFile file, Destination destination) throws Exception {
    for (RouteFile.Template template : file.templates()) {
      TemplateParameters.addRoute(context, template, destination);
    }
  }

  void remove(RouteFile file, Collection<Destination> destinations) throws Exception {
    removeRoutes(ids(file, destinations));
    for (RouteFile.Template template : file.templates()) {
      RouteTemplateDefinition definition = context.getRouteTemplateDefinition(template.id());
      if (definition != null) {
        context.removeRouteTemplateDefinition(definition);
      }
    }
  }

  /** Ends a destination's routes of these files; all in one go, since those of one file may call those of another. */
  void removeInstances(Collection<RouteFile> files, String destination) throws Exception {
    Set<String> ids = new LinkedHashSet<>();
    for (RouteFile file : files) {
      file.templates().forEach(template -> ids.add(template.routeId(destination)));
    }
    removeRoutes(ids);
  }

  /** Callers first, so that what is in flight in them still finds the routes that it calls. */
  private void removeRoutes(Set<String> ids) throws Exception {
    List<Route> left = new ArrayList<>(context.getRoutes().stream().filter(route -> ids.contains(route.getId())).toList());
    while (!left.isEmpty()) {
      Route next = new RouteCalls(context.getRoutes()).first(left);
      RouteStop.stop(context, next);
      left.remove(next);
    }
    for (String id : ids) {
      RouteDefinition definition = context.getRouteDefinition(id);
      if (definition != null) {
        context.removeRouteDefinition(definition);
      }
    }
  }
}
