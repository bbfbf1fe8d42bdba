package io.pardotroutes.routes;

import io.pardotroutes.files.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * What a route file must not hold though Camel would take it: code (a file may call beans by name, and no class), what
 * fails only when the first message comes, and queues that lose what waits in them.
 */
record RouteLint(Path file, List<Problem> problems) {

  private static final Set<String> SCRIPTS = Set.of("groovy", "joor", "java", "js", "javascript", "python", "mvel", "ognl", "spel",
      "script", "wasm");
  private static final Pattern CLASS_VALUE = Pattern.compile("(#|%23)(class|type):");
  private static final Pattern CLASS_ENDPOINT = Pattern.compile("(class:|bean:[\\w$]+\\.)\\S*");
  private static final Pattern LANGUAGE_ENDPOINT = Pattern.compile("language:\\S+");
  private static final Pattern MEMORY_ENDPOINT = Pattern.compile("seda:\\S+");
  private static final Pattern CLASS_IN_SIMPLE = Pattern.compile("[$]\\{bean:(type:|[\\w$]+\\.[\\w$]+\\.)");

  static List<Problem> problems(Path file, Node root) {
    RouteLint lint = new RouteLint(file, new ArrayList<>());
    lint.look(root, false);
    return lint.problems;
  }

  private void look(Node node, boolean endpointOptions) {
    Yaml.elements(node).forEach(element -> look(element, false));
    Yaml.text(node).ifPresent(text -> lookAtText(node, text));
    Set<String> keys = new HashSet<>();
    for (NodeTuple entry : Yaml.entries(node)) {
      String key = Yaml.text(entry.getKeyNode()).orElse("");
      if (!keys.add(key)) {
        refuse(entry.getKeyNode(), "'" + key + "' is here twice, and only one would count; remove one of the two");
      }
      if (!endpointOptions) {
        lookAtKey(entry, key);
      }
      look(entry.getValueNode(), key.equals("parameters"));
    }
  }

  private void lookAtKey(NodeTuple entry, String key) {
    String value = Yaml.text(entry.getValueNode()).orElse("").toLowerCase(Locale.ROOT);
    if (SCRIPTS.contains(key) || key.equals("language") && SCRIPTS.contains(value)) {
      refuse(entry.getKeyNode(), "a script (" + (SCRIPTS.contains(key) ? key : value) + ") can't be in a route; call a bean, or use simple");
    } else if (key.equals("jsonpath") || key.equals("language") && value.equals("jsonpath")) {
      refuse(entry.getKeyNode(), "jsonpath is checked by the first message only; read the value with a bean, or use simple");
    } else if (key.equals("beanType") || key.equals("scriptLanguage")) {
      refuse(entry.getKeyNode(), key + " names code; call a bean by its name, with ref");
    }
  }

  private void lookAtText(Node node, String text) {
    if (CLASS_VALUE.matcher(text).find() || CLASS_ENDPOINT.matcher(text).matches() || CLASS_IN_SIMPLE.matcher(text).find()) {
      refuse(node, "a class can't be named in a route; bind it in config/application.properties (camel.beans.<name> = #class:<class>)"
          + " and call it by its name");
    } else if (LANGUAGE_ENDPOINT.matcher(text).matches()) {
      refuse(node, "the language endpoint runs scripts, which can't be in a route; call a bean, or use simple");
    } else if (MEMORY_ENDPOINT.matcher(text).matches()) {
      refuse(node, "what waits in a seda: queue is in memory, and lost when the process ends; put it on a queue of your own with jms-batch:,"
          + " or call the route with direct:");
    } else if (text.contains("${jsonpath")) {
      refuse(node, "jsonpath is checked by the first message only; read the value with a bean");
    }
  }

  private void refuse(Node node, String what) {
    problems.add(new Problem(file, Yaml.line(node), what));
  }
}
