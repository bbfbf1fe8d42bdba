package io.pardotroutes.routes;

import io.pardotroutes.files.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.ResolveEndpointFailedException;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Finds the line of a route file that an exception of Camel is about, and its reason in one line. */
public final class Reason {

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
  public static String firstLine(String message) {
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
    String message = firstLine(chain.stream().filter(cause -> cause.getMessage() != null && !cause.getMessage().isBlank())
        .reduce((first, last) -> last).map(Throwable::getMessage).orElse(chain.get(chain.size() - 1).getClass().getSimpleName()));
    String place = clue().flatMap(Yaml::text).filter(clue -> !message.contains(clue)).map(clue -> " in " + firstLine(clue)).orElse("");
    return at + message + place + (cause(ResolveEndpointFailedException.class).isPresent() ? "; correct the endpoint or its options" : "");
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
    return clue().or(() -> nodes().stream().findFirst()).map(Yaml::line).orElse(1);
  }

  /** The key or value that the exception speaks of. */
  private Optional<Node> clue() {
    return nodes().stream().map(this::clueIn).flatMap(Optional::stream).findFirst();
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

  private Optional<Node> clueIn(Node node) {
    for (int depth = chain.size() - 1; depth >= 0; depth--) {
      String message = String.valueOf(chain.get(depth).getMessage());
      Matcher option = UNKNOWN_OPTION.matcher(message);
      Optional<Node> clue = option.find() ? option(node, option.group(1)) : Optional.empty();
      if (clue.isEmpty() && chain.get(depth) instanceof NoSuchBeanException missing) {
        clue = shortestWith(node, missing.getName());
      }
      if (clue.isEmpty()) {
        clue = longestIn(node, message);
      }
      if (clue.isPresent()) {
        return clue;
      }
    }
    return Optional.empty();
  }

  /** An option of an endpoint: a key below parameters, or part of a URI. */
  private static Optional<Node> option(Node node, String name) {
    for (NodeTuple entry : Yaml.entries(node)) {
      if (Yaml.text(entry.getKeyNode()).filter(name::equals).isPresent()) {
        return Optional.of(entry.getKeyNode());
      }
    }
    Stream<Node> children = Stream.concat(Yaml.elements(node).stream(), Yaml.entries(node).stream().map(NodeTuple::getValueNode));
    return children.map(child -> option(child, name)).flatMap(Optional::stream).findFirst()
        .or(() -> Yaml.text(node).filter(text -> text.contains(name + "=")).map(text -> node));
  }

  private static Optional<Node> shortestWith(Node node, String name) {
    return scalars(node).stream().filter(scalar -> textOf(scalar).contains(name))
        .min(Comparator.comparingInt(scalar -> textOf(scalar).length()));
  }

  /** Camel writes log://name in its messages where the file says log:name. */
  private static Optional<Node> longestIn(Node node, String message) {
    String asWritten = message.replace("://", ":");
    return scalars(node).stream()
        .filter(scalar -> textOf(scalar).length() >= SHORTEST_CLUE)
        .filter(scalar -> message.contains(textOf(scalar)) || asWritten.contains(textOf(scalar)))
        .max(Comparator.comparingInt(scalar -> textOf(scalar).length()));
  }

  private static String textOf(Node scalar) {
    return Yaml.text(scalar).orElse("");
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
