package io.pardotroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields: types, lengths, what is read-only, what is ignored. */
class SandboxFieldsTest extends SandboxTest {

  @Test
  void ignoresUnknownAndReadOnlyFieldsInSilence() {
    var created = pardot.prospect(4, "create", "email", "ada@example.org", "plan", "pro", "grade", "A+", "id", "7",
        "created_at", "2001-01-01", "crm_lead_fid", "00Q5e00000AbCdEAAV", "city", "Rome");

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.prospect().has("plan")).isFalse();
    assertThat(created.prospect().get("grade").isNull()).isTrue();
    assertThat(created.prospect().get("crm_lead_fid").isNull()).isTrue();
    assertThat(created.prospect().get("id").intValue()).isNotEqualTo(7);
    assertThat(created.prospect().get("created_at").textValue()).doesNotStartWith("2001");
    assertThat(created.prospect().get("city").textValue()).isEqualTo("Rome");
  }

  @Test
  void clearsAFieldWithAnEmptyValueButNotTheAddress() {
    String id = pardot.prospect(4, "create", "email", "ada@example.org", "phone", "12", "org_id", "A").prospect().get("id").asText();

    var cleared = pardot.prospect(4, "update/id/" + id, "phone", "", "org_id", "");

    assertThat(cleared.prospect().get("phone").isNull()).isTrue();
    assertThat(cleared.prospect().has("org_id")).isFalse();
    assertThat(pardot.prospect(4, "update/id/" + id, "email", "").code()).isEqualTo(36);
    assertThat(pardot.prospect(4, "create", "email", "").code()).isEqualTo(36);
    assertThat(pardot.prospect(4, "create", "city", "Rome").code()).isEqualTo(13);
  }

  @ParameterizedTest
  @CsvSource({"is_do_not_email,yes,50", "is_do_not_call,TRUE,50", "opted_out,2,50", "score,1.5,56", "score,many,56",
      "campaign_id,x,38", "campaign_id,0,38", "campaign_id,1000000,38", "prospect_account_id,x,61", "user_id,x,10",
      "profile_criteria_3,maybe,18", "list_0,1,55", "list_12,x,50", "joined,soon,57", "joined,2026-02-30,57", "seats,many,56"})
  void refusesAValueOfTheWrongType(String field, String value, int code) {
    pardot.customField(4, "joined", "Date");
    pardot.customField(4, "seats", "Number");

    var refused = pardot.prospect(4, "create", "email", "ada@example.org", field, value);

    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(pardot.prospects()).isEmpty();
  }

  @Test
  void answersSeveralFaultsTogether() {
    var json = pardot.prospect(4, "create", "email", "ada@example.org", "score", "x", "opted_out", "x");
    var xml = pardot.postForXml("/api/prospect/version/4/do/create", "email", "ada@example.org", "score", "x", "opted_out", "x");
    var batch = pardot.batch(4, "batchCreate", "{\"prospects\":[{\"email\":\"a@example.org\",\"score\":\"x\",\"opted_out\":\"x\"}]}");

    assertThat(json.code()).isEqualTo(10000);
    assertThat(json.json().get("err")).extracting(e -> e.get("param").textValue()).containsExactly("score", "opted_out");
    assertThat(xml.body()).contains("<err code=\"10000\" param=\"score\">Invalid number entered for field score</err>"
        + "<err code=\"10000\" param=\"opted_out\">Invalid boolean opted_out</err>");
    assertThat(batch.json().at("/errors/0").textValue())
        .isEqualTo("Invalid number entered for field score; Invalid boolean opted_out");
  }

  @Test
  void keepsTypedValues() {
    pardot.customField(4, "joined", "Date");
    pardot.customField(4, "seats", "Number");

    var created = pardot.prospect(4, "create", "email", "ada@example.org", "is_do_not_email", "true", "opted_out", "1",
        "is_starred", "false", "score", "-7", "campaign_id", "12", "joined", "2026-01-05", "seats", "007", "list_12", "1",
        "user_id", "9", "employees", " 12 ").prospect();

    assertThat(created.get("is_do_not_email").intValue()).isEqualTo(1);
    assertThat(created.get("opted_out").intValue()).isEqualTo(1);
    assertThat(created.get("is_starred").intValue()).isZero();
    assertThat(created.get("is_reviewed").isNull()).isTrue();
    assertThat(created.get("score").intValue()).isEqualTo(-7);
    assertThat(created.get("campaign_id").intValue()).isEqualTo(12);
    assertThat(created.at("/campaign/id").intValue()).isEqualTo(12);
    assertThat(created.get("joined").textValue()).isEqualTo("2026-01-05");
    assertThat(created.get("seats").textValue()).isEqualTo("7");
    assertThat(created.get("employees").textValue()).isEqualTo("12");
    assertThat(created.at("/lists/list_subscription/list/id").intValue()).isEqualTo(12);
    assertThat(created.at("/assigned_to/user/id").intValue()).isEqualTo(9);
  }

  @Test
  void refusesTwoKindsOfAssignment() {
    assertThat(pardot.prospect(4, "create", "email", "ada@example.org", "user_id", "9", "crm_owner_fid", "0055e000001SbxUAAS").code())
        .isEqualTo(125);
  }

  @Test
  void refusesTextOverItsLength() {
    pardot.customField(4, "essay", "Textarea");
    String fits = "\uD83D\uDE00".repeat(255);

    assertThat(pardot.prospect(4, "create", "email", "a@example.org", "city", fits).prospect().get("city").textValue()).isEqualTo(fits);
    assertThat(pardot.prospect(4, "create", "email", "b@example.org", "city", fits + "x").code()).isEqualTo(85);
    assertThat(pardot.prospect(4, "create", "email", "b@example.org", "org_id", fits + "x").code()).isEqualTo(85);
    assertThat(pardot.prospect(4, "create", "email", "c@example.org", "notes", "x".repeat(65_535)).status()).isEqualTo(201);
    assertThat(pardot.prospect(4, "create", "email", "d@example.org", "essay", "x".repeat(65_536)).code()).isEqualTo(85);
    var batch = pardot.batch(4, "batchCreate",
        "{\"prospects\":[{\"email\":\"e@example.org\",\"city\":\"" + "x".repeat(256) + "\"},{\"email\":\"f@example.org\"}]}");
    assertThat(batch.json().get("errors")).isEqualTo(SandboxCaller.json("{\"0\":\"Unable to save the prospect\"}"));
    assertThat(pardot.prospects()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada", "ada@", "@example.org", "ada@example", "a b@example.org", "ada@exa mple.org", "ada@@example.org",
      "ada..b@example.org", ".ada@example.org", "ada@example..org", "ada@-example.org", "a\nb@example.org", "<ada@example.org>"})
  void refusesWhatIsNoAddress(String email) {
    var refused = pardot.prospect(4, "create", "email", email);

    assertThat(refused.code()).isEqualTo(4);
    assertThat(refused.json().get("err").textValue()).isEqualTo("Invalid prospect email address");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada+news@example.org", "o'brien@example.org", "a/b=c%d&e@example.org", "j\u00fcrgen@b\u00fccher.example",
      "a@b.co", "x_y-z@sub.example.museum"})
  void takesUnusualAddressesAndFindsThemAgain(String email) {
    pardot.prospect(4, "create", "email", email);

    assertThat(pardot.prospect(4, "read", "email", email).prospect().get("email").textValue()).isEqualTo(email);
    assertThat(pardot.get("/api/prospect/version/4/do/read/email/" + SandboxCaller.encode("", email).substring(1) + "?format=json")
        .prospect().get("email").textValue()).isEqualTo(email);
  }

  @Test
  void refusesAnAddressOver255Characters() {
    String domain = "@" + "a".repeat(60) + "." + "b".repeat(60) + ".example.org";
    String fits = "x".repeat(255 - domain.length()) + domain;

    assertThat(pardot.prospect(4, "create", "email", fits).status()).isEqualTo(201);
    assertThat(pardot.prospect(4, "create", "email", "x" + fits).code()).isEqualTo(4);
  }

  @Test
  void replacesTheValuesOfAFieldWithSeveral() {
    pardot.customField(4, "topics", "Multi-Select");
    String id = pardot.prospect(4, "create", "email", "ada@example.org", "topics_0", "a", "topics_1", "b", "topics_3", "lost")
        .prospect().get("id").asText();

    var both = pardot.prospect(4, "read/id/" + id);
    var xml = pardot.get("/api/prospect/version/4/do/read/id/" + id);
    var one = pardot.prospect(4, "update/id/" + id, "topics_0", "c");
    var none = pardot.prospect(4, "update/id/" + id, "topics_0", "");

    assertThat(both.prospect().get("topics")).isEqualTo(SandboxCaller.json("{\"value\":[\"a\",\"b\"]}"));
    assertThat(xml.body()).contains("<topics><value>a</value><value>b</value></topics>");
    assertThat(one.prospect().get("topics")).isEqualTo(SandboxCaller.json("{\"value\":\"c\"}"));
    assertThat(none.prospect().has("topics")).isFalse();
  }

  @Test
  void addsToAFieldThatRecordsMultipleResponses() {
    pardot.post("/api/customField/version/4/do/create", "name", "Seen", "field_id", "seen", "is_record_multiple_responses", "true");
    String id = pardot.prospect(4, "create", "email", "ada@example.org", "seen", "a").prospect().get("id").asText();

    pardot.prospect(4, "update/id/" + id, "seen", "b");
    var cleared = pardot.prospect(4, "update/id/" + id, "seen", "");

    assertThat(cleared.prospect().get("seen")).isEqualTo(SandboxCaller.json("{\"value\":[\"a\",\"b\"]}"));
  }
}
