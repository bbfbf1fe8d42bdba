package io.pardotroutes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds for every file in {@code routes/}, whatever is in it. */
class AllRoutesTest {

  private static final String ENDING = ".camel.yaml";

  @TempDir Path folder;

  static List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("routes"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void everyFileLoadsWithItsBeansAndPoliciesForBothVersions() throws IOException {
    Home home = new Home(folder).destination("old", 3).destination("new", 4, "lookupField = org_id");

    assertThat(Bundle.check(home.folder())).isEmpty();
  }

  @Test
  void everyFileLoadsWhereThereIsNoDestination() throws IOException {
    assertThat(Bundle.check(new Home(folder).folder())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"deliver", "send", "accept", "lookup"})
  void aPolicyThatDoesNotExistIsFoundWithItsLine(String route) throws IOException {
    Home home = new Home(folder).destination("new", 4);
    String file = "routes/" + route + ENDING;
    String text = home.read(file).replaceFirst("routeConfigurationId: [a-z]+-policies", "routeConfigurationId: no-policies");
    home.write(file, text);
    long line = text.substring(0, text.indexOf("no-policies")).lines().count();

    assertThat(Bundle.check(home.folder())).singleElement().asString()
        .startsWith(file + ":" + line + ": routeConfigurationId names 'no-policies'")
        .contains("delivery-policies", "ingest-policies", "lookup-policies");
  }

  @ParameterizedTest
  @MethodSource("files")
  void routesAreNamedAfterTheirFileAndSayWhatTheyDo(String file) throws Exception {
    assertThat(file).endsWith(ENDING);
    String name = file.substring(0, file.length() - ENDING.length());

    List<RouteDefinition> routes = routes(file);

    assertThat(routes).isNotEmpty().allSatisfy(route -> {
      assertThat(route.getRouteId()).satisfiesAnyOf(id -> assertThat(id).isEqualTo(name), id -> assertThat(id).startsWith(name + "-"));
      assertThat(route.getDescriptionText()).isNotBlank();
    });
    assertThat(routes.get(0).getRouteId()).isEqualTo(name);
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyRouteNamesAPolicyOrLeavesItsFailuresToItsCaller(String file) throws Exception {
    assertThat(routes(file)).allSatisfy(route ->
        assertThat(route.getRouteConfigurationId() != null || route.isErrorHandlerFactorySet()).isTrue());
  }

  @ParameterizedTest
  @MethodSource("files")
  void innerEndpointsAreNamedAfterTheirRoute(String file) throws Exception {
    assertThat(routes(file)).map(route -> route.getInput().getEndpointUri()).filteredOn(uri -> uri.startsWith("direct:"))
        .allSatisfy(uri -> assertThat(routes(file)).map(RouteDefinition::getRouteId).contains(uri.substring("direct:".length()).replace("-{{destination}}", "")));
  }

  /** The routes of a file, and those of its templates under the template's id. */
  private static List<RouteDefinition> routes(String file) throws Exception {
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      PluginHelper.getRoutesLoader(context).loadRoutes(PluginHelper.getResourceLoader(context).resolveResource("file:routes/" + file));
      Stream<RouteDefinition> templates = context.getRouteTemplateDefinitions().stream().map(template -> template.getRoute().routeId(template.getId()));
      return Stream.concat(context.getRouteDefinitions().stream(), templates).toList();
    }
  }
}
