package io.pardotroutes.routes;

import io.pardotroutes.destination.Destination;
import io.pardotroutes.files.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.support.PatternHelper;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Whether a route file may take its place among the others: what is wrong in it, with its neighbours, and in Camel's eyes. */
record RouteChecks(ModelCamelContext context) {

  /**
   * Everything that is wrong with a file.
   *
   * @param others the files that have been accepted
   * @param own the ids of the running routes that it replaces
   */
  List<Problem> problems(RouteFile file, Collection<RouteFile> others, Collection<Destination> destinations, Set<String> own) {
    List<Problem> problems = new ArrayList<>(file.problems());
    if (problems.isEmpty()) {
      problems.addAll(twins(file, others, destinations, own));
      file.routes().forEach(route -> unknownPolicies(file, route.node(), problems));
      file.templates().forEach(template -> {
        unknownPolicies(file, template.node(), problems);
        unknownParameters(file, template, problems);
      });
    }
    if (problems.isEmpty()) {
      new Rehearsal(context).problem(file, destinations, own).ifPresent(problems::add);
    }
    return problems;
  }

  private List<Problem> twins(RouteFile file, Collection<RouteFile> others, Collection<Destination> destinations, Set<String> own) {
    List<Problem> problems = new ArrayList<>();
    Set<String> ofOthers = new HashSet<>();
    for (RouteFile other : others) {
      Set<String> theirs = RunningRoutes.ids(other, destinations);
      ofOthers.addAll(theirs);
      RunningRoutes.ids(file, destinations).stream().filter(theirs::contains).forEach(id -> problems.add(new Problem(file.path(),
          line(file, id), "the route id " + id + " belongs to " + other.path() + " already; rename one of the two")));
      for (RouteFile.Template template : file.templates()) {
        if (other.templates().stream().anyMatch(theirTemplate -> theirTemplate.id().equals(template.id()))) {
          problems.add(new Problem(file.path(), template.line(),
              "the template id " + template.id() + " belongs to " + other.path() + " already; rename one of the two"));
        }
      }
    }
    context.getRouteDefinitions().stream().map(route -> route.getRouteId())
        .filter(id -> RunningRoutes.ids(file, destinations).contains(id) && !own.contains(id) && !ofOthers.contains(id))
        .forEach(id -> problems.add(new Problem(file.path(), line(file, id),
            "the route id " + id + " belongs to a route that is no file; rename this one")));
    return problems;
  }

  private static int line(RouteFile file, String id) {
    return file.routes().stream().filter(route -> route.id().equals(id)).map(RouteFile.NamedRoute::line).findFirst()
        .or(() -> file.templates().stream().filter(template -> id.startsWith(template.id() + "-"))
            .map(RouteFile.Template::line).findFirst()).orElse(0);
  }

  /** A name that no policy has is taken by Camel in silence, and the route runs without one. */
  private void unknownPolicies(RouteFile file, Node node, List<Problem> problems) {
    Yaml.elements(node).forEach(element -> unknownPolicies(file, element, problems));
    for (NodeTuple entry : Yaml.entries(node)) {
      String key = Yaml.text(entry.getKeyNode()).orElse("");
      if (key.equals("routeConfigurationId") || key.equals("route-configuration-id")) {
        unknownPolicy(Yaml.text(entry.getValueNode()).orElse(""))
            .ifPresent(what -> problems.add(new Problem(file.path(), Yaml.line(entry.getKeyNode()), what)));
      }
      unknownPolicies(file, entry.getValueNode(), problems);
    }
  }

  private Optional<String> unknownPolicy(String names) {
    List<String> known = context.getRouteConfigurationDefinitions().stream().map(RouteConfigurationDefinition::getId)
        .filter(id -> id != null).sorted().toList();
    for (String name : names.split(",")) {
      if (known.stream().noneMatch(id -> PatternHelper.matchPattern(id, name.strip()))) {
        return Optional.of("routeConfigurationId names '" + name.strip() + "', and there is none of that name; "
            + (known.isEmpty() ? "there are none at all, remove the line" : "those that exist: " + String.join(", ", known)));
      }
    }
    return Optional.empty();
  }

  private static void unknownParameters(RouteFile file, RouteFile.Template template, List<Problem> problems) {
    for (RouteFile.Parameter parameter : template.parameters()) {
      if (!parameter.hasDefault() && !TemplateParameters.NAMES.contains(parameter.name())) {
        problems.add(new Problem(file.path(), parameter.line(), "the template parameter " + parameter.name()
            + " is no setting of a destination; give it a defaultValue, or take one of " + String.join(", ", TemplateParameters.NAMES)));
      }
    }
  }
}
