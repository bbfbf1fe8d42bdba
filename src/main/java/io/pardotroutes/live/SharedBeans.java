package io.pardotroutes.live;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Component;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.spi.Registry;

/**
 * The beans of the running context for a rehearsal, but for components and endpoints: those belong to one context, which
 * would stop them when it ends.
 */
final class SharedBeans implements BeanRepository {

  private final Registry live;

  SharedBeans(Registry live) {
    this.live = live;
  }

  private static boolean isShared(Object bean) {
    return !(bean instanceof Component) && !(bean instanceof Endpoint);
  }

  @Override
  public Object lookupByName(String name) {
    Object bean = live.lookupByName(name);
    return isShared(bean) ? bean : null;
  }

  @Override
  public <T> T lookupByNameAndType(String name, Class<T> type) {
    T bean = live.lookupByNameAndType(name, type);
    return isShared(bean) ? bean : null;
  }

  @Override
  public <T> Map<String, T> findByTypeWithName(Class<T> type) {
    Map<String, T> shared = new LinkedHashMap<>(live.findByTypeWithName(type));
    shared.values().removeIf(bean -> !isShared(bean));
    return shared;
  }

  @Override
  public <T> Set<T> findByType(Class<T> type) {
    return live.findByType(type).stream().filter(SharedBeans::isShared).collect(Collectors.toSet());
  }
}
