package io.pardotroutes.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.pardotroutes.support.RouteCoverage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Runs last (junit-platform.properties): by then the tests before it must have run every step of every route file. */
@Order(Integer.MAX_VALUE)
public class RouteCoverageTest {

  @Test
  void everyStepOfEveryRouteFileWasRunBySomeTest() throws Exception {
    assumeFalse(RouteCoverage.run().isEmpty(), "this test says something only after the others, in the same JVM");

    Set<String> steps = steps();

    assertThat(steps).hasSizeGreaterThan(40);
    assertThat(steps.stream().filter(step -> !RouteCoverage.run().contains(step))).as("steps that no test has run").isEmpty();
  }

  private static Set<String> steps() throws Exception {
    Set<String> steps = new LinkedHashSet<>();
    try (DefaultCamelContext context = new DefaultCamelContext(); Stream<Path> files = Files.list(Path.of("routes"))) {
      for (Path file : files.sorted().toList()) {
        PluginHelper.getRoutesLoader(context).loadRoutes(PluginHelper.getResourceLoader(context).resolveResource("file:" + file));
      }
      context.getRouteDefinitions().forEach(route -> collect(route.getOutputs(), steps));
      context.getRouteTemplateDefinitions().forEach(template -> collect(template.getRoute().getOutputs(), steps));
    }
    return steps;
  }

  /** A branch is no step of its own: it was run if one of its steps was. */
  private static void collect(List<ProcessorDefinition<?>> outputs, Set<String> steps) {
    for (ProcessorDefinition<?> step : outputs) {
      steps.add(RouteCoverage.place(step));
      collect(step.getOutputs(), steps);
      if (step instanceof ChoiceDefinition choice) {
        choice.getWhenClauses().forEach(when -> collect(when.getOutputs(), steps));
        if (choice.getOtherwise() != null) {
          collect(choice.getOtherwise().getOutputs(), steps);
        }
      }
    }
  }
}
