package io.pardotroutes.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.PardotRoutes;
import io.pardotroutes.support.Home;
import io.pardotroutes.support.SharedBundleTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Write keys are made, bound, taken away and given back by command, and the running bundle follows. */
class KeyCommandTest extends SharedBundleTest {

  private static final String FILE = "config/write-keys.properties";

  @Override
  protected void prepare(Home home) {
    home.destination("emea", 4).destination("apac", 4);
  }

  private record Run(int code, String out, String err) {}

  private Run key(String... arguments) {
    List<String> all = new ArrayList<>(List.of("key"));
    all.addAll(Arrays.asList(arguments));
    all.addAll(List.of("--home", home.folder().toString()));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = PardotRoutes.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(all.toArray(String[]::new));
    return new Run(code, out.toString(), err.toString());
  }

  private String create(String... arguments) {
    List<String> all = new ArrayList<>(List.of("create"));
    all.addAll(Arrays.asList(arguments));
    Run run = key(all.toArray(String[]::new));
    assertThat(run.code).as(run.err).isZero();
    return run.out.lines().findFirst().orElseThrow();
  }

  private HttpResponse<String> send(String key, String path, String body) {
    return post(path, body.getBytes(StandardCharsets.UTF_8), "Authorization", basic(key), "Content-Type", "application/json");
  }

  private void eventuallyAnswers(String key, int status) {
    eventuallyHolds(() -> assertThat(send(key, "/v1/track", "{\"event\":\"E\",\"userId\":\"u\"}").statusCode()).isEqualTo(status));
  }

  @Test
  void aKeyIsPrintedOnceAndWorksUntilItIsDisabledOrRevoked() throws Exception {
    Run made = key("create", "shop");
    String key = made.out.lines().findFirst().orElseThrow();

    assertThat(key).hasSizeGreaterThanOrEqualTo(22).matches("[A-Za-z0-9_-]+");
    assertThat(made.out).contains("curl -s http://localhost:" + home.httpPort + "/v1/identify -u " + key + ":");
    assertThat(home.read(FILE)).contains("shop = sha256:").doesNotContain(key);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.folder().resolve(FILE)))).isEqualTo("rw-------");
    eventuallyAnswers(key, 200);
    // A key in the body is as good as one in the header.
    assertThat(post("/v1/track", ("{\"writeKey\":\"" + key + "\",\"event\":\"E\",\"userId\":\"u\"}").getBytes(StandardCharsets.UTF_8)).statusCode()).isEqualTo(200);

    assertThat(key("disable", "shop").code).isZero();
    eventuallyAnswers(key, 401);
    assertThat(key("enable", "shop").code).isZero();
    eventuallyAnswers(key, 200);
    assertThat(key("revoke", "shop").code).isZero();
    eventuallyAnswers(key, 401);
    assertThat(home.read(FILE)).doesNotContain("shop");
    assertThat(post("/v1/track", "{\"event\":\"E\",\"userId\":\"u\"}").statusCode()).as("the key of the settings").isEqualTo(200);
  }

  @Test
  void theListShowsNamesAndBindingsAndNeitherKeysNorHashes() {
    String key = create("listed", "--destinations", "emea,apac", "--types", "identify");
    key("disable", "listed");

    Run list = key("list");

    assertThat(list.code).isZero();
    assertThat(list.out).containsPattern("listed +disabled +destinations: apac,emea +types: identify +since 20\\d\\d-\\d\\d-\\d\\d").contains("sample");
    assertThat(list.out).doesNotContain(key, "sha256", "sample-write-key").doesNotContainPattern("[0-9a-f]{32}");
  }

  @Test
  void whatAKeyIsBoundToIsAllThatItReaches() {
    String key = create("bound", "--destinations", "emea", "--types", "identify,track");
    eventuallyAnswers(key, 200);
    double apac = events("apac", "delivered", "created") + events("apac", "delivered", "updated");

    assertThat(send(key, "/v1/identify", identify("only@emea.example", "CEO")).statusCode()).isEqualTo(200);

    prospect("only@emea.example");
    settled("emea");
    settled("apac");
    assertThat(events("apac", "delivered", "created") + events("apac", "delivered", "updated")).isEqualTo(apac);
    assertThat(prospectsOf("only@emea.example")).hasSize(1);
  }

  @Test
  void aDestinationThatIsTakenAwayKeepsNoOtherKeyFromBeingTakenAway() throws Exception {
    home.destination("former", 4);
    create("bound-to-former", "--destinations", "former");
    String leaked = create("leaked");
    eventuallyAnswers(leaked, 200);

    Files.delete(home.folder().resolve("config/destinations/former.properties"));

    assertThat(key("list").err).contains("bound-to-former: destinations has 'former'");
    assertThat(key("revoke", "leaked").code).isZero();
    eventuallyAnswers(leaked, 401);
    assertThat(key("revoke", "bound-to-former").code).isZero();
  }

  @Test
  void aTypeThatAKeyMayNotSendIsRejectedAndItsNeighboursAreTaken() throws Exception {
    String key = create("typed", "--destinations", "emea", "--types", "identify");
    eventuallyHolds(() -> assertThat(send(key, "/v1/identify", identify("ready@typed.example", "CEO")).statusCode()).isEqualTo(200));

    HttpResponse<String> mixed = send(key, "/v1/batch",
        batch("7", "{\"type\":\"track\",\"event\":\"E\",\"userId\":\"u\"}", identify("good@typed.example", "CEO")));
    HttpResponse<String> none = send(key, "/v1/track", "{\"event\":\"E\",\"userId\":\"u\"}");

    assertThat(mixed.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(mixed.body()).path("errors")).hasSize(2).last().satisfies(error -> {
      assertThat(error.path("index").asInt()).isEqualTo(1);
      assertThat(error.path("path").asText()).isEqualTo("batch[1].type");
      assertThat(error.path("message").asText()).contains("identify");
    });
    prospect("good@typed.example");
    assertThat(none.statusCode()).isEqualTo(400);
    assertThat(JSON.readTree(none.body()).path("errors").path(0).path("path").asText()).isEqualTo("type");
  }

  @Test
  void aBrokenFileIsToldAndTheKeysBeforeGoOn() {
    String key = create("kept");
    eventuallyAnswers(key, 200);
    String good = home.read(FILE);

    home.write(FILE, good + "other = sha256:abc; enabled=maybe\n");
    int line = (int) good.lines().count() + 1;
    try {
      eventuallyHolds(() -> {
        HttpResponse<String> health = get(home.consolePort, "/observe/health");
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body()).contains("write-keys.properties:" + line + ": other: must begin with sha256:");
      });
      eventuallyAnswers(key, 200);
      assertThat(key("create", "another").code).as("a broken file is not written over").isEqualTo(1);
    } finally {
      home.write(FILE, good);
    }
    eventuallyHolds(() -> assertThat(get(home.consolePort, "/observe/health").statusCode()).isEqualTo(200));
  }

  @ParameterizedTest
  @CsvSource({
      "create sample, 1, already",
      "create x --destinations nowhere, 1, nowhere",
      "create x --types idnetify, 2, idnetify",
      "create a:b, 2, name",
      "disable nobody, 1, nobody",
      "revoke nobody, 1, nobody",
      "'', 2, create"})
  void whatCanNotBeDoneIsSaid(String arguments, int code, String said) {
    Run run = key(arguments.isEmpty() ? new String[0] : arguments.split(" "));

    assertThat(run.code).isEqualTo(code);
    assertThat(run.err).contains(said);
  }
}
