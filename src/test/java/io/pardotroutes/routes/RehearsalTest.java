package io.pardotroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pardotroutes.files.Problem;
import io.pardotroutes.live.LiveTest;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.component.seda.SedaComponent;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.Test;

/** Trying a file shares the application's beans and components without touching them. */
class RehearsalTest extends LiveTest {

  private static final String FILE = "routes/greet.camel.yaml";

  /** A strategy that knows the context it lives in. */
  private static final class NameOfContext implements AggregationStrategy, CamelContextAware {

    private volatile CamelContext context;

    @Override
    public Exchange aggregate(Exchange before, Exchange part) {
      part.getMessage().setBody(context.getName());
      return part;
    }

    @Override
    public CamelContext getCamelContext() {
      return context;
    }

    @Override
    public void setCamelContext(CamelContext context) {
      this.context = context;
    }
  }

  private void refuse() {
    home.write("routes/wrong.camel.yaml", """
        - route:
            id: wrong
            from:
              uri: direct:wrong
              steps:
                - idempotentConsumer:
                    idempotentRepository: seen
                    simple: "${body}"
                    steps:
                      - split: {simple: "${body}", aggregationStrategy: nameOfContext, steps: [{stop: {}}]}
                - to: own:next?nonsense=1
        """);
    assertThat(awaitRefusal()).satisfies(problem -> {
      assertThat(problem.line()).isEqualTo(11);
      assertThat(problem.what()).contains("nonsense");
    });
  }

  @Test
  void beansAndComponentsGoOnAfterARefusal() {
    AtomicInteger stops = new AtomicInteger();
    SedaComponent component = new SedaComponent();
    component.setConcurrentConsumers(3);
    NameOfContext strategy = new NameOfContext();
    context.addComponent("own", component);
    context.getRegistry().bind("nameOfContext", strategy);
    context.getRegistry().bind("seen", new MemoryIdempotentRepository() {
      @Override
      protected void doStop() throws Exception {
        stops.incrementAndGet();
        super.doStop();
      }
    });
    home.write(FILE, answering("greet", "direct:greet", "one")
        + "        - idempotentConsumer: {idempotentRepository: seen, simple: '${exchangeId}', steps: []}\n"
        + "        - split: {simple: '${body}', aggregationStrategy: nameOfContext, steps: []}\n"
        + "        - to: own:next?waitForTaskToComplete=Never\n");
    start();

    refuse();

    assertThat(stops).hasValue(0);
    assertThat(component.isStarted()).isTrue();
    assertThat(strategy.getCamelContext()).isSameAs(context);
    assertThat(ask("direct:greet")).isEqualTo(context.getName());
  }

  @Test
  void propertiesOfTheApplicationAreKnown() {
    context.getPropertiesComponent().addInitialProperty("team.queue", "direct:greet");
    context.getPropertiesComponent().addOverrideProperty("team.answer", "hello");
    home.write(FILE, answering("greet", "'{{team.queue}}'", "'{{team.answer}}'"));

    start();

    assertThat(ask("direct:greet")).isEqualTo("hello");
  }

  @Test
  void aComponentThatIsABeanIsTriedToo() {
    context.getRegistry().bind("mine", new SedaComponent());
    home.write(FILE, answering("greet", "mine:greet?size=7", "one"));
    start();

    home.write(FILE, answering("greet", "mine:greet?size=9", "two"));

    await().atMost(SOON).until(() -> context.getRoute("greet") != null
        && context.getRoute("greet").getEndpoint().getEndpointUri().contains("size=9"));
    assertThat(live.problems()).isEmpty();
  }

  @Test
  void routesThatCannotBePutBackAreStartedAsSoonAsTheyCan() {
    String from = "file:" + home.folder() + "/%s?autoCreate=false&startingDirectoryMustExist=true";
    home.makeFolder("here");
    home.write(FILE, answering("greet", from.formatted("here"), "one"));
    start();
    home.delete("here");

    home.write(FILE, answering("greet", from.formatted("there"), "two"));
    await().atMost(SOON).untilAsserted(() -> assertThat(live.problems()).extracting(Problem::what).satisfiesExactly(
        what -> assertThat(what).contains("there"), what -> assertThat(what).contains("can't be put back").contains("here")));
    home.makeFolder("here");

    await().atMost(SOON).until(() -> context.getRoute("greet") != null
        && context.getRouteController().getRouteStatus("greet").isStarted());
    assertThat(live.problems()).hasSize(1);
  }

  @Test
  void aSaveTakesEffectWithinThreeSecondsWithTheShippedInterval() {
    home.write("config/application.properties", "");
    home.write(FILE, answering("greet", "direct:greet", "one"));
    start();

    long saved = System.nanoTime();
    home.write(FILE, answering("greet", "direct:greet", "two"));
    awaitAnswer("direct:greet", "two");

    assertThat((System.nanoTime() - saved) / 1_000_000).isLessThan(3_000);
  }
}
