package io.pardotroutes.support;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;

/**
 * A test of routes as they are shipped: loads files of {@code routes/}, with the settings of {@code config/}. A test binds the beans
 * that the routes name, replaces the steps that leave the process, and calls {@link #start}. With {@code -Dpardot.home=DIR} they are
 * those of another folder.
 */
public abstract class RouteTest extends CamelTestSupport {

  private final Path home = Path.of(System.getProperty("pardot.home", ""));
  private final List<String> files;

  /** @param files names of files in {@code routes/} */
  protected RouteTest(String... files) {
    this.files = List.of(files);
  }

  @Override
  public final void configureTest(TestExecutionConfiguration configuration) {
    super.configureTest(configuration);
    configuration.withUseAdviceWith(true);
  }

  @Override
  protected final CamelContext createCamelContext() throws Exception {
    ModelCamelContext context = (ModelCamelContext) super.createCamelContext();
    context.getRegistry().bind("routeCoverage", new RouteCoverage());
    context.getRegistry().bind("promptPolls", new PromptPolls());
    Path settings = home.resolve("config/application.properties");
    if (Files.exists(settings)) {
      context.getPropertiesComponent().addLocation("file:" + settings);
    }
    for (RouteConfigurationsBuilder builder : policies()) {
      context.addRoutesConfigurations(builder);
    }
    for (String file : files) {
      Resource resource = PluginHelper.getResourceLoader(context).resolveResource("file:" + home.resolve("routes").resolve(file));
      PluginHelper.getRoutesLoader(context).loadRoutes(resource);
    }
    return context;
  }

  /** The policies that the routes name. */
  protected List<RouteConfigurationsBuilder> policies() {
    return List.of();
  }

  /** Sets a setting, over what {@code config/} says. */
  protected final void setting(String key, Object value) {
    context.getPropertiesComponent().addOverrideProperty(key, value.toString());
  }

  /** Binds a bean under the name that routes use. */
  protected final <T> T bind(String name, T bean) {
    context.getRegistry().bind(name, bean);
    return bean;
  }

  /** Sends what would go to the step with this id to another endpoint, in whichever route that step is. */
  protected final void replace(String stepId, String uri) throws Exception {
    for (RouteDefinition route : List.copyOf(((ModelCamelContext) context).getRouteDefinitions())) {
      boolean there = ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ProcessorDefinition.class).stream()
          .anyMatch(step -> stepId.equals(step.getId()));
      if (there) {
        AdviceWith.adviceWith(context, route.getRouteId(), advice -> advice.weaveById(stepId).replace().to(uri));
      }
    }
  }

  /** Replaces where a route begins. */
  protected final void replaceFrom(String routeId, String uri) throws Exception {
    AdviceWith.adviceWith(context, routeId, advice -> advice.replaceFromWith(uri));
  }

  /** Starts the routes; from now on they are as the test has made them. */
  protected final void start() {
    context.start();
  }
}
