package io.pardotroutes.sandbox;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Each test has a sandbox of its own. */
abstract class SandboxTest {
  SandboxCaller pardot;

  @BeforeEach
  void startSandbox() {
    pardot = new SandboxCaller();
  }

  @AfterEach
  void stopSandbox() {
    pardot.close();
  }
}
