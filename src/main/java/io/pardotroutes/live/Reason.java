package io.pardotroutes.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.ResolveEndpointFailedException;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Finds the line of a route file that an exception of Camel is about, and its reason in one line. */
final class Reason {

  private static final Pattern UNKNOWN_OPTION = Pattern.compile("Unknown parameters=\\[\\{([^=}]+)=");
  private static final int LONGEST = 400;
  private static final int SHORTEST_CLUE = 3;

  private final RouteFile file;
  private final List<Throwable> chain = new ArrayList<>();

  private Reason(RouteFile file, Throwable thrown) {
    this.file = file;
    for (Throwable cause = thrown; cause != null && !chain.contains(cause); cause = cause.getCause()) {
      chain.add(cause);
    }
  }

  static Problem of(RouteFile file, Throwable thrown) {
    Reason reason = new Reason(file, thrown);
    return new Problem(file.path(), reason.line(), reason.text());
  }

  /** The first line of a message, not endlessly long. */
  static String firstLine(String message) {
    String line = message.strip().lines().findFirst().orElse("");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
  }

  private <T> Optional<T> cause(Class<T> type) {
    return chain.stream().filter(type::isInstance).map(type::cast).reduce((first, last) -> last);
  }

  private String text() {
    Optional<MarkedYamlEngineException> yaml = cause(MarkedYamlEngineException.class);
    if (yaml.isPresent()) {
      return firstLine(yaml.get().getProblem()) + "; correct this step";
    }
    String at = routeId().map(id -> "route " + id + ": ").orElse("");
    if (cause(NoSuchBeanException.class).isPresent()) {
      return at + "there is no bean '" + cause(NoSuchBeanException.class).get().getName() + "'; correct the name, or bind one of that name";
    }
    String message = chain.stream().filter(cause -> cause.getMessage() != null && !cause.getMessage().isBlank())
        .reduce((first, last) -> last).map(Throwable::getMessage).orElse(chain.get(chain.size() - 1).getClass().getSimpleName());
    return at + firstLine(message) + (cause(ResolveEndpointFailedException.class).isPresent() ? "; correct the endpoint or its options" : "");
  }

  private Optional<String> routeId() {
    return cause(FailedToCreateRouteException.class).map(FailedToCreateRouteException::getRouteId)
        .or(() -> cause(FailedToStartRouteException.class).map(FailedToStartRouteException::getRouteId));
  }

  private int line() {
    Optional<Integer> marked = cause(MarkedYamlEngineException.class).flatMap(MarkedYamlEngineException::getProblemMark)
        .map(mark -> mark.getLine() + 1);
    if (marked.isPresent()) {
      return marked.get();
    }
    for (Node node : nodes()) {
      Optional<Integer> clue = clueIn(node);
      if (clue.isPresent()) {
        return clue.get();
      }
    }
    return nodes().stream().findFirst().map(Yaml::line).orElse(1);
  }

  /** Where to look: the route or template in question, else all of them. */
  private List<Node> nodes() {
    String id = routeId().orElse("");
    List<Node> named = new ArrayList<>();
    file.routes().stream().filter(route -> route.id().equals(id)).forEach(route -> named.add(route.node()));
    file.templates().stream().filter(template -> id.startsWith(template.id() + "-")).forEach(template -> named.add(template.node()));
    if (named.isEmpty()) {
      file.routes().forEach(route -> named.add(route.node()));
      file.templates().forEach(template -> named.add(template.node()));
    }
    return named;
  }

  private Optional<Integer> clueIn(Node node) {
    for (int depth = chain.size() - 1; depth >= 0; depth--) {
      String message = String.valueOf(chain.get(depth).getMessage());
      Matcher option = UNKNOWN_OPTION.matcher(message);
      Optional<Integer> line = option.find() ? lineOfOption(node, option.group(1)) : Optional.empty();
      if (line.isEmpty() && chain.get(depth) instanceof NoSuchBeanException missing) {
        line = lineOfText(node, missing.getName());
      }
      if (line.isEmpty()) {
        line = lineOfLongest(node, message);
      }
      if (line.isPresent()) {
        return line;
      }
    }
    return Optional.empty();
  }

  private static Optional<Integer> lineOfOption(Node node, String option) {
    for (NodeTuple entry : Yaml.entries(node)) {
      if (Yaml.text(entry.getKeyNode()).filter(option::equals).isPresent()) {
        return Optional.of(Yaml.line(entry.getKeyNode()));
      }
      Optional<Integer> inside = lineOfOption(entry.getValueNode(), option);
      if (inside.isPresent()) {
        return inside;
      }
    }
    for (Node element : Yaml.elements(node)) {
      Optional<Integer> inside = lineOfOption(element, option);
      if (inside.isPresent()) {
        return inside;
      }
    }
    return Yaml.text(node).filter(text -> text.contains(option + "=")).map(text -> Yaml.line(node));
  }

  private static Optional<Integer> lineOfText(Node node, String name) {
    return scalars(node).stream().filter(scalar -> Yaml.text(scalar).filter(text -> text.contains(name)).isPresent())
        .min(Comparator.comparingInt(scalar -> Yaml.text(scalar).orElse("").length())).map(Yaml::line);
  }

  private static Optional<Integer> lineOfLongest(Node node, String message) {
    return scalars(node).stream()
        .filter(scalar -> Yaml.text(scalar).filter(text -> text.length() >= SHORTEST_CLUE && message.contains(text)).isPresent())
        .max(Comparator.comparingInt(scalar -> Yaml.text(scalar).orElse("").length())).map(Yaml::line);
  }

  private static List<Node> scalars(Node node) {
    List<Node> found = new ArrayList<>();
    if (Yaml.text(node).isPresent()) {
      found.add(node);
    }
    Yaml.entries(node).forEach(entry -> found.addAll(scalars(entry.getValueNode())));
    Yaml.elements(node).forEach(element -> found.addAll(scalars(element)));
    return found;
  }
}
