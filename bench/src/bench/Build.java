package bench;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The bundle as a checkout has packaged it.
 *
 * @param name of its figures: {@code bundle}, or {@code before} where another one is compared with it
 */
record Build(String name, Path folder) {

  static final Build NOW = new Build("bundle", packaged(Path.of("")));
  static final String BEFORE = "before";

  /** @throws IllegalArgumentException when nothing is packaged there */
  static Build before(String checkout) {
    Build before = new Build(BEFORE, packaged(Path.of(checkout)));
    if (!Files.isExecutable(before.program())) {
      throw new IllegalArgumentException("there is no " + before.program() + ": package that checkout first");
    }
    return before;
  }

  Path program() {
    return folder.resolve("bin/pardot-routes");
  }

  private static Path packaged(Path checkout) {
    return checkout.resolve("target/pardot-routes").toAbsolutePath();
  }
}
