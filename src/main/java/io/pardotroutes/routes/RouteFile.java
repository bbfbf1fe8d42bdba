package io.pardotroutes.routes;

import io.pardotroutes.files.FolderListing;
import io.pardotroutes.files.Problem;
import io.pardotroutes.files.TextFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.util.StringHelper;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * The text of one route file, and what can be known of it without Camel: its ids with their lines, and what is forbidden in it.
 *
 * @param path relative to the home folder
 * @param problems what is wrong with it by itself; Camel has not been asked
 */
public record RouteFile(Path path, String text, List<NamedRoute> routes, List<Template> templates, List<Problem> problems) {

  /** Where route files are, below the home folder. */
  static final Path FOLDER = Path.of("routes");
  static final String ENDING = ".camel.yaml";

  /** A route with the node that holds it. */
  public record NamedRoute(String id, int line, Node node) {}

  /** A route template with the names of its parameters that have no default. */
  public record Template(String id, int line, Node node, List<Parameter> parameters) {

    /** Of the route that is made of it for a destination: {@code <template id>-<destination>}. */
    String routeId(String destination) {
      return id + "-" + destination;
    }
  }

  /** A parameter that a template declares. */
  public record Parameter(String name, boolean hasDefault, int line) {}

  /** What may stand at the head of a file for all its routes, beside routes and templates. */
  private static final Set<String> FOR_ALL_ROUTES =
      Set.of("onException", "onCompletion", "errorHandler", "intercept", "interceptFrom", "interceptSendToEndpoint");

  /** The route files that there are, in all folders below, relative to the home folder. */
  public static Collection<Path> list(Path home) {
    return FolderListing.of(home, FOLDER, ENDING, Integer.MAX_VALUE);
  }

  /** @param path relative to the home folder */
  static RouteFile parse(Path path, TextFile file) {
    RouteFile read = new RouteFile(path, file.text(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(file.problems()));
    if (file.problems().isEmpty()) {
      read.parse();
    }
    return read;
  }

  private void parse() {
    try {
      Optional<Node> root = Yaml.parse(text, path.toString());
      root.ifPresent(node -> Yaml.elements(node).forEach(this::readItem));
      root.ifPresent(node -> problems.addAll(RouteLint.problems(path, node)));
    } catch (MarkedYamlEngineException e) {
      int last = text.stripTrailing().split("\n", -1).length;
      refuse(Math.min(last, e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(last)), "is no YAML here: " + e.getProblem());
      return;
    } catch (YamlEngineException e) {
      refuse(0, "is no YAML: " + Reason.firstLine(e.getMessage()));
      return;
    }
    if (problems.isEmpty() && routes.isEmpty() && templates.isEmpty()) {
      refuse(1, "holds no route; write a list with - route:, or delete the file to remove its routes");
    }
    refuseTwins();
  }

  private void readItem(Node item) {
    for (NodeTuple entry : Yaml.entries(item)) {
      String kind = StringHelper.dashToCamelCase(Yaml.text(entry.getKeyNode()).orElse(""));
      int line = Yaml.line(entry.getKeyNode());
      if (kind.equals("route")) {
        id(entry.getValueNode(), line, "route").ifPresent(id -> routes.add(new NamedRoute(id, line, entry.getValueNode())));
      } else if (kind.equals("routeTemplate")) {
        id(entry.getValueNode(), line, "routeTemplate")
            .ifPresent(id -> templates.add(new Template(id, line, entry.getValueNode(), parameters(entry.getValueNode()))));
      } else if (!FOR_ALL_ROUTES.contains(kind)) {
        refuse(line, "'" + kind + "' can't stand here; " + insteadOf(kind));
      }
    }
    if (Yaml.entries(item).isEmpty()) {
      refuse(Yaml.line(item), "is no route; write - route: with id and from");
    }
  }

  private static String insteadOf(String kind) {
    return switch (kind) {
      case "from" -> "write - route: with an id, and from: inside it";
      case "beans" -> "bind beans in config/application.properties, as camel.beans.<name> = #class:<class>";
      case "routeConfiguration" -> "a policy in YAML isn't renewed with its file: write - onException: at the head of each file,"
          + " or name a policy of the bundle with routeConfigurationId";
      case "templatedRoute" -> "a route of each template is made for every destination by itself";
      default -> "write - route: or - routeTemplate:";
    };
  }

  private Optional<String> id(Node node, int line, String kind) {
    Optional<Node> id = Yaml.child(node, "id");
    Optional<String> name = id.flatMap(Yaml::text).filter(text -> text.matches("[A-Za-z0-9][A-Za-z0-9._-]*"));
    if (name.isEmpty()) {
      refuse(id.map(Yaml::line).orElse(line), id.isEmpty() ? "the " + kind + " has no id; give it one, so that it can be replaced"
          : "the id of a " + kind + " is made of letters, digits, . _ and -");
    }
    return name;
  }

  private static List<Parameter> parameters(Node template) {
    List<Parameter> parameters = new ArrayList<>();
    Yaml.child(template, "parameters").ifPresent(list -> Yaml.elements(list).forEach(element ->
        Yaml.child(element, "name").flatMap(Yaml::text).ifPresent(name -> parameters.add(new Parameter(name,
            Yaml.child(element, "defaultValue").isPresent()
                || Yaml.child(element, "required").flatMap(Yaml::text).filter("false"::equals).isPresent(), Yaml.line(element))))));
    return parameters;
  }

  private void refuseTwins() {
    Set<String> seen = new HashSet<>();
    routes.stream().filter(route -> !seen.add(route.id()))
        .forEach(route -> refuse(route.line(), "the route id " + route.id() + " is twice in this file; rename one of the two"));
    seen.clear();
    templates.stream().filter(template -> !seen.add(template.id()))
        .forEach(template -> refuse(template.line(), "the template id " + template.id() + " is twice in this file; rename one of the two"));
  }

  private void refuse(int line, String what) {
    problems.add(new Problem(path, line, what));
  }

  /** For Camel's loader, with the file's own name in messages. */
  Resource resource() {
    return ResourceHelper.fromString("file:" + path, text);
  }
}
