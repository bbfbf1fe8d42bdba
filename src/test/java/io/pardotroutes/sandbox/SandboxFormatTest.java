package io.pardotroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes in comes out, in XML as in JSON. */
class SandboxFormatTest extends SandboxTest {

  @Test
  void answersXmlUnlessJsonIsAskedFor() {
    pardot.postForXml("/api/prospect/version/4/do/create", "email", "ada@example.org");

    var xml = pardot.get("/api/prospect/version/4/do/read/email/ada@example.org");
    var failed = pardot.get("/api/prospect/version/4/do/read/email/eve@example.org");

    assertThat(xml.response().headers().firstValue("Content-Type")).hasValueSatisfying(type -> assertThat(type).startsWith("text/xml"));
    assertThat(xml.xml().getDocumentElement().getAttribute("stat")).isEqualTo("ok");
    assertThat(xml.xml().getDocumentElement().getAttribute("version")).isEqualTo("1.0");
    assertThat(xml.body()).contains("<last_name/>");
    assertThat(failed.body()).contains("<rsp stat=\"fail\" version=\"1.0\"><err code=\"4\">Invalid prospect email address</err></rsp>");
  }

  @Test
  void answersJsonByQueryFormOrPath() {
    pardot.prospect(4, "create", "email", "ada@example.org");

    for (String path : new String[] {"read/email/ada@example.org?format=json", "read/email/ada@example.org/format/json"}) {
      var reply = pardot.get("/api/prospect/version/4/do/" + path);
      assertThat(reply.response().headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
      assertThat(reply.json().get("@attributes")).isEqualTo(SandboxCaller.json("{\"stat\":\"ok\",\"version\":1}"));
    }
    assertThat(pardot.post("/api/prospect/version/4/do/read/email/eve@example.org").body())
        .isEqualTo("{\"@attributes\":{\"stat\":\"fail\",\"version\":1,\"err_code\":4},\"err\":\"Invalid prospect email address\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a+b", "R&D", "1=1", "100%", "%2B", "<b>&amp;</b>", "\"quoted\" 'so'", "]]>", "caf\u00e9 \u4f60\u597d",
      "\uD83D\uDC69\u200D\uD83D\uDC67", "line\r\nline\ttab", "a; b, c / d \\ e", "\u202Eright to left", "#hash?query"})
  void keepsEveryCharacter(String value) {
    String id = pardot.prospect(4, "create", "email", "ada@example.org", "company", value, "org_id", value)
        .prospect().get("id").asText();

    var json = pardot.prospect(4, "read/id/" + id);
    var xml = pardot.get("/api/prospect/version/4/do/read/id/" + id);

    assertThat(json.prospect().get("company").textValue()).isEqualTo(value);
    assertThat(json.prospect().get("org_id").textValue()).isEqualTo(value);
    assertThat(xml.xml("company")).isEqualTo(value);
    assertThat(xml.xml("org_id")).isEqualTo(value);
  }

  @Test
  void writesWellFormedXmlWhateverIsInAValue() {
    String value = "a\u0000b\u0001c\u001bd\uFFFEe";
    String id = pardot.prospect(4, "create", "email", "ada@example.org", "company", value).prospect().get("id").asText();

    assertThat(pardot.prospect(4, "read/id/" + id).prospect().get("company").textValue()).isEqualTo(value);
    assertThat(pardot.get("/api/prospect/version/4/do/read/id/" + id).xml("company")).isEqualTo("abcde");
  }

  @Test
  void replacesHalfASurrogatePair() {
    pardot.batch(4, "batchCreate", "{\"prospects\":[{\"email\":\"ada@example.org\",\"company\":\"a\\ud83db\"}]}");

    assertThat(pardot.prospect(4, "read/email/ada@example.org").prospect().get("company").textValue()).isEqualTo("a\uFFFDb");
    assertThat(pardot.get("/api/prospect/version/4/do/read/email/ada@example.org").xml("company")).isEqualTo("a\uFFFDb");
  }

  @Test
  void escapesIdentifiersInTheErrorsOfABatch() {
    var reply = pardot.postForXml("/api/prospect/version/3/do/batchUpsert", "prospects", "{\"prospects\":{\"<a&\\\"b>\":{}}}");

    var error = reply.xml().getElementsByTagName("prospect").item(0);
    assertThat(error.getAttributes().getNamedItem("identifier").getTextContent()).isEqualTo("<a&\"b>");
  }

  @Test
  void encodesEntitiesIfTold() {
    pardot.settings("{\"htmlEntities\": true}");

    var created = pardot.prospect(4, "create", "email", "o'brien@example.org", "company", "R&D <1>");

    assertThat(created.prospect().get("company").textValue()).isEqualTo("R&amp;D &lt;1&gt;");
    assertThat(created.prospect().get("email").textValue()).isEqualTo("o&#39;brien@example.org");
  }

  @Test
  void takesTheIdentifierFromTheFormInEitherOrderOfThePath() {
    var created = pardot.post("/api/prospect/do/upsert/version/4", "email", "ada@example.org", "city", "Rome");

    assertThat(created.status()).isEqualTo(201);
    assertThat(pardot.post("/api/prospect/do/read/version/4", "id", created.prospect().get("id").asText()).prospect().get("city")
        .textValue()).isEqualTo("Rome");
    assertThat(pardot.post("/api/prospect/do/read/version/4/email/ada@example.org").prospect().get("city").textValue()).isEqualTo("Rome");
  }

  @Test
  void takesAPlusSignInThePathAsItIsAndInAFormAsABlank() {
    pardot.prospect(4, "create/email/ada+x@example.org");

    assertThat(pardot.get("/api/prospect/version/4/do/read/email/ada%2Bx@example.org?format=json").stat()).isEqualTo("ok");
    var raw = pardot.send(pardot.request("/api/prospect/version/4/do/create?format=json")
        .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString("email=bob+x@example.org")));
    assertThat(raw.code()).isEqualTo(4);
  }

