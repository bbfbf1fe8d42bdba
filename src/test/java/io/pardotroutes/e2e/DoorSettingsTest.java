package io.pardotroutes.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pardotroutes.bundle.Bundle;
import io.pardotroutes.settings.InvalidConfiguration;
import io.pardotroutes.support.Certificates;
import io.pardotroutes.support.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of the ingest port that can't work stop the start and are named; check says the same. */
class DoorSettingsTest {

  private static final Certificates RIGHT = Certificates.make("right");
  private static final Certificates OTHER = Certificates.make("other");

  @TempDir Path folder;
  private Home home;

  @BeforeEach
  void makeHome() {
    home = new Home(folder);
    home.destination("main", 4);
    RIGHT.write(config("server.pem"), config("server.key"));
    OTHER.write(config("other.pem"), config("other.key"));
    home.write("config/empty.pem", "");
  }

  private Path config(String name) {
    return folder.resolve("config").resolve(name);
  }

  /** Gives what check says. */
  private List<String> assertRefused(String what) throws IOException {
    List<String> problems = Bundle.check(folder);
    assertThat(problems).anySatisfy(problem -> assertThat(problem).contains(what));
    assertThatThrownBy(() -> Bundle.start(folder, why -> {}).close()).isInstanceOf(InvalidConfiguration.class).hasMessageContaining(what);
    return problems;
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "pardot.http.webhooks       | segment:         | pardot.http.webhooks must be a comma list",
      "pardot.http.webhooks       | 'a:x, segment: ' | pardot.http.webhooks must be a comma list",
      "pardot.http.rate.perKey    | -1               | pardot.http.rate.perKey must be a whole number",
      "pardot.http.rate.perAddress| many             | pardot.http.rate.perAddress must be a whole number",
      "pardot.http.connections    | 0                | pardot.http.connections must be a whole number",
      "pardot.http.trustedProxies | proxy.example    | pardot.http.trustedProxies has 'proxy.example'",
      "pardot.http.tls.certificate| config/server.pem| pardot.http.tls.certificate needs pardot.http.tls.key",
      "pardot.http.tls.key        | config/server.key| pardot.http.tls.key needs pardot.http.tls.certificate",
      "pardot.http.tls.clientCertificates | config/server.pem | pardot.http.tls.clientCertificates needs pardot.http.tls.certificate"})
  void aValueThatCanNotWorkIsNamed(String key, String value, String what) throws IOException {
    home.setting(key, value);

    assertRefused(what);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "missing.pem | server.key  |            | pardot.http.tls.certificate = config/missing.pem names a file that can't be read",
      "empty.pem   | server.key  |            | pardot.http.tls.certificate = config/empty.pem names a file without a certificate",
      "server.key  | server.key  |            | pardot.http.tls.certificate = config/server.key names a file",
      "server.pem  | other.key   |            | pardot.http.tls.key = config/other.key is not the key of the first certificate",
      "server.pem  | server.pem  |            | pardot.http.tls.key = config/server.pem names a file",
      "server.pem  | missing.key |            | pardot.http.tls.key = config/missing.key names a file that can't be read",
      "server.pem  | server.key  | empty.pem  | pardot.http.tls.clientCertificates = config/empty.pem names a file without a certificate"})
  void aFileOfTlsThatCanNotWorkIsNamed(String certificate, String key, String clients, String what) throws IOException {
    home.setting("pardot.http.tls.certificate", "config/" + certificate).setting("pardot.http.tls.key", "config/" + key);
    if (key.equals("server.pem")) {
      Files.setPosixFilePermissions(config(key), PosixFilePermissions.fromString("rw-------"));
    }
    if (clients != null) {
      home.setting("pardot.http.tls.clientCertificates", "config/" + clients);
    }

    assertRefused(what);
  }

  @Test
  void aKeyThatOthersMayReadIsRefused() throws IOException {
    home.setting("pardot.http.tls.certificate", "config/server.pem").setting("pardot.http.tls.key", "config/server.key");
    Files.setPosixFilePermissions(config("server.key"), PosixFilePermissions.fromString("rw-r--r--"));

    assertRefused("pardot.http.tls.key = config/server.key names a file that others may read");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "shop = secret                                  | :1: shop: must begin with sha256:",
      "shop = sha256:HASH; types=idnetify             | :1: shop: types has 'idnetify'",
      "shop = sha256:HASH; destinations=mian          | :1: shop: destinations has 'mian', which is none of main",
      "shop = sha256:HASH; destinatoins=main          | :1: shop: part 2 is none of created=, destinations=, types=, enabled=; did you mean destinations?",
      "shop = sha256:HASH; enabled=perhaps            | :1: shop: enabled must be true or false",
      "shop = sha256:HASH; created=yesterday          | :1: shop: created must be a day",
      "shop = sha256:HASH; enabled=true; enabled=true | :1: shop: has enabled twice",
      "sample = sha256:HASH                           | :1: sample: is the name of a key of pardot.http.writeKeys already"})
  void aFileOfWriteKeysThatCanNotWorkIsNamedWithItsLineAndNoHash(String line, String what) throws IOException {
    String hash = "0123456789abcdef".repeat(4);
    home.write("config/write-keys.properties", line.replace("HASH", hash) + "\n");

    assertThat(String.join("\n", assertRefused("config/write-keys.properties" + what))).doesNotContain(hash, "secret");
  }

  @Test
  void aRightHomeHasNoProblem() throws IOException {
    home.setting("pardot.http.tls.certificate", "config/server.pem").setting("pardot.http.tls.key", "config/server.key")
        .setting("pardot.http.webhooks", "segment:old, segment:new").setting("pardot.http.trustedProxies", "10.0.0.7, ::1");
    home.write("config/write-keys.properties", "shop = sha256:" + "0".repeat(64) + "; destinations=main; types=identify,track\n");

    assertThat(Bundle.check(folder)).isEmpty();
  }
}
