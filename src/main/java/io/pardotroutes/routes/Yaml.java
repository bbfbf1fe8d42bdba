package io.pardotroutes.routes;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reading YAML as nodes that know their lines. */
final class Yaml {

  private Yaml() {}

  /**
   * The only document of a text; empty where there is nothing but comments.
   *
   * @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException where it is no YAML; a marked one knows the line
   */
  static Optional<Node> parse(String text, String label) {
    LoadSettings settings = LoadSettings.builder().setLabel(label).build();
    return new Composer(settings, new ParserImpl(settings, new StreamReader(settings, text))).getSingleNode();
  }

  /** Counted from 1. */
  static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  /** The text of a scalar; empty for anything else. */
  static Optional<String> text(Node node) {
    return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
  }

  /** The entries of a mapping; none for anything else. */
  static List<NodeTuple> entries(Node node) {
    return node instanceof MappingNode mapping ? mapping.getValue() : List.of();
  }

  /** The elements of a sequence; none for anything else. */
  static List<Node> elements(Node node) {
    return node instanceof SequenceNode sequence ? sequence.getValue() : List.of();
  }

  /** The value of a key in a mapping. */
  static Optional<Node> child(Node node, String key) {
    return entries(node).stream().filter(entry -> text(entry.getKeyNode()).filter(key::equals).isPresent())
        .map(NodeTuple::getValueNode).findFirst();
  }
}
