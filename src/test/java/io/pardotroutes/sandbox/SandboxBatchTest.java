package io.pardotroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Batch calls: errors only, record by record. */
class SandboxBatchTest extends SandboxTest {

  @Test
  void answersNothingButAnEmptyListOfErrors() {
    var reply = pardot.batch(4, "batchUpsert", "{\"prospects\":[{\"email\":\"ada@example.org\"},{\"email\":\"bob@example.org\"}]}");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo("{\"@attributes\":{\"stat\":\"ok\",\"version\":1},\"errors\":[]}");
    assertThat(pardot.prospects()).hasSize(2);
  }

  @Test
  void reportsFailuresByPositionInVersion4AndWritesTheOthers() {
    var reply = pardot.batch(4, "batchUpsert", """
        {"prospects":[{"email":"ada@example.org"},{"email":"no address"},{"email":"bob@example.org"},{"fid":"nonsense"},
        {"id":77777},{"first_name":"Eve"}]}""");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.stat()).isEqualTo("fail");
    assertThat(reply.code()).isZero();
    assertThat(reply.json().get("errors")).isEqualTo(SandboxCaller.json("""
        {"1":"Invalid prospect email address","3":"Invalid prospect fid","4":"Non-existent prospect ID; No email address provided",
        "5":"One or more required parameters are missing"}"""));
    assertThat(pardot.prospects()).hasSize(2);
  }

  @Test
  void reportsFailuresByIdentifierInVersion3() {
    pardot.prospect(3, "create", "email", "ada@example.org");

    var reply = pardot.batch(3, "batchCreate", "{\"prospects\":{\"ada@example.org\":{},\"bob@example.org\":{\"city\":\"Rome\"},\"x\":{}}}");

    assertThat(reply.json().get("errors")).isEqualTo(SandboxCaller.json("""
        {"ada@example.org":"A prospect with the specified email address already exists","x":"Invalid prospect email address"}"""));
    assertThat(pardot.get("/sandbox/prospects?email=bob@example.org").json().get(0).get("city").textValue()).isEqualTo("Rome");
  }

  @Test
  void takesAddressesAndIdsAsKeysInVersion3() {
    String id = pardot.prospect(3, "create", "email", "ada@example.org").prospect().get("id").asText();

    pardot.batch(3, "batchUpsert", "{\"prospects\":{\"" + id + "\":{\"city\":\"Rome\",\"email\":\"new@example.org\"},\"bob@example.org\":{}}}");
    var update = pardot.batch(3, "batchUpdate", "{\"prospects\":{\"new@example.org\":{\"state\":\"LZ\"},\"eve@example.org\":{}}}");

    assertThat(update.json().get("errors")).isEqualTo(SandboxCaller.json("{\"eve@example.org\":\"Invalid prospect email address\"}"));
    var prospect = pardot.prospect(3, "read/id/" + id).prospect();
    assertThat(prospect.get("email").textValue()).isEqualTo("new@example.org");
    assertThat(prospect.get("city").textValue()).isEqualTo("Rome");
    assertThat(prospect.get("state").textValue()).isEqualTo("LZ");
    assertThat(pardot.prospects()).hasSize(2);
  }

  @Test
  void updatesByIdOrSalesforceIdInVersion4() {
    String id = pardot.prospect(4, "upsert/fid/0035e00000AbCdEAAV", "email", "ada@example.org").prospect().get("id").asText();

    var reply = pardot.batch(4, "batchUpdate", "{\"prospects\":[{\"id\":" + id + ",\"city\":\"Rome\"},"
        + "{\"fid\":\"0035e00000AbCdEAAV\",\"state\":\"LZ\"},{\"email\":\"ada@example.org\",\"city\":\"Oslo\"}]}");

    assertThat(reply.json().get("errors")).isEqualTo(SandboxCaller.json("{\"2\":\"One or more required parameters are missing\"}"));
    assertThat(pardot.prospects().get(0).get("city").textValue()).isEqualTo("Rome");
    assertThat(pardot.prospects().get(0).get("state").textValue()).isEqualTo("LZ");
  }

  @Test
  void takesAndAnswersXml() {
    var ok = pardot.postForXml("/api/prospect/version/4/do/batchCreate", "prospects",
        "<prospects><prospect><email>ada@example.org</email><first_name>A &amp; B</first_name></prospect></prospects>");
    var fail = pardot.postForXml("/api/prospect/version/4/do/batchUpdate", "prospects",
        "<prospects><prospect><id>1</id></prospect><prospect><fid>x</fid></prospect></prospects>");

    assertThat(ok.body()).endsWith("<rsp stat=\"ok\" version=\"1.0\"><errors/></rsp>");
    assertThat(pardot.prospects().get(0).get("first_name").textValue()).isEqualTo("A & B");
    assertThat(fail.body()).contains("<rsp stat=\"fail\" version=\"1.0\"><errors><prospect identifier=\"0\">Invalid prospect ID</prospect>"
        + "<prospect identifier=\"1\">Invalid prospect fid</prospect></errors></rsp>");
  }

  @Test
  void takesXmlWithIdentifiersInVersion3() {
    var reply = pardot.batch(3, "batchUpsert",
        "<prospects><prospect identifier=\"ada@example.org\"><city>Rome</city></prospect></prospects>");
    var without = pardot.batch(3, "batchUpsert", "<prospects><prospect><email>a@example.org</email></prospect></prospects>");

    assertThat(reply.stat()).isEqualTo("ok");
    assertThat(pardot.prospects().get(0).get("city").textValue()).isEqualTo("Rome");
    assertThat(without.code()).isEqualTo(91);
  }

  @Test
  void takesFiftyRecordsAndNotOneMore() {
    assertThat(pardot.batch(4, "batchCreate", records(50)).stat()).isEqualTo("ok");
    var tooMany = pardot.batch(4, "batchCreate", records(51));

    assertThat(tooMany.code()).isEqualTo(70);
    assertThat(tooMany.json().has("errors")).isFalse();
    assertThat(pardot.prospects()).hasSize(50);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "4 | no JSON                                       | 71",
      "4 | {\"prospects\":[{}                             | 71",
      "4 | {\"prospects\":[]} trailing                     | 71",
      "4 | <prospects><prospect>                          | 71",
      "4 | {\"prospects\":{\"ada@example.org\":{}}}       | 90",
      "4 | {\"prospects\":[{\"email\":{\"a\":1}}]}        | 90",
      "4 | {\"prospects\":[[\"a\"]]}                       | 90",
      "4 | <p><prospect><a><b/></a></prospect></p>        | 90",
      "3 | {\"prospects\":[{\"email\":\"a@example.org\"}]} | 91",
      "3 | {\"prospects\":{\"a@example.org\":{\"a\":[1]}}} | 90"})
  void refusesTheWholeCallForItsShape(int version, String prospects, int code) {
    var reply = pardot.batch(version, "batchCreate", prospects);

    assertThat(reply.code()).isEqualTo(code);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.stat()).isEqualTo("fail");
    assertThat(pardot.prospects()).isEmpty();
  }

  @Test
  void refusesRawJsonAsABody() {
    var reply = pardot.send(pardot.request("/api/prospect/version/4/do/batchCreate?format=json")
        .header("Content-Type", "application/json").POST(BodyPublishers.ofString(records(1))));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo(71);
  }

  @Test
  void readsNoExternalEntities() {
    var reply = pardot.batch(4, "batchCreate", "<!DOCTYPE p [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
        + "<p><prospect><email>ada@example.org</email><city>&x;</city></prospect></p>");

    assertThat(reply.code()).isEqualTo(71);
    assertThat(pardot.prospects()).isEmpty();
  }

  private static String records(int count) {
    return IntStream.range(0, count).mapToObj(i -> "{\"email\":\"p" + i + "@example.org\"}")
        .collect(Collectors.joining(",", "{\"prospects\":[", "]}"));
  }
}
