package io.pardotroutes.supply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What docs/security.md says of tests and of what is shipped is so; at a release, that somebody has looked lately. */
class SecurityPageTest {

  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|Fuzz))`");
  private static final Pattern LIBRARY = Pattern.compile("`([a-z][\\w.-]*:[\\w.-]+)(?::(\\d[\\w.-]*))?`");
  private static final Pattern LAST_LOOK = Pattern.compile("Last look: (\\d{4}-\\d{2}-\\d{2})");
  private static final int DAYS_OF_A_LOOK = 90;

  private final String page = read(Path.of("docs/security.md"));

  @Test
  void eachTestThatIsNamedExists() throws IOException {
    List<String> named = TEST.matcher(page).results().map(found -> found.group(1)).distinct().toList();

    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      List<String> existing = files.map(file -> file.getFileName().toString().replaceFirst("\\.java$", "")).toList();
      assertThat(named).isNotEmpty().isSubsetOf(existing);
    }
  }

  @Test
  void eachLibraryWithAVersionIsShippedInThatVersion() throws IOException {
    Map<String, String> named = LIBRARY.matcher(page).results().filter(found -> found.group(2) != null)
        .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));

    assertThat(named).isNotEmpty();
    assertThat(shipped()).containsAllEntriesOf(named);
  }

  @Test
  void eachLibraryWithoutAVersionIsNotShipped() throws IOException {
    List<String> named = LIBRARY.matcher(page).results().filter(found -> found.group(2) == null).map(found -> found.group(1))
        .filter(name -> !name.equals("group:name")).toList();

    assertThat(named).isNotEmpty();
    assertThat(shipped()).doesNotContainKeys(named.toArray(String[]::new));
  }

  @Test
  void thePageSaysWhenSomebodyHasLooked() {
    assertThat(lastLook()).isAfterOrEqualTo(LocalDate.of(2026, 11, 24));
  }

  @Test
  @EnabledIfSystemProperty(named = "release", matches = "true")
  void atAReleaseTheLastLookIsNotOld() {
    assertThat(ChronoUnit.DAYS.between(lastLook(), LocalDate.now()))
        .as("days since the last look at the published holes (docs/security.md); look again and write the date").isLessThanOrEqualTo(DAYS_OF_A_LOOK);
  }

  @Test
  @EnabledIfSystemProperty(named = "release", matches = "true")
  void atAReleaseEachDefenceHasATest() {
    assertThat(page.lines().filter(line -> line.startsWith("|") && line.endsWith("| none yet |"))).as("defences without a test (docs/security.md)").isEmpty();
  }

  private LocalDate lastLook() {
    return LAST_LOOK.matcher(page).results().map(found -> LocalDate.parse(found.group(1))).findFirst().orElseThrow();
  }

  /** Version by group:name. */
  private static Map<String, String> shipped() throws IOException {
    JsonNode lock = new ObjectMapper().readTree(Path.of(".mvn/dependencies-lock.json").toFile());
    return StreamSupport.stream(lock.path("dependencies").spliterator(), false).filter(jar -> !jar.path("scope").asText().equals("test"))
        .collect(Collectors.toMap(jar -> jar.path("groupId").asText() + ":" + jar.path("artifactId").asText(), jar -> jar.path("version").asText()));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
