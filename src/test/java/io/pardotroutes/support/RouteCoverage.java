package io.pardotroutes.support;

import io.pardotroutes.e2e.RouteCoverageTest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Keeps which steps of the route files some test of this JVM has run, see {@link RouteCoverageTest}. A context watches its routes once
 * this is one of its beans.
 */
public final class RouteCoverage implements InterceptStrategy, CamelContextAware {

  private static final Set<String> RUN = ConcurrentHashMap.newKeySet();

  private CamelContext context;

  /** The steps that have run, as {@link #place} writes them. */
  public static Set<String> run() {
    return RUN;
  }

  /**
   * File, line, kind and label of a step, such as {@code send.camel.yaml:34 bean writes.judge}; a route that was made of a template has those
   * of the template. The line is Camel's, which for a step in braces is one too few: the label keeps neighbours apart.
   */
  public static String place(ProcessorDefinition<?> step) {
    String location = String.valueOf(step.getLocation());
    String label = step instanceof BeanDefinition bean ? bean.getRef() + "." + bean.getMethod() : step.getLabel();
    return location.substring(location.lastIndexOf('/') + 1) + ":" + step.getLineNumber() + " " + step.getShortName() + " " + label;
  }

  @Override
  public CamelContext getCamelContext() {
    return context;
  }

  @Override
  public void setCamelContext(CamelContext camelContext) {
    context = camelContext;
    camelContext.getCamelContextExtension().addInterceptStrategy(this);
  }

  @Override
  public Processor wrapProcessorInInterceptors(CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
    if (!(definition instanceof ProcessorDefinition<?> step) || step.getLineNumber() < 0) {
      return target;
    }
    String place = place(step);
    return new DelegateAsyncProcessor(target) {
      @Override
      public boolean process(Exchange exchange, AsyncCallback callback) {
        RUN.add(place);
        return super.process(exchange, callback);
      }
    };
  }
}
