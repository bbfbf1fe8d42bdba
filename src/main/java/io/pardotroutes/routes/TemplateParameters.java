package io.pardotroutes.routes;

import io.pardotroutes.destination.Destination;
import io.pardotroutes.settings.Format;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.model.ModelCamelContext;

/** What a route template can be told of a destination: its settings as text, under the names of the destination file. */
final class TemplateParameters {

  /** What a template may declare without a default. */
  static final Set<String> NAMES = all(Rehearsal.STAND_IN).keySet();

  private TemplateParameters() {}

  /** Adds the route of a destination; the ids of its steps begin with the destination's name, so that they differ from route to route. */
  static void addRoute(ModelCamelContext context, RouteFile.Template template, Destination destination) throws Exception {
    context.addRouteFromTemplate(template.routeId(destination.name()), template.id(), destination.name() + "-", null, of(template, destination));
  }

  /** Only those that the template declares; the secrets are not among them. */
  private static Map<String, Object> of(RouteFile.Template template, Destination destination) {
    Set<String> declared = template.parameters().stream().map(RouteFile.Parameter::name).collect(Collectors.toSet());
    Map<String, Object> parameters = new LinkedHashMap<>(all(destination));
    parameters.keySet().retainAll(declared);
    return parameters;
  }

  /** Durations in milliseconds, nothing as empty text. */
  private static Map<String, String> all(Destination destination) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("destination", destination.name());
    all.put("apiVersion", destination.apiVersion().toString());
    all.put("baseUrl", destination.baseUrl().toString());
    all.put("businessUnitId", orEmpty(destination.businessUnitId()));
    all.put("lookupField", orEmpty(destination.lookupField()));
    all.put("lookupByUserId", Boolean.toString(destination.lookupByUserId()));
    all.put("batchSize", Integer.toString(destination.batchSize()));
    all.put("batchWait", Long.toString(destination.batchWait().toMillis()));
    all.put("maxConcurrentRequests", Integer.toString(destination.maxConcurrentRequests()));
    all.put("onLookupMiss", Format.wordOf(destination.onLookupMiss()));
    all.put("onNoIdentifier", Format.wordOf(destination.onNoIdentifier()));
    all.put("clearOnNull", Boolean.toString(destination.clearOnNull()));
    all.put("campaignId", orEmpty(destination.campaignId()));
    return all;
  }

  private static String orEmpty(String value) {
    return value == null ? "" : value;
  }
}
