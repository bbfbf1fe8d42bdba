package io.pardotroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pardotroutes.files.Problem;
import io.pardotroutes.live.LiveTest;
import io.pardotroutes.settings.InvalidConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteFilesTest extends LiveTest {

  private static final String FILE = "routes/greet.camel.yaml";

  @Test
  void aSavedFileReplacesItsRoutes() {
    home.write(FILE, answering("greet", "direct:greet", "one"));
    start();
    assertThat(ask("direct:greet")).isEqualTo("one");

    home.write(FILE, answering("greet", "direct:greet", "two"));

    awaitAnswer("direct:greet", "two");
    assertThat(context.getRoutes()).hasSize(1);
    assertThat(context.getRouteDefinitions()).hasSize(1);
  }

  @Test
  void filesMayBeLoadedBeforeTheContextStarts() {
    home.write(FILE, answering("greet", "direct:greet", "one"));

    open();
    context.start();

    assertThat(ask("direct:greet")).isEqualTo("one");
    home.write(FILE, answering("greet", "direct:greet", "two"));
    awaitAnswer("direct:greet", "two");
  }

  @Test
  void aSyntaxErrorIsRefusedWithItsLineAndTheRouteRunsOn() {
    home.write(FILE, answering("greet", "direct:greet", "one"));
    start();

    home.write(FILE, "- route:\n    id: greet\n  from: [\n");

    Problem problem = awaitRefusal();
    assertThat(problem.file()).isEqualTo(Path.of(FILE));
    assertThat(problem.line()).isEqualTo(3);
    assertThat(ask("direct:greet")).isEqualTo("one");
  }

  @Test
  void anUnknownStepIsRefusedWithItsLineAndTheRouteRunsOn() {
    home.write(FILE, answering("greet", "direct:greet", "one"));
    start();

    home.write(FILE, answering("greet", "direct:greet", "two") + "        - setBodi:\n            constant: x\n");

    Problem problem = awaitRefusal();
    assertThat(problem.line()).isEqualTo(8);
    assertThat(problem.what()).contains("setBodi");
    assertThat(ask("direct:greet")).isEqualTo("one");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      to: log:next?nonsense=1                                        | 8 | nonsense
      to: nowhere:next                                               | 8 | nowhere
      bean: {ref: nobody}                                            | 8 | nobody
      process: {ref: nobody}                                         | 8 | nobody
      setHeader: {name: x, simple: '${unclosed'}                     | 8 | unclosed
      filter: {simple: '${body} === 1', steps: [{stop: {}}]}         | 8 | ===
      to: 'log:{{no.such.key}}'                                      | 8 | no.such.key
      """)
  void whatCamelOnlyFindsWhenItBuildsTheRouteIsRefusedToo(String step, int line, String named) {
    home.write(FILE, answering("greet", "direct:greet", "one"));
    start();

    home.write(FILE, answering("greet", "direct:greet", "two") + "        - " + step + "\n");

    Problem problem = awaitRefusal();
    assertThat(problem.line()).as(problem.toString()).isEqualTo(line);
    assertThat(problem.what()).contains(named);
    assertThat(ask("direct:greet")).isEqualTo("one");
    assertThat(context.getRoutes()).hasSize(1);
  }

  @Test
  void anOptionInTheParametersIsNamedByItsOwnLine() {
    home.write(FILE, """
        - route:
            id: greet
            from:
              uri: direct:greet
              steps:
                - to:
                    uri: log:next
                    parameters:
                      marker: x
                      nonsense: 1
        """);

    assertThatThrownBy(this::start).isInstanceOfSatisfying(InvalidConfiguration.class,
        e -> assertThat(e.problems()).singleElement().satisfies(problem -> {
          assertThat(problem.line()).isEqualTo(10);
          assertThat(problem.what()).contains("nonsense");
        }));
  }

  @Test
  void aBadSecondRouteRefusesTheWholeFile() {
    home.write(FILE, answering("greet", "direct:greet", "one") + answering("part", "direct:part", "one"));
    start();

    home.write(FILE, answering("greet", "direct:greet", "two") + answering("part", "direct:part?nonsense=1", "two"));

    assertThat(awaitRefusal().what()).contains("nonsense");
    assertThat(ask("direct:greet")).isEqualTo("one");
    assertThat(ask("direct:part")).isEqualTo("one");
  }

  @Test
  void aRepairedFileIsTakenAndTheProblemEnds() {
    home.write(FILE, answering("greet", "direct:greet", "one"));
    start();
    home.write(FILE, "- route: [");
    awaitRefusal();

    home.write(FILE, answering("greet", "direct:greet", "two"));

    awaitAnswer("direct:greet", "two");
    awaitAccepted();
  }

  @Test
  void aRefusedChangeThatIsTakenBackIsNoProblemAnyLonger() {
    home.write(FILE, answering("greet", "direct:greet", "one"));
    start();
    home.write(FILE, "- route: [");
    awaitRefusal();

    home.write(FILE, answering("greet", "direct:greet", "one"));

    awaitAccepted();
    assertThat(ask("direct:greet")).isEqualTo("one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"routes/part.camel.yaml", "routes/new/sub/part.camel.yaml"})
  void aNewFileIsTakenAlsoInANewFolder(String file) {
    home.write(FILE, answering("greet", "direct:greet", "one"));
    start();

    home.write(file, answering("part", "direct:part", "new"));

    awaitAnswer("direct:part?failIfNoConsumers=false", "new");
  }

  @Test
  void aDeletedFileLeavesNothingBehind() {
    home.write(FILE, answering("greet", "direct:greet", "one"));
    home.write("routes/part.camel.yaml", answering("part", "direct:part", "one"));
    start();

    home.delete("routes/part.camel.yaml");

    await().atMost(SOON).until(() -> context.getRoute("part") == null);
    assertThat(context.getRouteDefinition("part")).isNull();
    assertThat(ask("direct:greet")).isEqualTo("one");
    assertThat(live.problems()).isEmpty();
  }

  @Test
  void aRenamedFileKeepsItsRoutes() {
    home.write(FILE, answering("greet", "direct:greet", "one"));
    start();

    home.move(FILE, "routes/welcome.camel.yaml");
    home.write("routes/mark.camel.yaml", answering("mark", "direct:mark", "there"));

    awaitAnswer("direct:mark?failIfNoConsumers=false", "there");
    awaitAnswer("direct:greet", "one");
    assertThat(live.problems()).isEmpty();
    assertThat(context.getRoutes()).hasSize(2);
  }

  @Test
  void aRenamedIdLeavesTheOldRouteNoLonger() {
    home.write(FILE, answering("greet", "direct:greet", "one"));
    start();

    home.write(FILE, answering("welcome", "direct:greet", "two"));

    awaitAnswer("direct:greet", "two");
    assertThat(context.getRoute("greet")).isNull();
    assertThat(context.getRouteDefinitions()).hasSize(1);
  }

  @Test
  void aRouteMayMoveFromOneFileToAnother() {
    home.write(FILE, answering("greet", "direct:greet", "one") + answering("part", "direct:part", "one"));
    home.write("routes/a.camel.yaml", answering("other", "direct:other", "one"));
    start();

    home.write("routes/a.camel.yaml", answering("other", "direct:other", "one") + answering("part", "direct:part", "two"));
    home.write(FILE, answering("greet", "direct:greet", "two"));

    awaitAnswer("direct:greet", "two");
    awaitAnswer("direct:part", "two");
    awaitAccepted();
    assertThat(context.getRoutes()).hasSize(3);
  }

  @Test
  void aFileThatIsStillBeingWrittenIsWaitedFor() {
    home.write("config/application.properties", "pardot.routes.watch = 500ms\n");
    home.write(FILE, answering("greet", "direct:greet", "one"));
    start();
    String next = answering("greet", "direct:greet", "two");

    for (int length = 1; length < next.length(); length += 4) {
      home.write(FILE, next.substring(0, length));
      await().pollDelay(Duration.ofMillis(50)).until(() -> true);
      assertThat(live.problems()).isEmpty();
    }
    home.write(FILE, next);

    awaitAnswer("direct:greet", "two");
    assertThat(live.problems()).isEmpty();
  }

  @Test
  void routesOfTheJavaDslAreLeftAlone() throws Exception {
    context.addRoutes(new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:java").routeId("java").setBody(constant("java"));
      }
    });
    home.write(FILE, answering("greet", "direct:greet", "one"));
    start();

    home.write(FILE, answering("java", "direct:greet", "two"));

    Problem problem = awaitRefusal();
    assertThat(problem).hasToString(FILE + ":1: the route id java belongs to a route that is no file; rename this one");
    assertThat(ask("direct:java")).isEqualTo("java");
    assertThat(ask("direct:greet")).isEqualTo("one");
  }

  @Test
  void anIdInTwoFilesIsRefused() {
    home.write(FILE, answering("greet", "direct:greet", "one"));
    start();

    home.write("routes/part.camel.yaml", answering("greet", "direct:part", "new"));

    assertThat(awaitRefusal().what()).contains("greet belongs to " + FILE);
    home.write("routes/part.camel.yaml", answering("part", "direct:greet", "new"));
    await().atMost(SOON).until(() -> live.problems().stream().anyMatch(problem -> problem.what().contains("consumes from")));
    assertThat(context.getRoutes()).hasSize(1);
  }

  @Test
  void aFileThatFailsToStartAfterAllLeavesTheOldRoutesInPlace() {
    home.write(FILE, answering("greet", "direct:greet", "one"));
    start();

    home.write(FILE, answering("greet", "direct:greet", "two")
        + answering("part", "file:" + home.folder() + "/missing?autoCreate=false&startingDirectoryMustExist=true", "x"));

    assertThat(awaitRefusal().what()).contains("missing");
    awaitAnswer("direct:greet", "one");
    assertThat(context.getRoutes()).hasSize(1);
    assertThat(context.getRouteDefinitions()).hasSize(1);
  }

  @Test
  void aFileThatFailedToStartIsTriedAgainOnlyWhenItIsSavedAgain() {
    home.write(FILE, answering("greet", "direct:greet", "one"));
    home.write("routes/other.camel.yaml", answering("other", "direct:other", "one"));
    start();
    String next = answering("greet", "direct:greet", "two")
        + answering("part", "file:" + home.folder() + "/late?autoCreate=false&startingDirectoryMustExist=true", "x");
    home.write(FILE, next);
    awaitRefusal();
    awaitAnswer("direct:greet", "one");
    Object putBack = context.getRoute("greet");
    home.makeFolder("late");

    home.write("routes/other.camel.yaml", answering("other", "direct:other", "two"));
    awaitAnswer("direct:other", "two");
    assertThat(context.getRoute("greet")).isSameAs(putBack);
    home.write(FILE, next);

    awaitAnswer("direct:greet", "two");
    awaitAccepted();
  }

  @Test
  void brokenFilesStopTheStartAllOfThemNamed() {
    home.write(FILE, answering("greet", "direct:greet?nonsense=1", "one"));
    home.write("routes/part.camel.yaml", "- route: [");

    assertThatThrownBy(this::start).isInstanceOfSatisfying(InvalidConfiguration.class,
        e -> assertThat(e.problems()).extracting(Problem::file).containsExactly(Path.of(FILE), Path.of("routes/part.camel.yaml")));
    assertThat(context.getRoutes()).isEmpty();
  }

  @Test
  void aPolicyThatNobodyDefinesIsRefused() {
    home.write(FILE, answering("greet", "direct:greet", "one"));
    start();

    home.write(FILE, answering("greet", "direct:greet", "two").replace("    from:", "    routeConfigurationId: delivary\n    from:"));

    Problem problem = awaitRefusal();
    assertThat(problem.line()).isEqualTo(3);
    assertThat(problem.what()).contains("delivary");
    assertThat(ask("direct:greet")).isEqualTo("one");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      - {setBody: {groovy: '1+1'}}                                    | script
      - {setBody: {language: {language: joor, expression: '1'}}}      | script
      - {script: {js: '1'}}                                           | script
      - {setBody: {jsonpath: '$.a'}}                                  | jsonpath
      - {bean: {beanType: java.lang.Runtime}}                         | beanType
      - {to: 'bean:java.lang.Runtime?method=gc'}                      | class
      - {to: 'class:java.lang.Runtime?method=gc'}                     | class
      - {process: {ref: '#class:com.example.Step'}}                   | class
      - {aggregate: {constant: 1, aggregationStrategy: '#class:x.Y', steps: []}} | class
      - {to: 'language:simple:classpath:x'}                           | language
      - {setBody: {simple: '${bean:type:java.lang.Runtime?method=gc}'}} | class
      """)
  void codeInAFileIsRefused(String step, String named) {
    home.write(FILE, answering("greet", "direct:greet", "one") + "        " + step + "\n");

    assertThatThrownBy(this::start).isInstanceOfSatisfying(InvalidConfiguration.class, e -> {
      assertThat(e.problems().get(0).line()).isEqualTo(8);
      assertThat(e.problems().get(0).what()).contains(named);
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"to: seda:next", "to: 'seda://next?size=7'", "toD: 'seda:${variable.next}'", "to: {uri: seda:next}", "wireTap: {uri: seda:next}"})
  void aQueueInMemoryIsRefusedAndTheRouteRunsOn(String step) {
    home.write(FILE, answering("greet", "direct:greet", "one"));
    start();

    home.write(FILE, answering("greet", "direct:greet", "two") + "        - " + step + "\n");

    Problem problem = awaitRefusal();
    assertThat(problem.line()).isEqualTo(8);
    assertThat(problem.what()).isEqualTo("what waits in a seda: queue is in memory, and lost when the process ends;"
        + " put it on a queue of your own with jms-batch:, or call the route with direct:");
    assertThat(ask("direct:greet")).isEqualTo("one");
  }

  @Test
  void aRouteThatReadsAQueueInMemoryIsRefused() {
    home.write(FILE, answering("greet", "seda:greet", "one"));

    assertThatThrownBy(this::start).isInstanceOf(InvalidConfiguration.class).hasMessageContaining(FILE + ":4: what waits in a seda: queue");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      - from: {uri: direct:x, steps: []}                   | from
      - beans: [{name: x, type: java.lang.Object}]         | camel.beans
      - routeConfiguration: {id: x}                        | onException
      - route: {from: {uri: direct:x, steps: []}}          | no id
      - rest: {path: /x}                                   | rest
      # nothing but a comment                              | holds no route
      """)
  void whatCannotBeReplacedIsRefused(String item, String named) {
    home.write(FILE, item + "\n");

    assertThatThrownBy(this::start).isInstanceOf(InvalidConfiguration.class).hasMessageContaining(named).hasMessageContaining(FILE + ":1:");
  }

  @Test
  void aFolderThatIsGoneTakesNoRouteAway() {
    home.write(FILE, answering("greet", "direct:greet", "one"));
    start();

    home.move("routes", "elsewhere");

    assertThat(awaitRefusal().what()).contains("routes");
    assertThat(ask("direct:greet")).isEqualTo("one");
    home.move("elsewhere", "routes");
    awaitAccepted();
    assertThat(List.of(ask("direct:greet"))).containsExactly("one");
  }
}
