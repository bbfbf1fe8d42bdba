package io.pardotroutes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.support.SharedBundleTest;
import io.pardotroutes.support.Home;
import io.pardotroutes.support.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every flow that needs no person brings its events to Pardot, and each of its troubles pauses with a sentence that says what to do. */
class FlowsTest extends SharedBundleTest {

  private KeyPair known;
  private KeyPair unknown;

  /** A destination for each test, named by its trouble. */
  @Override
  protected void prepare(Home home) {
    known = keyFile(home.folder().resolve("known.key"));
    unknown = keyFile(home.folder().resolve("unknown.key"));
    writeKey(home.folder().resolve("pkcs1.key"), "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\n");
    assertThat(Terminal.run(home, "s3cret\n", "secret", "set", "emea-client").code()).isZero();
    destination(home, "known", "jwt", "auth.username = integration@acme.example", "auth.keyFile = known.key");
    destination(home, "unknown", "jwt", "auth.username = integration@acme.example", "auth.keyFile = unknown.key");
    destination(home, "pkcs1", "jwt", "auth.username = integration@acme.example", "auth.keyFile = pkcs1.key");
    destination(home, "secret", "client-credentials", "auth.clientSecret = {{secret:emea-client}}");
    destination(home, "scope", "client-credentials", "auth.clientSecret = x");
    destination(home, "member", "client-credentials", "auth.clientSecret = x");
    destination(home, "client", "client-credentials", "auth.clientId = wrong", "auth.clientSecret = x");
    destination(home, "busy", "refresh-token", "auth.refreshToken = sandbox-refresh-token");
    destination(home, "rotated", "refresh-token", "auth.refreshToken = sandbox-refresh-token");
    home.keys().setting("pardot.delivery.unauthorizedDelay", "3s");
  }

  private static void destination(Home home, String name, String flow, String... lines) {
    Stream<String> common = Stream.of("auth.flow = " + flow, "auth.loginUrl = http://localhost:" + home.sandboxPort, "auth.clientId = sandbox");
    home.destination(name, 4, Stream.concat(common, Stream.of(lines)).toArray(String[]::new));
  }

  /** Those that the first look at the accounts, or another test, has got. */
  private void endTokens() {
    sandbox("DELETE", "/sandbox/tokens", null);
  }

  private void requireTokens() {
    sandbox("POST", "/sandbox/settings", "{\"requireToken\":true}");
  }

  private static String address(String destination) {
    return destination + "@flow.example";
  }

  private void send(String destination) {
    assertThat(postTo(destination, "/v1/identify", identify(address(destination), "CEO")).statusCode()).isEqualTo(200);
  }

  private void assertDelivered(String destination) {
    assertThat(prospect(address(destination)).path("job_title").asText()).isEqualTo("CEO");
  }

  private void assertPausedSaying(String destination, String sentence) {
    eventuallyHolds(() -> assertThat(get(home.consolePort, "/observe/health").body()).containsPattern(destination + " is stopped: [^\"]*" + Pattern.quote(sentence)));
    assertThat(waits(destination, "unauthorized")).isTrue();
    eventuallyHolds(() -> assertThat(bundle().context().getRouteController().getRouteStatus("deliver-" + destination).isStopped()).isTrue());
    assertThat(queued("pardot.deliveries." + destination)).isNotEmpty();
    assertThat(queued("pardot.dead." + destination)).isEmpty();
    assertThat(prospectsOf(address(destination))).isEmpty();
  }

  private static String pem(String kind, byte[] bytes) {
    return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + kind + "-----\n";
  }

  private static void writeKey(Path file, String pem) {
    try {
      Files.writeString(file, pem);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static KeyPair keyFile(Path file) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair keys = generator.generateKeyPair();
      writeKey(file, pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
      return keys;
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private void certificate(KeyPair keys) {
    sandbox("POST", "/sandbox/settings", "{\"certificate\":\"" + pem("PUBLIC KEY", keys.getPublic().getEncoded()).replace("\n", "\\n") + "\"}");
  }

  @Test
  void aKeyFileSignsIn() {
    requireTokens();
    certificate(known);

    send("known");

    assertDelivered("known");
  }

  @Test
  void aKeyThatTheAppDoesNotKnowPausesUntilItDoes() {
    requireTokens();
    certificate(known);
    endTokens();

    send("unknown");

    assertPausedSaying("unknown", "Salesforce refused an access token (invalid_grant: invalid assertion); check auth.username, auth.keyFile and auth.loginUrl in config");
    certificate(unknown);
    assertDelivered("unknown");
  }

  @Test
  void aKeyFileThatIsNoneIsNamedWithTheCommandThatConvertsIt() {
    send("pkcs1");

    assertPausedSaying("pkcs1", "openssl pkcs8 -topk8 -nocrypt");
  }

  @Test
  void clientCredentialsSignInWithASecretThatIsKeptEncrypted() {
    requireTokens();

    send("secret");

    assertDelivered("secret");
  }

  @Test
  void anAppWithoutTheScopePausesAndSaysSo() {
    requireTokens();
    sandbox("POST", "/sandbox/settings", "{\"scopes\":\"api id\"}");
    endTokens();

    send("scope");

    assertPausedSaying("scope", "give the connected app the scope pardot_api (it has: api id)");
  }

  @Test
  void aWrongClientIdPausesAndIsNamed() {
    send("client");

    assertPausedSaying("client", "check auth.clientId and auth.clientSecret in config");
  }

  @Test
  void aUserWhoIsNoMemberOfTheBusinessUnitPausesAndIsNamed() {
    requireTokens();
    sandbox("POST", "/sandbox/settings", "{\"userBusinessUnits\":[\"0Uv000000000009AAA\"]}");

    send("member");

    assertPausedSaying("member", "make the user an Account Engagement user of business unit " + Home.businessUnit("member"));
    sandbox("POST", "/sandbox/settings", "{\"userBusinessUnits\":[]}");
    assertDelivered("member");
  }

  @Test
  void aRefusalThatPassesByItselfPausesNothing() {
    requireTokens();
    endTokens();
    sandbox("POST", "/sandbox/settings", "{\"tokenError\":{\"error\":\"invalid_grant\",\"description\":\"token request is already being processed\"}}");

    send("busy");

    eventuallyHolds(() -> assertThat(waits("busy", "unauthorized")).isTrue());
    assertThat(bundle().context().getRouteController().getRouteStatus("deliver-busy").isStarted()).isTrue();
    sandbox("POST", "/sandbox/settings", "{\"tokenError\":null}");
    assertDelivered("busy");
  }

  @Test
  void aRefreshTokenThatSalesforceChangesIsKept() {
    sandbox("POST", "/sandbox/settings", "{\"requireToken\":true,\"rotateRefreshTokens\":true}");
    for (int i = 0; i < 3; i++) {
      endTokens();
      String email = "rotated" + i + "@flow.example";
      postTo("rotated", "/v1/identify", identify(email, "CEO"));
      assertThat(prospect(email).path("job_title").asText()).isEqualTo("CEO");
    }

    Path kept = home.folder().resolve("data/secrets/tokens/rotated");
    assertThat(kept).exists().content().doesNotContain("sandbox-refresh-token");
  }
}
