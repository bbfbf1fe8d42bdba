package io.pardotroutes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.support.BundleTest;
import io.pardotroutes.support.Home;
import io.pardotroutes.support.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every flow that needs no person brings its events to Pardot, and each of its troubles pauses with a sentence that says what to do. */
class FlowsTest extends BundleTest {

  private void destination(String flow, String... lines) {
    String[] all = new String[lines.length + 3];
    all[0] = "auth.flow = " + flow;
    all[1] = "auth.loginUrl = http://localhost:" + home.sandboxPort;
    all[2] = "auth.clientId = sandbox";
    System.arraycopy(lines, 0, all, 3, lines.length);
    home.destination("main", 4, all).setting("pardot.delivery.unauthorizedDelay", "3s");
  }

  /** After the first look at the account: whatever token it got. */
  private void endTokens() {
    sandbox("DELETE", "/sandbox/tokens", null);
  }

  private void requireTokens() {
    sandbox("POST", "/sandbox/settings", "{\"requireToken\":true}");
  }

  private void assertDelivered(String email) {
    post("/v1/identify", identify(email, "CEO"));
    assertThat(prospect(email).path("job_title").asText()).isEqualTo("CEO");
  }

  private void assertPausedSaying(String sentence) {
    eventuallyHolds(() -> assertThat(get(home.consolePort, "/observe/health").body()).containsPattern("main is stopped: [^\"]*" + Pattern.quote(sentence)));
    assertThat(waits("main", "unauthorized")).isTrue();
    eventuallyHolds(() -> assertThat(bundle().context().getRouteController().getRouteStatus("deliver-main").isStopped()).isTrue());
    assertThat(queued("pardot.deliveries.main")).isNotEmpty();
    assertThat(queued("pardot.dead.main")).isEmpty();
    assertThat(prospects()).isEmpty();
  }

  private static String pem(String kind, byte[] bytes) {
    return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + kind + "-----\n";
  }

  private static void writeKey(Path file, String pem) throws IOException {
    Files.writeString(file, pem);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private KeyPair keyFile(Path file) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair keys = generator.generateKeyPair();
    writeKey(file, pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
    return keys;
  }

  private void certificate(KeyPair keys) {
    sandbox("POST", "/sandbox/settings", "{\"certificate\":\"" + pem("PUBLIC KEY", keys.getPublic().getEncoded()).replace("\n", "\\n") + "\"}");
  }

  @Test
  void aKeyFileSignsIn() throws Exception {
    KeyPair keys = keyFile(home.folder().resolve("pardot.key"));
    destination("jwt", "auth.username = integration@acme.example", "auth.keyFile = pardot.key");
    start();
    requireTokens();
    certificate(keys);

    assertDelivered("jwt@flow.example");
  }

  @Test
  void aKeyThatTheAppDoesNotKnowPausesUntilItDoes() throws Exception {
    KeyPair keys = keyFile(home.folder().resolve("pardot.key"));
    destination("jwt", "auth.username = integration@acme.example", "auth.keyFile = pardot.key");
    start();
    requireTokens();
    certificate(keyFile(home.folder().resolve("another.key")));

    endTokens();
    post("/v1/identify", identify("jwt@flow.example", "CEO"));

    assertPausedSaying("Salesforce refused an access token (invalid_grant: invalid assertion); check auth.username, auth.keyFile and auth.loginUrl in config");
    certificate(keys);
    assertThat(prospect("jwt@flow.example").path("job_title").asText()).isEqualTo("CEO");
  }

  @Test
  void aKeyFileThatIsNoneIsNamedWithTheCommandThatConvertsIt() throws Exception {
    writeKey(home.folder().resolve("pardot.key"), "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\n");
    destination("jwt", "auth.username = integration@acme.example", "auth.keyFile = pardot.key");
    start();

    post("/v1/identify", identify("jwt@flow.example", "CEO"));

    assertPausedSaying("openssl pkcs8 -topk8 -nocrypt");
  }

  @Test
  void clientCredentialsSignInWithASecretThatIsKeptEncrypted() {
    assertThat(Terminal.run(home, "s3cret\n", "secret", "set", "emea-client").code()).isZero();
    destination("client-credentials", "auth.clientSecret = {{secret:emea-client}}");
    start();
    requireTokens();

    assertDelivered("credentials@flow.example");
  }

  @Test
  void anAppWithoutTheScopePausesAndSaysSo() {
    destination("client-credentials", "auth.clientSecret = x");
    start();
    requireTokens();
    sandbox("POST", "/sandbox/settings", "{\"scopes\":\"api id\"}");
    endTokens();

    post("/v1/identify", identify("scope@flow.example", "CEO"));

    assertPausedSaying("give the connected app the scope pardot_api (it has: api id)");
  }

  @Test
  void aWrongClientIdPausesAndIsNamed() {
    home.destination("main", 4, "auth.flow = client-credentials", "auth.loginUrl = http://localhost:" + home.sandboxPort, "auth.clientId = wrong",
        "auth.clientSecret = x").setting("pardot.delivery.unauthorizedDelay", "3s");
    start();

    post("/v1/identify", identify("client@flow.example", "CEO"));

    assertPausedSaying("check auth.clientId and auth.clientSecret in config");
  }

  @Test
  void aUserWhoIsNoMemberOfTheBusinessUnitPausesAndIsNamed() {
    destination("client-credentials", "auth.clientSecret = x");
    start();
    requireTokens();
    sandbox("POST", "/sandbox/settings", "{\"userBusinessUnits\":[\"0Uv000000000009AAA\"]}");

    post("/v1/identify", identify("member@flow.example", "CEO"));

    assertPausedSaying("make the user an Account Engagement user of business unit " + Home.businessUnit("main"));
    sandbox("POST", "/sandbox/settings", "{\"userBusinessUnits\":[]}");
    assertThat(prospect("member@flow.example").path("job_title").asText()).isEqualTo("CEO");
  }

  @Test
  void aRefusalThatPassesByItselfPausesNothing() {
    destination("refresh-token", "auth.refreshToken = sandbox-refresh-token");
    start();
    requireTokens();
    sandbox("DELETE", "/sandbox/tokens", null);
    sandbox("POST", "/sandbox/settings", "{\"tokenError\":{\"error\":\"invalid_grant\",\"description\":\"token request is already being processed\"}}");

    post("/v1/identify", identify("busy@flow.example", "CEO"));

    eventuallyHolds(() -> assertThat(waits("main", "unauthorized")).isTrue());
    assertThat(bundle().context().getRouteController().getRouteStatus("deliver-main").isStarted()).isTrue();
    sandbox("POST", "/sandbox/settings", "{\"tokenError\":null}");
    assertThat(prospect("busy@flow.example").path("job_title").asText()).isEqualTo("CEO");
  }

  @Test
  void aRefreshTokenThatSalesforceChangesIsKept() {
    destination("refresh-token", "auth.refreshToken = sandbox-refresh-token");
    start();
    sandbox("POST", "/sandbox/settings", "{\"requireToken\":true,\"rotateRefreshTokens\":true}");
    for (int i = 0; i < 3; i++) {
      sandbox("DELETE", "/sandbox/tokens", null);
      assertDelivered("rotated" + i + "@flow.example");
    }

    Path kept = home.folder().resolve("data/secrets/tokens/main");
    assertThat(kept).exists().content().doesNotContain("sandbox-refresh-token");
  }
}
