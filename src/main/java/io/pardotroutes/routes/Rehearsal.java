package io.pardotroutes.routes;

import io.pardotroutes.destination.Auth;
import io.pardotroutes.destination.Destination;
import io.pardotroutes.event.EventFilter;
import io.pardotroutes.files.Problem;
import io.pardotroutes.prospect.ApiVersion;
import io.pardotroutes.prospect.OnLookupMiss;
import io.pardotroutes.prospect.OnNoIdentifier;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Component;
import org.apache.camel.Endpoint;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Route;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultRoutesLoader;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.ExtendedPropertyConfigurerGetter;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds the routes of a file in a second context, which shares the beans and is never started: finds unknown steps, wrong
 * options, broken simple expressions and missing beans while the running routes go on.
 */
record Rehearsal(CamelContext live) {

  /** A destination to try templates with while there is none. */
  static final Destination STAND_IN = new Destination("rehearsal", true, ApiVersion.V4, URI.create("http://localhost:8090"), null, null, false,
      EventFilter.parse("type = \"identify\""), 50, Duration.ofMillis(200), 4, OnLookupMiss.ADOPT, OnNoIdentifier.MATCH_EMAIL, false,
      null, null, new Auth(Auth.Flow.NONE, URI.create("http://localhost:8090"), null, null, null, null, null));

  private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

  /**
   * What Camel has against a file.
   *
   * @param ownIds routes of the running context that the file would replace
   */
  Optional<Problem> problem(RouteFile file, Collection<Destination> destinations, Set<String> ownIds) {
    DefaultCamelContext context = new DefaultCamelContext(new DefaultRegistry(live.getRegistry()));
    List<Route> built = new ArrayList<>();
    try {
      prepare(context, built);
      load(context, file, destinations.isEmpty() ? List.of(STAND_IN) : destinations);
      context.init();
      return clash(built, file, ownIds);
    } catch (Exception e) {
      LOG.debug("{} refused", file.path(), e);
      return Optional.of(Reason.of(file, e));
    } finally {
      release(context);
    }
  }

  private void prepare(DefaultCamelContext context, List<Route> built) {
    context.addLifecycleStrategy(new LifecycleStrategySupport() {
      @Override
      public void onRouteContextCreate(Route route) {
        built.add(route);
      }
    });
    context.disableJMX();
    context.setAutoStartup(false);
    context.setLoadTypeConverters(live.isLoadTypeConverters());
    context.setApplicationContextClassLoader(live.getApplicationContextClassLoader());
    context.getPropertiesComponent().setInitialProperties(live.getPropertiesComponent().loadProperties());
    context.getCamelContextExtension().addContextPlugin(ComponentResolver.class, new Components(live, PluginHelper.getComponentResolver(context)));
  }

  private static void load(DefaultCamelContext context, RouteFile file, Collection<Destination> destinations) throws Exception {
    try (DefaultRoutesLoader loader = new DefaultRoutesLoader(context)) {
      loader.loadRoutes(file.resource());
    }
    for (RouteFile.Template template : file.templates()) {
      for (Destination destination : destinations) {
        TemplateParameters.addRoute(context, template, destination);
      }
    }
  }

  /** Two routes that would consume from one endpoint that allows but one consumer. */
  private Optional<Problem> clash(List<Route> built, RouteFile file, Set<String> ownIds) {
    List<Route> others = new ArrayList<>(live.getRoutes().stream().filter(route -> !ownIds.contains(route.getId())).toList());
    for (Route route : built) {
      Endpoint endpoint = route.getEndpoint();
      boolean alone = !(endpoint instanceof MultipleConsumersSupport several) || !several.isMultipleConsumersSupported();
      for (Route other : others) {
        if (alone && other.getEndpoint().getEndpointUri().equals(endpoint.getEndpointUri())) {
          return Optional.of(Reason.of(file, new FailedToStartRouteException(route.getId(),
              "the route " + other.getId() + " consumes from " + endpoint.getEndpointBaseUri() + " already; give this one another from")));
        }
      }
      others.add(route);
    }
    return Optional.empty();
  }

  /**
   * Lets the context go. It isn't stopped, since that would stop shared beans that its routes use, such as an idempotent
   * repository; its components are its own.
   */
  private void release(DefaultCamelContext context) {
    ServiceHelper.stopAndShutdownServices(context.getComponentNames().stream().map(context::hasComponent).toList());
    for (CamelContextAware bean : live.getRegistry().findByType(CamelContextAware.class)) {
      if (bean.getCamelContext() == context) {
        bean.setCamelContext(live);
      }
    }
  }

  /**
   * Gives a rehearsal components of its own, set up as those of the running context are.
   *
   * @param standard finds those that the running context does not have
   */
  private record Components(CamelContext live, ComponentResolver standard) implements ComponentResolver {

    @Override
    public Component resolveComponent(String name, CamelContext rehearsal) throws Exception {
      Component original = live.hasComponent(name);
      if (original == null) {
        original = live.getRegistry().lookupByNameAndType(name, Component.class);
      }
      Component copy = original == null ? standard.resolveComponent(name, rehearsal)
          : original.getClass().getDeclaredConstructor().newInstance();
      if (copy == null) {
        return null;
      }
      copy.setCamelContext(rehearsal);
      if (original != null) {
        copyOptions(original, copy, rehearsal);
      }
      return copy;
    }

    private static void copyOptions(Component original, Component copy, CamelContext rehearsal) {
      PropertyConfigurer configurer = original.getComponentPropertyConfigurer();
      if (configurer instanceof ExtendedPropertyConfigurerGetter options) {
        for (Map.Entry<String, Object> option : options.getAllOptions(original).entrySet()) {
          Object value = options.getOptionValue(original, option.getKey(), true);
          if (value != null && !Objects.equals(value, options.getOptionValue(copy, option.getKey(), true))) {
            configurer.configure(rehearsal, copy, option.getKey(), value, true);
          }
        }
      }
    }
  }
}
