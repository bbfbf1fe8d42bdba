package io.pardotroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.sandbox.SandboxCaller.Reply;
import io.pardotroutes.support.MovingClock;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A signed assertion instead of a person's approval. */
class SandboxAssertionTest {
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String HEADER = "{\"alg\":\"RS256\"}";
  private static KeyPair keys;
  private static KeyPair otherKeys;
  private SandboxCaller pardot;
  private App app;

  @BeforeAll
  static void makeKeys() throws GeneralSecurityException {
    keys = rsa();
    otherKeys = rsa();
  }

  @BeforeEach
  void startSandbox() {
    pardot = new SandboxCaller(new MovingClock(NOW));
    app = new App(pardot);
    certificate(pem("PUBLIC KEY", keys.getPublic().getEncoded()));
  }

  @AfterEach
  void stopSandbox() {
    pardot.close();
  }

  @Test
  void getsATokenOfItsUser() {
    var reply = send(jwt(HEADER, claims(NOW.getEpochSecond() + 180), keys.getPrivate()));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().get("scope").textValue()).isEqualTo("pardot_api");
    assertThat(reply.json().has("refresh_token")).isFalse();
    assertThat(app.call(App.accessToken(reply))).isZero();
    assertThat(pardot.with("Authorization", "Bearer " + App.accessToken(reply)).get("/services/oauth2/userinfo").json()
        .get("preferred_username").textValue()).isEqualTo("events@acme.example");
    assertThat(pardot.get("/sandbox").json().get("tokensByGrant").get(GRANT).intValue()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"https://login.salesforce.com,''", "https://test.salesforce.com,''", "http://127.0.0.1:PORT,''",
      "http://127.0.0.1,audience is invalid", "https://login.salesforce.com/,audience is invalid",
      "https://acme.example,audience is invalid", "'',audience is invalid"})
  void wantsSalesforceOrItselfForAudience(String audience, String description) {
    String claims = claims(NOW.getEpochSecond() + 60)
        .replace("https://login.salesforce.com", audience.replace("PORT", Integer.toString(pardot.port())));

    var reply = send(jwt(HEADER, claims, keys.getPrivate()));

    assertThat(reply.status()).isEqualTo(description.isEmpty() ? 200 : 400);
    assertThat(reply.json().path("error_description").asText()).isEqualTo(description);
  }

  @ParameterizedTest
  @CsvSource({"-1,invalid assertion", "0,invalid assertion", "1,''", "300,''", "301,invalid assertion"})
  void wantsToEndWithinFiveMinutes(int seconds, String description) {
    var reply = send(jwt(HEADER, claims(NOW.getEpochSecond() + seconds), keys.getPrivate()));

    assertThat(reply.status()).isEqualTo(description.isEmpty() ? 200 : 400);
    assertThat(reply.json().path("error_description").asText()).isEqualTo(description);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "\"iss\":\"sandbox\" | \"iss\":\"other\" | invalid assertion",
      "\"iss\":\"sandbox\" | \"iss\":null | invalid assertion",
      "\"exp\": | \"nbf\": | invalid assertion",
      "\"aud\": | \"to\": | audience is invalid",
      "events@acme.example | '' | user hasn't approved this consumer",
      "\"events@acme.example\" | null | user hasn't approved this consumer"})
  void wantsItsClaims(String claim, String instead, String description) {
    String claims = claims(NOW.getEpochSecond() + 60).replace(claim, instead);

    assertThat(App.error(send(jwt(HEADER, claims, keys.getPrivate())))).isEqualTo("invalid_grant: " + description);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"alg\":\"none\"}", "{\"alg\":\"HS256\"}", "{\"alg\":\"RS512\"}", "{}", "[]", "{"})
  void wantsRs256(String header) {
    assertThat(App.error(send(jwt(header, claims(NOW.getEpochSecond() + 60), keys.getPrivate()))))
        .isEqualTo("invalid_grant: invalid assertion");
  }

  @Test
  void wantsTheSignatureOfTheCertificate() {
    String claims = claims(NOW.getEpochSecond() + 60);
    String good = jwt(HEADER, claims, keys.getPrivate());
    String changed = good.substring(0, good.indexOf('.') + 1) + base64(claims.replace("events@", "others@")) + good.substring(good.lastIndexOf('.'));

    assertThat(send(good).status()).isEqualTo(200);
    assertThat(App.error(send(jwt(HEADER, claims, otherKeys.getPrivate())))).isEqualTo("invalid_grant: invalid assertion");
    assertThat(App.error(send(changed))).isEqualTo("invalid_grant: invalid assertion");
    assertThat(App.error(send(good.substring(0, good.lastIndexOf('.') + 1)))).isEqualTo("invalid_grant: invalid assertion");
    assertThat(App.error(send("nonsense"))).isEqualTo("invalid_grant: invalid assertion");
    assertThat(App.error(app.token(GRANT))).startsWith("invalid_request: ");
  }

  @Test
  void withoutACertificateAnySignatureDoes() {
    pardot.settings("{\"certificate\": null}");
    String signed = jwt(HEADER, claims(NOW.getEpochSecond() + 60), otherKeys.getPrivate());

    assertThat(send(signed).status()).isEqualTo(200);
    assertThat(send(signed.substring(0, signed.lastIndexOf('.') + 1)).status()).isEqualTo(400);
  }

  @Test
  void takesACertificateToo(@TempDir Path folder) throws Exception {
    Path store = folder.resolve("app.p12");
    var keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "app",
        "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=pardot-routes", "-storetype", "PKCS12", "-storepass", "changeit",
        "-keystore", store.toString()).redirectErrorStream(true).redirectOutput(folder.resolve("out").toFile()).start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keyStore = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keyStore.load(in, "changeit".toCharArray());
    }
    Key key = keyStore.getKey("app", "changeit".toCharArray());

    certificate(pem("CERTIFICATE", keyStore.getCertificate("app").getEncoded()));

    assertThat(send(jwt(HEADER, claims(NOW.getEpochSecond() + 60), (PrivateKey) key)).status()).isEqualTo(200);
    assertThat(send(jwt(HEADER, claims(NOW.getEpochSecond() + 60), keys.getPrivate())).status()).isEqualTo(400);
  }

  @Test
  void takesNoOtherKey() throws GeneralSecurityException {
    String elliptic = pem("PUBLIC KEY", KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic().getEncoded());
    String secret = pem("PRIVATE KEY", keys.getPrivate().getEncoded());

    for (String pem : new String[] {elliptic, secret}) {
      var reply = pardot.control("POST", "/sandbox/settings", setting(pem));
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.json().get("error").textValue()).contains("certificate").doesNotContain(pem.substring(40, 60));
    }
  }

  private Reply send(String assertion) {
    return app.token(GRANT, "client_id", null, "client_secret", null, "assertion", assertion);
  }

  private void certificate(String pem) {
    assertThat(pardot.settings(setting(pem)).get("certificate").textValue()).isEqualTo(pem);
  }

  private static String setting(String pem) {
    return "{\"certificate\": \"" + pem.replace("\n", "\\n") + "\"}";
  }

  private static String claims(long expiry) {
    return "{\"iss\":\"sandbox\",\"sub\":\"events@acme.example\",\"aud\":\"https://login.salesforce.com\",\"exp\":" + expiry + "}";
  }

  private static String jwt(String header, String claims, PrivateKey key) {
    String signed = base64(header) + "." + base64(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException failed) {
      throw new AssertionError(failed);
    }
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String pem(String type, byte[] encoded) {
    return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
        + "\n-----END " + type + "-----\n";
  }

  private static KeyPair rsa() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }
}
