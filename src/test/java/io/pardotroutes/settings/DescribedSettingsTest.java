package io.pardotroutes.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.destination.Auth;
import io.pardotroutes.destination.DestinationKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The two files that tell people of settings are made from {@link Setting} and {@link DestinationKey}, which hold each text once. */
class DescribedSettingsTest {

  private static final int WIDTH = 132;

  private static final String HEAD = """
      # Settings of the bundle, each with its default. What goes to Pardot is in config/destinations/, one file a business unit; its keys are
      # in docs/settings.md. Every key also works as -Dkey=value and as an environment variable (pardot.http.port: PARDOT_HTTP_PORT), which
      # win over this file. Durations: 200ms, 5s, 5m, 1h. Secrets: {{env:NAME}} takes them from the environment, {{secret:NAME}} from what
      # bin/pardot-routes secret set NAME has kept, encrypted. A wrong or unknown key stops the start and is named. A change takes effect
      # at the next start; one of a destination, a field map or a route at once.
      """;

  private static final String CAMEL = """

      # true shows routes and their statistics over JMX; it costs memory and some CPU for each step of each route.
      camel.main.jmxEnabled = false
      """;

  private static final String PAGE = """
      # Settings

      ## A destination

      One file in `config/destinations/` is one business unit of Pardot; what is not in it has its default. Added, changed and deleted files
      take effect at once; one that can't work is refused, in the log and at `/observe/health`. Values may be `{{env:NAME}}` or, for what
      `bin/pardot-routes secret set NAME` has kept, `{{secret:NAME}}`.

      %s
      ## The bundle

      `config/application.properties` has each of these with its default. Each also works as `-Dkey=value` and as an environment variable
      (`pardot.http.port`: `PARDOT_HTTP_PORT`), which win over the file. A change takes effect at the next start, where nothing else is said.
      %s""";

  @Test
  void theShippedFileHasEachSettingOnceWithItsDefaultAndItsSentence() throws IOException {
    assertMade(Settings.FILE, HEAD + Arrays.stream(Setting.Group.values()).map(DescribedSettingsTest::section).collect(Collectors.joining())
        + heading("Camel") + CAMEL);
  }

  @Test
  void thePageHasEachKeyOfADestinationAndEachSetting() throws IOException {
    String keys = Arrays.stream(DestinationKey.values()).map(key -> row(key.key(), key.standard(), key.format(), key.sentence() + need(key)))
        .collect(Collectors.joining());
    assertMade(Path.of("docs", "settings.md"), PAGE.formatted(tableHead() + keys,
        Arrays.stream(Setting.Group.values()).map(DescribedSettingsTest::table).collect(Collectors.joining())));
  }

  private static String section(Setting.Group group) {
    return heading(title(group))
        + of(group).map(key -> "\n" + comment(key.sentence()) + (key.key() + " = " + key.standard()).strip() + "\n").collect(Collectors.joining());
  }

  private static String title(Setting.Group group) {
    return group.title() + (group.effect().equals("at the next start") ? "" : "; a change takes effect " + group.effect());
  }

  private static Stream<Setting> of(Setting.Group group) {
    return Arrays.stream(Setting.values()).filter(key -> key.group() == group);
  }

  private static String heading(String title) {
    return "\n# --- " + title + " " + "-".repeat(WIDTH - 7 - title.length()) + "\n";
  }

  private static String comment(String sentence) {
    StringBuilder lines = new StringBuilder("#");
    int column = 1;
    for (String word : sentence.split(" ")) {
      if (column + 1 + word.length() > WIDTH) {
        lines.append("\n#");
        column = 1;
      }
      lines.append(' ').append(word);
      column += 1 + word.length();
    }
    return lines.append('\n').toString();
  }

  private static String table(Setting.Group group) {
    return "\n### " + title(group) + "\n\n" + tableHead()
        + of(group).map(key -> row(key.key(), key.standard(), key.format(), key.sentence())).collect(Collectors.joining());
  }

  private static String tableHead() {
    return "| key | default | may be | what it does |\n|---|---|---|---|\n";
  }

  private static String row(String key, String standard, Format<?> format, String sentence) {
    return "| `" + key + "` | " + (standard.isEmpty() ? "" : "`" + standard + "`") + " | " + words(format.words()) + " | " + words(sentence) + " |\n";
  }

  private static String words(String text) {
    return text.replace("<", "&lt;").replace("*", "\\*").replace("{{", "`{{").replace("}}", "}}`");
  }

  private static String need(DestinationKey key) {
    return key.neededBy().isEmpty() ? "" : " Needed by " + key.neededBy().stream().map(Auth.Flow::word).collect(Collectors.joining(", ")) + ".";
  }

  private static void assertMade(Path file, String text) throws IOException {
    Path made = Path.of("target", "settings").resolve(file);
    Files.createDirectories(made.getParent());
    Files.writeString(made, text);

    assertThat(file).as("where it differs: cp %s %s", made, file).hasSameTextualContentAs(made);
  }
}
