package io.pardotroutes.routes;

import java.util.Map;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.ExtendedPropertyConfigurerGetter;
import org.apache.camel.spi.PropertyConfigurer;

/**
 * Gives a rehearsal components of its own, set up as those of the running context are.
 *
 * @param standard finds those that the running context does not have
 */
record RehearsedComponents(CamelContext live, ComponentResolver standard) implements ComponentResolver {

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
