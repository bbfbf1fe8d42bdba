package io.pardotroutes.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.files.Problem;
import io.pardotroutes.files.TextFile;
import io.pardotroutes.prospect.ApiVersion;
import io.pardotroutes.prospect.OnLookupMiss;
import io.pardotroutes.prospect.OnNoIdentifier;
import io.pardotroutes.settings.Placeholders;
import io.pardotroutes.support.SmallHome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationFileTest {

  private static final String REAL = """
      businessUnitId = 0UvB00000004CqTKAU
      auth.clientId = app
      auth.refreshToken = token-5Aep861
      """;

  private SmallHome home;

  @BeforeEach
  void makeHome(@TempDir Path folder) {
    home = SmallHome.in(folder);
  }

  private DestinationFile.Content read(String text) {
    return read("emea.properties", text);
  }

  private DestinationFile.Content read(String name, String text) {
    Path file = DestinationFile.FOLDER.resolve(name);
    Properties others = new Properties();
    others.setProperty("team.unit", "0UvB00000004CqTKAU");
    return DestinationFile.read(home.folder(), file, new TextFile(text, List.of()), Placeholders.over(others, null), List.of("gateway.acme.example", "*.test.example"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://pi.pardot.com", "https://PI.demo.pardot.com", "https://acme--uat.sandbox.my.salesforce.com", "https://acme.lightning.force.com",
      "https://gateway.acme.example:8443", "https://a.b.test.example", "http://localhost:8090", "https://127.0.0.1"})
  void hostsOfSalesforceOfTheSettingAndOfThisMachineAreTaken(String address) {
    assertThat(read("baseUrl = " + address + "\nauth.loginUrl = " + address + "\n" + REAL.replaceAll("(?m)^(baseUrl|auth.loginUrl).*\\R", "")).problems()).isEmpty();
  }

  @Test
  void whatAFileDoesNotSayHasItsDefault() {
    Destination destination = read(REAL).destination();

    assertThat(destination.name()).isEqualTo("emea");
    assertThat(destination.enabled()).isTrue();
    assertThat(destination.apiVersion()).isEqualTo(ApiVersion.V4);
    assertThat(destination.baseUrl()).isEqualTo(URI.create("https://pi.pardot.com"));
    assertThat(destination.lookupField()).isNull();
    assertThat(destination.filter()).hasToString("type = \"identify\"");
    assertThat(destination.batchSize()).isEqualTo(50);
    assertThat(destination.batchWait()).isEqualTo(Duration.ofMillis(200));
    assertThat(destination.maxConcurrentRequests()).isEqualTo(4);
    assertThat(destination.onLookupMiss()).isEqualTo(OnLookupMiss.ADOPT);
    assertThat(destination.onNoIdentifier()).isEqualTo(OnNoIdentifier.MATCH_EMAIL);
    assertThat(destination.clearOnNull()).isFalse();
    assertThat(destination.campaignId()).isNull();
    assertThat(destination.auth().flow()).isEqualTo(Auth.Flow.REFRESH_TOKEN);
    assertThat(destination.auth().loginUrl()).isEqualTo(URI.create("https://login.salesforce.com"));
    assertThat(destination.isLoopback()).isFalse();
  }

  @Test
  void everySettingIsRead() throws IOException {
    home.write("config/apac-map.yaml", "fields:\n  company: [company]\n");
    home.write("config/apac.pem", "a key");
    privately("config/apac.pem");

    Destination destination = read("""
        enabled = false
        apiVersion = 4
        baseUrl = https://pi.demo.pardot.com/
        businessUnitId = {{team.unit}}
        lookupField = org_id
        lookupByUserId = true
        filter = type = 'identify'
        batchSize = 1
        batchWait = 1s
        maxConcurrentRequests = 5
        onLookupMiss = create
        onNoIdentifier = reject
        clearOnNull = true
        campaignId = 1234
        fieldMap = config/apac-map.yaml
        auth.flow = jwt
        auth.loginUrl = https://test.salesforce.com
        auth.clientId = app
        auth.username = someone@example.com
        auth.keyFile = config/apac.pem
        """).destination();

    assertThat(destination.enabled()).isFalse();
    assertThat(destination.baseUrl()).isEqualTo(URI.create("https://pi.demo.pardot.com"));
    assertThat(destination.businessUnitId()).isEqualTo("0UvB00000004CqTKAU");
    assertThat(destination.lookupField()).isEqualTo("org_id");
    assertThat(destination.lookupByUserId()).isTrue();
    assertThat(destination.onLookupMiss()).isEqualTo(OnLookupMiss.CREATE);
    assertThat(destination.onNoIdentifier()).isEqualTo(OnNoIdentifier.REJECT);
    assertThat(destination.campaignId()).isEqualTo("1234");
    assertThat(destination.auth()).isEqualTo(new Auth(Auth.Flow.JWT, URI.create("https://test.salesforce.com"), "app", null, null,
        "someone@example.com", home.folder().resolve("config/apac.pem")));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      batchsize = 5                    | batchsize is no setting of a destination; did you mean batchSize?
      bussinessUnitId = 0Uv            | bussinessUnitId is no setting of a destination; did you mean businessUnitId?
      enabled = yes                    | enabled must be true or false, not 'yes'
      apiVersion = 5                   | apiVersion 5 can't be used yet; set 4
      apiVersion = v4                  | apiVersion must be 3 or 4, not 'v4'
      batchSize = 0                    | batchSize must be a whole number from 1 to 50, not '0'
      batchSize = 51                   | batchSize must be a whole number from 1 to 50, not '51'
      batchSize =                      | batchSize must be a whole number from 1 to 50, not ''
      maxConcurrentRequests = 6        | maxConcurrentRequests must be a whole number from 1 to 5, not '6'
      batchWait = soon                 | batchWait must be a duration such as 200ms, 5m or 1h, not 'soon'
      batchWait = 2m                   | batchWait must be at most 1m, not '2m'
      lookupField = org id             | lookupField must be the API name of a custom field: letters, digits and _, not 'org id'
      lookupField = email              | lookupField can't be 'email', a default field of Pardot; name a custom field
      lookupField = First_Name         | lookupField can't be 'First_Name', a default field of Pardot; name a custom field
      lookupField = fid                | lookupField can't be 'fid', a default field of Pardot; name a custom field
      lookupField = FirstName          | lookupField can't be 'FirstName', a default field of Pardot; name a custom field
      lookupByUserId = true            | lookupByUserId needs lookupField, the custom field that holds the userId; set it
      onLookupMiss = adapt             | onLookupMiss must be adopt or create, not 'adapt'
      onNoIdentifier = update          | onNoIdentifier must be match-email, create or reject, not 'update'
      campaignId = spring              | campaignId must be the number of a campaign, not 'spring'
      fieldMap = config/no.yaml        | fieldMap names config/no.yaml: there is no such file; put it back or name another
      baseUrl = pi.pardot.com          | baseUrl must be an address such as https://pi.pardot.com
      baseUrl = ftp://pi.pardot.com    | baseUrl must be an address such as https://pi.pardot.com
      baseUrl = http://pi.pardot.com   | baseUrl must be https: plain http is only for this machine (localhost)
      baseUrl = https://pi.pardot.com/api | baseUrl must be scheme and host only, such as https://pi.pardot.com
      baseUrl = https://u:p@pi.pardot.com | baseUrl must be scheme and host only, such as https://pi.pardot.com
      baseUrl = https://pi.pard0t.com  | baseUrl names pi.pard0t.com, which is no host of Pardot or Salesforce; correct it, or add it to pardot.allowedHosts in config/application.properties
      baseUrl = https://pi.pardot.com.evil.example | baseUrl names pi.pardot.com.evil.example, which is no host of Pardot or Salesforce; correct it, or add it to pardot.allowedHosts in config/application.properties
      baseUrl = https://test.example   | baseUrl names test.example, which is no host of Pardot or Salesforce; correct it, or add it to pardot.allowedHosts in config/application.properties
      baseUrl = https://evilsalesforce.com | baseUrl names evilsalesforce.com, which is no host of Pardot or Salesforce; correct it, or add it to pardot.allowedHosts in config/application.properties
      auth.loginUrl = https://10.0.0.7 | auth.loginUrl names 10.0.0.7, which is no host of Pardot or Salesforce; correct it, or add it to pardot.allowedHosts in config/application.properties
      auth.loginUrl = https://login.salesforce.com. | auth.loginUrl names login.salesforce.com., which is no host of Pardot or Salesforce; correct it, or add it to pardot.allowedHosts in config/application.properties
      baseUrl = https://pi pardot      | baseUrl is no URL; write one such as https://pi.pardot.com
      auth.flow = password             | auth.flow must be web-server, refresh-token, client-credentials, jwt or none, not 'password'
      auth.flow = none                 | auth.flow can be none only where baseUrl is on this machine (the sandbox); choose web-server, jwt, client-credentials or refresh-token
      auth.flow = client-credentials   | auth.clientSecret is missing, which auth.flow = client-credentials needs; set it
      auth.loginUrl = http://login.salesforce.com | auth.loginUrl must be https: plain http is only for this machine (localhost)
      batchSize = {{env:NO_SUCH}}      | batchSize can't resolve {{env:NO_SUCH}}; set that variable or key, or write the value itself
      batchSize = {{batchSize}}        | batchSize can't resolve {{batchSize}}; set that variable or key, or write the value itself
      """)
  void aWrongSettingIsNamedWithItsLine(String line, String what) {
    DestinationFile.Content reading = read(line + "\n" + REAL + (what.startsWith("auth.clientSecret") ? "auth.loginUrl = https://acme.my.salesforce.com\n" : ""));

    assertThat(reading.destination()).isNull();
    int at = what.startsWith("auth.clientSecret") ? 0 : 1;
    assertThat(reading.problems()).singleElement().isEqualTo(new Problem(DestinationFile.FOLDER.resolve("emea.properties"), at, what));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://169.254.169.254", "https://[fe80::1]", "https://[fd00:ec2::254]", "https://metadata.google.internal",
      "https://2852039166", "https://0.0.0.0", "https://[::ffff:169.254.169.254]", "http://169.254.169.254"})
  void addressesOfTheCloudsOwnMachineryAreRefused(String url) {
    assertThat(read("baseUrl = " + url + "\n" + REAL).problems()).singleElement()
        .satisfies(problem -> assertThat(problem.what()).startsWith("baseUrl names ").contains("link-local or cloud metadata"));
    assertThat(read("auth.loginUrl = " + url + "\n" + REAL).problems()).singleElement()
        .satisfies(problem -> assertThat(problem.what()).startsWith("auth.loginUrl names "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:8090", "http://127.0.0.1", "http://127.1.2.3:1", "http://[::1]:8090", "https://LOCALHOST"})
  void thisMachineNeedsNeitherTokenNorBusinessUnit(String url) {
    DestinationFile.Content reading = read("baseUrl = " + url + "\nauth.flow = none\n");

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.destination().isLoopback()).isTrue();
    assertThat(reading.destination().businessUnitId()).isNull();
  }

  @Test
  void aRealPardotNeedsItsBusinessUnitAndAToken() {
    assertThat(read("").problems()).extracting(Problem::what).satisfiesExactlyInAnyOrder(
        what -> assertThat(what).startsWith("businessUnitId is missing"),
        what -> assertThat(what).startsWith("auth.clientId is missing"),
        what -> assertThat(what).startsWith("auth.refreshToken is missing"));
    assertThat(read("baseUrl = http://localhost:8090\nauth.clientId = x\nauth.refreshToken = x\n").problems()).singleElement()
        .satisfies(problem -> assertThat(problem.what()).startsWith("businessUnitId is missing"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0UvB00000004CqT", "0UvB00000004CqTKAUx", "0XvB00000004CqTKAU", "0UvB00000004CqTK-U"})
  void aBusinessUnitHasItsForm(String id) {
    assertThat(read(REAL.replace("0UvB00000004CqTKAU", id)).problems()).singleElement()
        .satisfies(problem -> assertThat(problem.what()).startsWith("businessUnitId must be 18 letters and digits"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lookupField = org_id", "lookupByUserId = true", "lookupField = org_id\nlookupByUserId = true"})
  void version3HasNoLookup(String lines) {
    assertThat(read(SmallHome.SANDBOX + "apiVersion = 3\n" + lines).problems()).singleElement()
        .satisfies(problem -> assertThat(problem.what()).contains("can't be used with apiVersion 3"));
  }

  private void privately(String file) throws IOException {
    Files.setPosixFilePermissions(home.folder().resolve(file), PosixFilePermissions.fromString("rw-------"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw--w----", "rw-----w-"})
  void aKeyFileThatOthersMayReadOrWriteIsRefused(String rights) throws IOException {
    home.write("config/pardot.key", "x");
    Files.setPosixFilePermissions(home.folder().resolve("config/pardot.key"), PosixFilePermissions.fromString(rights));

    assertThat(read(REAL + "auth.flow = jwt\nauth.username = x\nauth.keyFile = config/pardot.key\n").problems()).singleElement()
        .satisfies(problem -> assertThat(problem.what()).isEqualTo(
            "auth.keyFile names a file that others may read or write; take these rights away (chmod 600): config/pardot.key"));
    privately("config/pardot.key");
    assertThat(read(REAL + "auth.flow = jwt\nauth.username = x\nauth.keyFile = config/pardot.key\n").problems()).isEmpty();
  }

  @Test
  void everyFlowSaysWhatItNeeds() {
    assertThat(read("businessUnitId = 0UvB00000004CqTKAU\nauth.flow = jwt\n").problems()).extracting(Problem::what)
        .satisfiesExactly(what -> assertThat(what).startsWith("auth.clientId"), what -> assertThat(what).startsWith("auth.username"),
            what -> assertThat(what).startsWith("auth.keyFile"));
    assertThat(read(REAL + "auth.flow = jwt\nauth.username = x\nauth.keyFile = nowhere.pem\n").problems()).singleElement()
        .satisfies(problem -> assertThat(problem.what()).startsWith("auth.keyFile names a file that can't be read"));
    assertThat(read(REAL + "auth.flow = client-credentials\nauth.clientSecret = x\n").problems()).singleElement()
        .satisfies(problem -> assertThat(problem.what()).startsWith("auth.loginUrl must be your My Domain host"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"EMEA.properties", "a_b.properties", ".properties", "a23456789-123456789-123456789-123456789-1.properties"})
  void aNameHasItsRule(String file) {
    assertThat(read(file, SmallHome.SANDBOX).problems()).singleElement()
        .satisfies(problem -> assertThat(problem.what()).contains("1 to 40 of a-z, 0-9 and -"));
  }

  @Test
  void allProblemsAreCollected() {
    assertThat(read("batchSize = 0\nnonsense = 1\nfilter = everything\napiVersion = 6\nbaseUrl = no\n" + REAL).problems())
        .extracting(Problem::line).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
  }

  @Test
  void aBrokenFieldMapIsNamedByItsOwnFileAndLine() {
    home.write("config/field-map.yaml", "fields:\n  first_name: 7: 8\n");

    assertThat(read(REAL).problems()).singleElement().satisfies(problem -> {
      assertThat(problem.file()).hasToString("config/field-map.yaml");
      assertThat(problem.line()).isEqualTo(2);
      assertThat(problem.what()).doesNotContain("config/field-map.yaml");
    });
  }

  @Test
  void noSecretIsEverShown() {
    Destination destination = read(REAL).destination();

    assertThat(destination.toString()).doesNotContain("token-5Aep861");
    String broken = "auth.refreshToken = token-5Aep861{{\nauth.flow = none\nauth.clientSecret = s3cr3t\n";
    assertThat(read(broken).problems().toString()).doesNotContain("5Aep861").doesNotContain("s3cr3t");
  }
}
