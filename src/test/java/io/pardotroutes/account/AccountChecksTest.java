package io.pardotroutes.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pardotroutes.support.BundleTest;
import io.pardotroutes.support.Log;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an account lacks is said before the first event meets it, and for as long as it lacks it. */
class AccountChecksTest extends BundleTest {

  @RegisterExtension
  private final Log checks = new Log(AccountChecks.class);

  private void destination(String... lines) {
    String[] all = new String[lines.length + 4];
    all[0] = "auth.flow = client-credentials";
    all[1] = "auth.loginUrl = http://localhost:" + home.sandboxPort;
    all[2] = "auth.clientId = sandbox";
    all[3] = "auth.clientSecret = s3cret";
    System.arraycopy(lines, 0, all, 4, lines.length);
    home.destination("main", 4, all);
  }

  private JsonNode health() {
    try {
      for (JsonNode check : JSON.readTree(get(home.consolePort, "/observe/health").body()).path("checks")) {
        if (check.path("name").asText().equals("accounts")) {
          return check;
        }
      }
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
    throw new AssertionError("health has no word on accounts");
  }

  private void writeFieldMap(String more) throws Exception {
    home.write("config/field-map.yaml", Files.readString(home.folder().resolve("config/field-map.yaml")) + more);
  }

  @Test
  void whatTheAccountLacksIsSaidBeforeAnythingIsTakenAndInTheHealth() throws Exception {
    String before = home.read("config/field-map.yaml");
    writeFieldMap("\n  shoe_size: [shoeSize]\n");
    destination();

    start();

    List<String> lines = checks.lines();
    assertThat(lines).anyMatch(line -> line.startsWith("INFO main: signed in")).anyMatch(line -> line.startsWith("WARN main: the account lacks custom fields") && line.contains("shoe_size"));
    assertThat(health().path("status").asText()).isEqualTo("UP");
    assertThat(health().path("message").asText()).startsWith("main: ").contains("shoe_size", "create them in Pardot");

    home.write("config/field-map.yaml", before);
    eventuallyHolds(() -> assertThat(health().has("message")).isFalse());
  }

  @Test
  void anAccountThatDoesNotAnswerKeepsNoEventOut() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      home.setting("pardot.delivery.requestTimeout", "30s");
      home.destination("main", 4, "auth.flow = client-credentials", "auth.loginUrl = http://localhost:" + silent.getLocalPort(), "auth.clientId = sandbox", "auth.clientSecret = s3cret");

      start();

      assertThat(checks.lines()).containsExactly("INFO main: the account has not answered yet; it is looked at further while events are taken");
      assertThat(post("/v1/identify", identify("a@example.com", "CEO")).statusCode()).isEqualTo(200);
    }
  }
}
