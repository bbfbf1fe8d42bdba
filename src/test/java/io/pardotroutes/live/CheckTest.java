package io.pardotroutes.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pardotroutes.files.Problem;
import io.pardotroutes.settings.InvalidConfiguration;
import io.pardotroutes.settings.Settings;
import io.pardotroutes.support.SmallHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckTest {

  private SmallHome home;

  @BeforeEach
  void makeHome(@TempDir Path folder) {
    home = SmallHome.in(folder);
    home.write("routes/greet.camel.yaml", LiveTest.answering("greet", "direct:greet", "one"));
  }

  private List<String> problems() {
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      return Check.problems(home.folder(), (settings, destinations) -> {
        context.getRegistry().bind("known", (Processor) exchange -> { });
        return context;
      }).stream().map(Problem::toString).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aGoodHomeHasNoProblem() {
    home.write("routes/step.camel.yaml", LiveTest.answering("step", "direct:step", "one") + "        - process: {ref: known}\n");

    assertThat(problems()).isEmpty();
  }

  @Test
  void aCallOfARouteThatNoFileHasIsAProblem() {
    home.write("routes/call.camel.yaml", LiveTest.answering("call", "direct:call", "one") + "        - to: direct:greet?block=false\n        - to: {uri: direct:gret}\n");

    assertThat(problems()).singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
        .startsWith("routes/call.camel.yaml:").contains("no route begins with direct:gret;");
  }

  @Test
  void routesOverHttpAreCheckedWithoutAServer() {
    home.write("routes/http.camel.yaml", LiveTest.answering("http", "platform-http:/greet?httpMethodRestrict=POST", "one"));

    assertThat(problems()).isEmpty();
  }

  @Test
  void everythingIsFoundAtOnce() {
    home.write("config/application.properties", "pardot.htpp.port = 1\n");
    home.write("config/destinations/apac.properties", SmallHome.SANDBOX + "batchSize = 99\n");
    home.write("routes/greet.camel.yaml", LiveTest.answering("greet", "direct:greet?nonsense=1", "one"));
    home.write("routes/late.camel.yaml", "- route: [\n");

    assertThat(problems()).satisfiesExactly(
        problem -> assertThat(problem).isEqualTo("config/application.properties:1: pardot.htpp.port is no setting; did you mean pardot.http.port?"),
        problem -> assertThat(problem).startsWith("config/destinations/apac.properties:3: batchSize"),
        problem -> assertThat(problem).startsWith("routes/greet.camel.yaml:4: ").contains("nonsense"),
        problem -> assertThat(problem).startsWith("routes/late.camel.yaml:1: is no YAML here: "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sample:sample-write-key", "shop: sample-write-key"})
  void theSampleKeyIsForThisMachineOnly(String sample) {
    home.write("config/application.properties", "pardot.http.writeKeys = web:abc, " + sample + "\n");
    home.write("config/destinations/apac.properties", """
        businessUnitId = 0UvB00000004CqTKAU
        auth.clientId = app
        auth.refreshToken = token
        """);

    assertThat(problems()).singleElement().isEqualTo("config/application.properties:1: pardot.http.writeKeys has the sample key, which"
        + " everybody knows, while the destination apac isn't on this machine; put keys of your own in its place");
    home.write("config/application.properties", "pardot.http.writeKeys = web:abc\n");
    assertThat(problems()).isEmpty();
  }

  @Test
  void aMissingFolderIsAProblem() {
    home.move("routes", "elsewhere");

    assertThat(problems()).singleElement().satisfies(problem -> assertThat(problem).contains("routes").contains("put it back"));
  }

  @Test
  void theStartSaysTheSame() {
    home.write("config/destinations/apac.properties", SmallHome.SANDBOX + "batchSize = 99\n");
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      LiveFiles live = new LiveFiles(home.folder(), context, Settings.load(home.folder()));

      assertThatThrownBy(live::readDestinations).isInstanceOf(InvalidConfiguration.class)
          .hasMessage("config/destinations/apac.properties:3: batchSize must be a whole number from 1 to 50, not '99'");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
