package io.pardotroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.bundle.Bundle;
import io.pardotroutes.support.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** Holds for every file in {@code routes/}, whatever is in it. */
class AllRoutesTest {

  private static final String ENDING = ".camel.yaml";
  /** Steps whose endpoint is found when a message comes. */
  private static final Set<String> CHOSEN_BY_MESSAGES = Set.of("recipientlist", "routingslip", "dynamicrouter", "enrich", "pollenrich", "poll", "wiretap", "tod");
  /** A step of the split, a variable of ours, a field of our own objects: no header, and nothing put together of a text. */
  private static final Pattern OUR_VALUE = Pattern.compile("\\$\\{(body|(body|variable)(\\.[A-Za-z]+)+)}");

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

  @ParameterizedTest
  @MethodSource("files")
  void noEndpointIsChosenByAMessage(String file) throws IOException {
    List<String> chosen = new ArrayList<>();
    steps(file).forEach(step -> {
      String name = step.getKey().replace("-", "").toLowerCase(Locale.ROOT);
      if (CHOSEN_BY_MESSAGES.contains(name)) {
        chosen.add(name + " " + (step.getValue() instanceof Map<?, ?> options ? options.get("uri") : step.getValue()));
      }
    });

    assertThat(chosen).as("but by the name of the destination, which the route itself has set").allMatch("tod direct:call-${variable.destination}"::equals);
  }

  @ParameterizedTest
  @MethodSource("files")
  void expressionsReadOurOwnValuesAndNoHeader(String file) throws IOException {
    List<String> expressions = steps(file).filter(step -> step.getKey().equals("simple")).map(step -> String.valueOf(step.getValue())).toList();

    assertThat(expressions).allSatisfy(expression -> assertThat(OUR_VALUE.matcher(expression).replaceAll("")).doesNotContain("${"));
    assertThat(expressions).filteredOn(expression -> expression.contains("${body}")).as("put together of a body").allMatch("${body}"::equals);
  }

  @Test
  void theCallToPardotLetsNothingOfAMessageSteerItOrComeBack() throws IOException {
    List<Map<?, ?>> producers = new ArrayList<>();
    for (String file : files()) {
      steps(file).filter(step -> step.getKey().equals("to") && step.getValue() instanceof Map<?, ?> to && String.valueOf(to.get("uri")).matches("https?:.*|\\{\\{.*"))
          .forEach(step -> producers.add((Map<?, ?>) step.getValue()));
    }

    assertThat(producers).extracting(to -> String.valueOf(to.get("uri"))).containsExactlyInAnyOrder("{{baseUrl}}", "http://localhost:{{pardot.http.port}}/v1/batch");
    assertThat(producers).filteredOn(to -> "{{baseUrl}}".equals(to.get("uri"))).singleElement().satisfies(to -> assertThat(to.get("parameters"))
        .isEqualTo(Map.of("bridgeEndpoint", true, "copyHeaders", false, "throwExceptionOnFailure", false, "followRedirects", false)));
  }

  /** Each key with its value, wherever it is in the file. */
  private static Stream<Map.Entry<String, Object>> steps(String file) throws IOException {
    return entries(new Yaml().load(Files.readString(Path.of("routes", file))));
  }

  private static Stream<Map.Entry<String, Object>> entries(Object node) {
    if (node instanceof List<?> list) {
      return list.stream().flatMap(AllRoutesTest::entries);
    }
    if (node instanceof Map<?, ?> map) {
      return map.entrySet().stream().flatMap(entry -> Stream.concat(Stream.of(Map.entry(entry.getKey().toString(), (Object) entry.getValue())), entries(entry.getValue())));
    }
    return Stream.empty();
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
