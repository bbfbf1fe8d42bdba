package io.pardotroutes.support;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests that share one bundle, started once for the class: each begins with an empty sandbox, and takes addresses and ids of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SharedBundleTest extends BundleTest {

  /** Gives the home its destinations and settings. */
  protected abstract void prepare(Home home);

  @BeforeAll
  void startOnce(@TempDir Path shared) {
    home = new Home(shared);
    prepare(home);
    start();
  }

  @BeforeEach
  void emptySandbox() {
    sandbox("DELETE", "/sandbox", null);
  }

  @AfterAll
  void stopOnce() {
    super.stop();
  }

  /** Not before each test. */
  @Override
  final void makeHome() {}

  /** Not after each test. */
  @Override
  public final void stop() {}
}
