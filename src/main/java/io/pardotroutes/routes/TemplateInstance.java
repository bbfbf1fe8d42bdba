package io.pardotroutes.routes;

import io.pardotroutes.destination.Destination;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;

/** The route that is made of a template for one destination. */
final class TemplateInstance {

  private TemplateInstance() {}

  /** {@code <template id>-<destination>}. */
  static String id(RouteFile.Template template, String destination) {
    return template.id() + "-" + destination;
  }

  /** Adds the route; the ids of its steps begin with the destination's name, so that they differ from route to route. */
  static void add(CamelContext context, RouteFile.Template template, Destination destination) throws Exception {
    ((ModelCamelContext) context).addRouteFromTemplate(id(template, destination.name()), template.id(), destination.name() + "-",
        null, TemplateParameters.of(template, destination));
  }
}