  @Test
  void refusesABodyThatIsNoForm() {
    var reply = pardot.send(pardot.request("/api/prospect/version/4/do/create/email/ada@example.org?format=json")
        .header("Content-Type", "application/json").POST(BodyPublishers.ofString("{\"city\":\"Rome\"}")));

    assertThat(reply.code()).isEqualTo(151);
    assertThat(pardot.prospects()).isEmpty();
  }

  @Test
  void refusesUnknownPaths() {
    assertThat(pardot.prospect(4, "frobnicate").code()).isEqualTo(2);
    assertThat(pardot.post("/api/dragon/version/4/do/read/id/1").code()).isEqualTo(2);
    assertThat(pardot.post("/api/prospect/version/x/do/read/id/1").code()).isEqualTo(94);
    assertThat(pardot.post("/api/prospect/do/read/id/1").code()).isEqualTo(94);
    assertThat(pardot.post("/api/prospect/version/2/do/read/id/1").code()).isEqualTo(22);
    assertThat(pardot.post("/api/prospect/version/4").code()).isEqualTo(2);
    assertThat(pardot.post("/api/").code()).isEqualTo(94);
    assertThat(pardot.get("/api/v5/objects/prospects?fields=id").json().get("code").intValue()).isEqualTo(198);
    assertThat(pardot.get("/elsewhere").status()).isEqualTo(404);
  }

  @Test
  void refusesARequestThatIsTooLong() {
    assertThat(pardot.get("/api/prospect/version/4/do/batchCreate?prospects=" + "x".repeat(9_000)).status()).isEqualTo(414);
    assertThat(pardot.prospect(4, "create", "email", "ada@example.org", "notes", "x".repeat(17_000_000)).status()).isEqualTo(413);
  }
}
