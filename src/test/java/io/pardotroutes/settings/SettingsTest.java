package io.pardotroutes.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.files.Problem;
import io.pardotroutes.files.PropertyLines;
import io.pardotroutes.secret.Secrets;
import io.pardotroutes.support.SmallHome;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  private SmallHome home;

  @BeforeEach
  void makeHome(@TempDir Path folder) {
    home = SmallHome.in(folder);
  }

  private Settings read(String file) {
    return read(file, Map.of(), "");
  }

  private Settings read(String file, Map<String, String> environment, String systemProperties) {
    home.write("config/application.properties", file);
    Properties system = new Properties();
    try {
      system.load(new StringReader(systemProperties));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return Settings.load(home.folder(), environment, system);
  }

  @Test
  void whatTheFileDoesNotSayHasItsDefault() {
    Settings settings = read("");

    assertThat(settings.problems()).isEmpty();
    assertThat(settings.integer(Setting.HTTP_PORT)).isEqualTo(8080);
    assertThat(settings.duration(Setting.DELIVERY_QUOTA_DELAY)).isEqualTo(Duration.ofMinutes(15));
    assertThat(settings.flag(Setting.SAMPLES)).isTrue();
    assertThat(settings.path(Setting.DATA)).isEqualTo(home.folder().resolve("data"));
    assertThat(settings.integer(Setting.LOOKUP_MAXIMUM_SIZE)).isEqualTo(100_000);
  }

  @Test
  void everyKeyOfTheShippedFileIsThereOnceWithItsDefault() throws IOException {
    String shipped = Files.readString(Path.of("config/application.properties"));

    PropertyLines lines = PropertyLines.parse(Settings.FILE, shipped);

    assertThat(lines.problems()).isEmpty();
    for (Setting key : Setting.values()) {
      assertThat(lines.entries()).containsKey(key.key());
      assertThat(lines.entries().get(key.key()).value()).as(key.key()).isEqualTo(key.standard());
    }
    assertThat(lines.entries().keySet()).allMatch(key -> Setting.names().contains(key) || key.startsWith("camel."));
  }

  @Test
  void aSystemPropertyWinsOverTheEnvironmentAndBothOverTheFile() {
    String file = "pardot.http.port = 1\npardot.console.port = 1\npardot.sandbox.port = 1\n";

    Settings settings = read(file, Map.of("PARDOT_HTTP_PORT", "2", "PARDOT_CONSOLE_PORT", "2"), "pardot.http.port = 3");

    assertThat(settings.integer(Setting.HTTP_PORT)).isEqualTo(3);
    assertThat(settings.integer(Setting.CONSOLE_PORT)).isEqualTo(2);
    assertThat(settings.integer(Setting.SANDBOX_PORT)).isEqualTo(1);
    assertThat(settings.properties()).containsEntry("pardot.http.port", "3").containsEntry("pardot.backlog.limit", "1000000");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      pardot.htpp.port = 8080              | pardot.htpp.port is no setting; did you mean pardot.http.port?
      pardot.http.porrt = 8080             | pardot.http.porrt is no setting; did you mean pardot.http.port?
      pardo.http.port = 8080               | pardo.http.port looks mistyped; did you mean pardot.http.port?
      pardot.http.port = many              | pardot.http.port must be a whole number from 0 to 65535, not 'many'
      pardot.http.port = 65536             | pardot.http.port must be a whole number from 0 to 65535, not '65536'
      pardot.http.port =                   | pardot.http.port must be a whole number from 0 to 65535, not ''
      pardot.backlog.limit = -1            | pardot.backlog.limit must be a whole number from 0 to 1000000000, not '-1'
      pardot.lookup.expireAfter = soon     | pardot.lookup.expireAfter must be a duration such as 200ms, 5m or 1h, not 'soon'
      pardot.lookup.expireAfter = 1y       | pardot.lookup.expireAfter must be a duration such as 200ms, 5m or 1h, not '1y'
      pardot.lookup.expireAfter = 31d      | pardot.lookup.expireAfter must be from 1s to 30d, not '31d'
      pardot.delivery.maximumDelay = 1ms   | pardot.delivery.maximumDelay must be from 10ms to 1d, not '1ms'
      pardot.delivery.maximumDelay = 500ms | pardot.delivery.maximumDelay must not be shorter than pardot.delivery.initialDelay (1s)
      pardot.console.port = 8080           | pardot.console.port must not be the one of pardot.http.port (8080)
      pardot.console.url = https://a:b:1   | pardot.console.url must be scheme and host, such as https://console.example.com, without a path, not 'https://a:b:1'
      pardot.broker.acceptor = 61616       | pardot.broker.acceptor must look like tcp://127.0.0.1:61616, not '61616'
      pardot.broker.acceptor = a:1?keyStorePassword=x | pardot.broker.acceptor must look like tcp://127.0.0.1:61616, not 'a:1?...'
      pardot.broker.acceptor = tcp://a:1   | pardot.broker.acceptor needs pardot.broker.password, or nobody could sign in; set it
      pardot.samples = yes                 | pardot.samples must be true or false, not 'yes'
      pardot.data =                        | pardot.data is empty; write a value or remove the line
      pardot.http.writeKeys = secret       | pardot.http.writeKeys must be a comma list of name:secret, with something before and after each colon
      pardot.http.webhooks = crm:          | pardot.http.webhooks must be a comma list of name:secret, with something before and after each colon
      pardot.http.writeKeys = a:x,a:y      | pardot.http.writeKeys has the name a twice; give each entry its own
      pardot.http.corsOrigins = acme.com   | pardot.http.corsOrigins has 'acme.com', which is no origin; write scheme and host, such as https://www.example.com, without a path
      pardot.http.port = {{env:NO_SUCH}}   | pardot.http.port can't resolve {{env:NO_SUCH}}; set that variable or key, or write the value itself
      pardot.http.port = \\u12             | a \\u that four hexadecimal digits don't follow; write \\\\ for a backslash
      """)
  void aWrongSettingIsNamedWithItsLine(String line, String what) {
    Settings settings = read("# a comment\n\n" + line.replace("\\\\", "\\") + "\n");

    assertThat(settings.problems()).singleElement()
        .hasToString("config/application.properties:3: " + what.replace("\\\\u", "\\u").replace("\\\\\\\\", "\\\\"));
  }

  @Test
  void allProblemsAreCollected() {
    Settings settings = read("pardot.http.port = x\npardot.nonsense = 1\npardot.samples = 7\n");

    assertThat(settings.problems()).extracting(Problem::line).containsExactlyInAnyOrder(1, 2, 3);
    assertThat(settings.integer(Setting.HTTP_PORT)).isEqualTo(8080);
  }

  @Test
  void aKeyThatIsThereTwiceIsRefused() {
    assertThat(read("pardot.samples = true\npardot.samples = false\n").problems()).singleElement()
        .hasToString("config/application.properties:2: pardot.samples is set in line 1 already; remove one of the two");
  }

  @Test
  void aSecretThatTheListOfProcessesShowsIsWarnedOf() {
    Settings settings = read("", Map.of("PARDOT_CONSOLE_PASSWORD", "correct horse"), "pardot.broker.password = correct horse\n"
        + "pardot.proxy.password = {{env:PROXY_PASSWORD:}}\npardot.http.writeKeys = sample:sample-write-key");

    assertThat(settings.warnings()).containsExactly("-Dpardot.broker.password shows a secret to everybody who can list this machine's processes;"
        + " set PARDOT_BROKER_PASSWORD instead, or keep it with bin/pardot-routes secret set and write {{secret:NAME}}");
  }

  @Test
  void aConsolePasswordThatTravelsInTheClearIsWarnedOf() {
    String open = "pardot.console.host = 0.0.0.0\npardot.console.password = x\n";

    assertThat(read(open).warnings()).containsExactly("pardot.console.password travels in the clear to pardot.console.host (0.0.0.0); put a proxy "
        + "with TLS in front and write its address, such as https://console.example.com, to pardot.console.url");
    assertThat(read(open + "pardot.console.url = http://console.example.com").warnings()).hasSize(1);
    assertThat(read(open + "pardot.console.url = https://console.example.com").warnings()).isEmpty();
    assertThat(read("pardot.console.password = x").warnings()).isEmpty();
  }

  @Test
  void wrongVariablesAreNamedAsWhatTheyAre() {
    Settings settings = read("", Map.of("PARDOT_HTTP_PORT", "tcp://10.0.0.1:80", "PARDOT_SAMPLE", "true", "PARDOT_CLIENT_SECRET", "x"),
        "pardot.sampels = false");

    assertThat(settings.problems()).extracting(Problem::toString).containsExactlyInAnyOrder(
        "PARDOT_HTTP_PORT must be a whole number from 0 to 65535, not 'tcp://10.0.0.1:80'",
        "-Dpardot.sampels is no setting; did you mean -Dpardot.samples?");
    assertThat(settings.warnings()).containsExactly("the environment variable PARDOT_SAMPLE is no setting; did you mean PARDOT_SAMPLES?");
  }

  @Test
  void theKeyToSecretsIsNotKeptWithThem() {
    assertThat(read("pardot.secret.keyFile = data/secret.key").problems()).extracting(Problem::toString).containsExactly(
        "config/application.properties:1: pardot.secret.keyFile must be outside of pardot.data (data), whose secrets it opens");
  }

  @Test
  void aSecretIsDecryptedAndAMissingOneNamedWithoutItsValue() {
    read("").secrets().write(Secrets.Kind.NAMED, "broker", "s3cret");

    Settings settings = read("pardot.broker.password = {{secret:broker}}\npardot.proxy.password = {{secret:proxy}}");

    assertThat(settings.text(Setting.BROKER_PASSWORD)).isEqualTo("s3cret");
    assertThat(settings.problems()).extracting(Problem::toString).containsExactly("config/application.properties:2: pardot.proxy.password can't be resolved: "
        + "there is no secret proxy; set it: bin/pardot-routes secret set proxy");
  }

  @Test
  void valuesMayComeFromElsewhere() {
    Settings settings = read("""
        team.name = acme
        pardot.broker.username = {{team.name}}
        pardot.data = {{sys:java.io.tmpdir}}
        pardot.secret.keyFile = /etc/pardot-routes/secret.key
        camel.main.name = {{no.such.thing.yet}}
        """);

    assertThat(settings.problems()).isEmpty();
    assertThat(settings.text(Setting.BROKER_USERNAME)).isEqualTo("acme");
    assertThat(settings.path(Setting.DATA)).isEqualTo(Path.of(System.getProperty("java.io.tmpdir")));
    assertThat(settings.properties()).containsEntry("team.name", "acme").containsEntry("camel.main.name", "{{no.such.thing.yet}}");
  }

  @Test
  void aValueMayGoOverSeveralLines() {
    Settings settings = read("pardot.http.writeKeys = a:1,\\\n  b:2\npardot.samples = 1\n");

    assertThat(settings.text(Setting.HTTP_WRITE_KEYS)).isEqualTo("a:1,b:2");
    assertThat(settings.problems()).singleElement().extracting(Problem::line).isEqualTo(3);
  }

  @Test
  void aMissingFileIsAProblem() {
    home.delete("config/application.properties");

    assertThat(Settings.load(home.folder(), Map.of(), new Properties()).problems()).singleElement()
        .hasToString("config/application.properties: there is no such file; put it back or name another");
  }
}
