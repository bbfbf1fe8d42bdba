package io.pardotroutes.routes;

import io.pardotroutes.settings.Placeholders;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertiesComponent;
import org.apache.camel.spi.PropertiesFunction;

/** Camel's property functions, with one more: {@code {{secret:NAME}}}, what {@code bin/pardot-routes secret set NAME} has kept. */
public final class PropertyFunctions implements Placeholders.Functions {

  private record SecretFunction(UnaryOperator<String> secret) implements PropertiesFunction {

    @Override
    public String getName() {
      return "secret";
    }

    @Override
    public String apply(String name) {
      return secret.apply(name);
    }
  }

  /** Lets a context know secrets; each is asked for by its name whenever it is needed. */
  public static void addSecrets(CamelContext context, UnaryOperator<String> secret) {
    context.getPropertiesComponent().addPropertiesFunction(new SecretFunction(secret));
  }

  /** Those of a context, over its keys; it need not be started. */
  public static Placeholders.Resolver of(CamelContext context) {
    PropertiesComponent properties = context.getPropertiesComponent();
    return (value, sameFile) -> {
      properties.setLocalProperties(sameFile);
      try {
        return context.resolvePropertyPlaceholders(value);
      } finally {
        properties.setLocalProperties(null);
      }
    };
  }

  /** Those of a context of their own. */
  @Override
  public Placeholders.Resolver over(Properties otherKeys, UnaryOperator<String> secret) {
    DefaultCamelContext context = new DefaultCamelContext();
    context.disableJMX();
    if (secret != null) {
      addSecrets(context, secret);
    }
    context.getPropertiesComponent().setInitialProperties(otherKeys);
    context.build();
    return of(context);
  }
}
