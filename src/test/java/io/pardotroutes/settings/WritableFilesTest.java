package io.pardotroutes.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.files.Problem;
import io.pardotroutes.live.LiveTest;
import io.pardotroutes.support.SmallHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may write to the routes and the settings may run code in the process. */
class WritableFilesTest {

  private static final List<String> PATHS = List.of("routes", "routes/greet.camel.yaml", "config", "config/application.properties",
      "config/field-map.yaml", "config/destinations", "config/destinations/emea.properties");

  private SmallHome home;

  @BeforeEach
  void makeHome(@TempDir Path folder) throws IOException {
    home = SmallHome.in(folder);
    home.write("routes/greet.camel.yaml", LiveTest.answering("greet", "direct:greet", "one"));
    for (String path : PATHS) {
      boolean directory = Files.isDirectory(folder.resolve(path));
      permit(path, directory ? "rwxr-xr-x" : "rw-r--r--");
    }
  }

  @Test
  void whatOnlyItsOwnerMayWriteToIsNoProblem() {
    assertThat(load().problems()).isEmpty();
    assertThat(load().warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"routes", "routes/greet.camel.yaml", "config", "config/application.properties", "config/destinations/emea.properties"})
  void whatEverybodyMayWriteToRefusesTheStartAndSaysWhatToDo(String path) throws IOException {
    permit(path, "rwxr-xrwx");

    assertThat(load().problems()).extracting(Problem::toString).singleElement().asString()
        .startsWith(path + ": every user of this machine may write to it").contains("chmod go-w " + home.folder().resolve(path));
  }

  @Test
  void aLinkIsJudgedByWhatItLeadsTo() throws IOException {
    Path elsewhere = Files.writeString(home.folder().resolve("elsewhere.yaml"), "");
    Files.createSymbolicLink(home.folder().resolve("routes/link.yaml"), elsewhere);
    assertThat(load().problems()).isEmpty();

    permit("elsewhere.yaml", "rw-r--rw-");

    assertThat(load().problems()).extracting(Problem::file).containsExactly(Path.of("routes/link.yaml"));
  }

  @Test
  void aSettingLetsThemBe() throws IOException {
    permit("routes", "rwxrwxrwx");
    home.write("config/application.properties", "pardot.allowWritableConfig = true\n");

    assertThat(load().problems()).isEmpty();
    assertThat(load().warnings()).isEmpty();
  }

  @Test
  void whatAGroupMayWriteToIsOneWarning() throws IOException {
    permit("routes", "rwxrwxr-x");
    permit("config/field-map.yaml", "rw-rw-r--");
    permit("config/application.properties", "rw-rw-r--");

    assertThat(load().problems()).isEmpty();
    assertThat(load().warnings()).singleElement().asString().contains(home.folder().resolve("routes") + " and 2 more", "chmod");
  }

  private Settings load() {
    return Settings.load(home.folder());
  }

  private void permit(String path, String permissions) throws IOException {
    Files.setPosixFilePermissions(home.folder().resolve(path), PosixFilePermissions.fromString(permissions));
  }
}
