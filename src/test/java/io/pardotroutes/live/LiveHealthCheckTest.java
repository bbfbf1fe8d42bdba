package io.pardotroutes.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.bundle.Health;
import io.pardotroutes.files.Problem;
import io.pardotroutes.settings.Settings;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveHealthCheckTest extends LiveTest {

  private HealthCheck.Result call() {
    Health check = Health.ofFiles(live::problems);
    check.setCamelContext(context);
    return check.call(Map.of());
  }

  @Test
  void isDownWhileAFileIsRefusedAndSaysWhy() {
    home.write("routes/greet.camel.yaml", answering("greet", "direct:greet", "one"));
    start();
    assertThat(call().getState()).isEqualTo(HealthCheck.State.UP);

    home.write("routes/greet.camel.yaml", "- nonsense: 1\n");
    awaitRefusal();

    assertThat(call().getState()).isEqualTo(HealthCheck.State.DOWN);
    assertThat(call().getMessage()).hasValueSatisfying(message -> assertThat(message).startsWith("routes/greet.camel.yaml:1: 'nonsense'"));
    home.write("routes/greet.camel.yaml", answering("greet", "direct:greet", "two"));
    awaitAccepted();
    assertThat(call().getState()).isEqualTo(HealthCheck.State.UP);
  }

  @Test
  void isAboutReadinessOnly() {
    Health check = Health.ofFiles(List::of);

    assertThat(check.isReadiness()).isTrue();
    assertThat(check.isLiveness()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      pardot.http.port = many              | pardot.http.port must be
      pardot.nonsense = 1                  | is no setting
      pardot.delivery.initialDelay = 10m   | must not be shorter
      """)
  void aSettingThatIsChangedToNonsenseIsRefused(String line, String what) {
    start();
    Settings before = live.settings();

    home.write("config/application.properties", "pardot.routes.watch = 50ms\n" + line + "\n");

    Problem problem = awaitRefusal();
    assertThat(problem.file()).isEqualTo(Settings.FILE);
    assertThat(problem.what()).contains(what);
    assertThat(live.settings()).isSameAs(before);
    home.write("config/application.properties", "pardot.routes.watch = 50ms\n");
    awaitAccepted();
  }
}
