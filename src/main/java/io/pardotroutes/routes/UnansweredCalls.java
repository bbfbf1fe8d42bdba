package io.pardotroutes.routes;

import io.pardotroutes.files.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Finds calls of {@code direct:} routes that no file has. Camel would start, and each exchange would wait 30 s at that step and fail. */
final class UnansweredCalls {

  private static final String DIRECT = "direct:";

  private record Call(String name, Problem problem) {}

  private final Set<String> answered = new HashSet<>();
  private final List<Call> calls = new ArrayList<>();

  private UnansweredCalls() {}

  /** One problem for each step that calls nobody; a name that is made of parameters or values is left out. */
  static List<Problem> in(Collection<RouteFile> files) {
    UnansweredCalls unanswered = new UnansweredCalls();
    files.forEach(file -> Stream.concat(file.routes().stream().map(RouteFile.NamedRoute::node), file.templates().stream().map(RouteFile.Template::node))
        .forEach(node -> unanswered.collect(file, node)));
    return unanswered.calls.stream().filter(call -> !unanswered.answered.contains(call.name())).map(Call::problem).toList();
  }

  private void collect(RouteFile file, Node node) {
    Yaml.elements(node).forEach(element -> collect(file, element));
    for (NodeTuple entry : Yaml.entries(node)) {
      String key = Yaml.text(entry.getKeyNode()).orElse("");
      Node value = entry.getValueNode();
      Optional<String> endpoint = Yaml.text(value).or(() -> Yaml.child(value, "uri").flatMap(Yaml::text)).map(UnansweredCalls::name);
      if (key.equals("from")) {
        endpoint.ifPresent(answered::add);
      } else if (key.equals("to") || key.equals("wireTap")) {
        endpoint.filter(name -> name.startsWith(DIRECT) && !name.contains("{")).ifPresent(name -> calls.add(new Call(name,
            new Problem(file.path(), Yaml.line(entry.getKeyNode()), "no route begins with " + name + "; correct the name, or add the route"))));
      }
      collect(file, value);
    }
  }

  private static String name(String uri) {
    return uri.split("\\?", 2)[0].replaceFirst("^direct://", DIRECT);
  }
}
