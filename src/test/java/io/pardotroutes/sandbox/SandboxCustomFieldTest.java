package io.pardotroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Custom fields: there before they can be written, shown by query and read. */
class SandboxCustomFieldTest extends SandboxTest {

  @Test
  void knowsOneFieldFromTheStart() {
    var reply = pardot.get("/api/customField/version/4/do/query?format=json&output=mobile").json().get("result");

    assertThat(reply.get("total_results").intValue()).isEqualTo(1);
    assertThat(reply.get("customField").isObject()).isTrue();
    assertThat(reply.at("/customField/field_id").textValue()).isEqualTo("org_id");
    assertThat(reply.at("/customField/type").textValue()).isEqualTo("Text");
    assertThat(reply.at("/customField/type_id").intValue()).isEqualTo(1);
    assertThat(reply.at("/customField/is_record_multiple_responses").booleanValue()).isFalse();
  }

  @Test
  void createsAFieldThatCanThenBeWritten() {
    var before = pardot.prospect(4, "create", "email", "ada@example.org", "plan", "pro");
    var created = pardot.customField(4, "plan", "Text");
    String id = before.prospect().get("id").asText();
    var after = pardot.prospect(4, "update/id/" + id, "plan", "pro");

    assertThat(before.prospect().has("plan")).isFalse();
    assertThat(created.status()).isEqualTo(201);
    assertThat(after.prospect().get("plan").textValue()).isEqualTo("pro");
    assertThat(pardot.get("/api/customField/version/4/do/read/id/" + created.json().at("/customField/id") + "?format=json")
        .json().at("/customField/field_id").textValue()).isEqualTo("plan");
    assertThat(pardot.get("/api/customField/version/4/do/query?format=json").json().at("/result/customField"))
        .extracting(field -> field.get("field_id").textValue()).containsExactly("org_id", "plan");
  }

  @Test
  void losesWritesToADeletedField() {
    String field = pardot.customField(4, "plan", "Text").json().at("/customField/id").asText();
    pardot.prospect(4, "create", "email", "ada@example.org", "plan", "pro");

    int byGet = pardot.get("/api/customField/version/4/do/delete/id/" + field).status();
    int byPost = pardot.post("/api/customField/version/4/do/delete/id/" + field).status();

    assertThat(byGet).isEqualTo(405);
    assertThat(byPost).isEqualTo(204);
    assertThat(pardot.prospect(4, "read/email/ada@example.org").prospect().has("plan")).isFalse();
    assertThat(pardot.prospect(4, "read/email/ada@example.org", "fields", "plan").prospect()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"'',Plan,36", "org_id,Plan,51", "email,Plan,51", "city,Plan,51", "has blank,Plan,51", "plan,'',36"})
  void refusesAFieldWithoutAProperName(String fieldId, String name, int code) {
    var refused = pardot.post("/api/customField/version/4/do/create", "field_id", fieldId, "name", name);

    assertThat(refused.code()).isEqualTo(code);
  }

  @Test
  void refusesUnknownTypesIdsAndOrders() {
    assertThat(pardot.customField(4, "plan", "Colour").code()).isEqualTo(51);
    assertThat(pardot.post("/api/customField/version/4/do/create", "name", "Plan").code()).isEqualTo(13);
    assertThat(pardot.post("/api/customField/version/4/do/read/id/1").code()).isEqualTo(109);
    assertThat(pardot.post("/api/customField/version/4/do/query", "sort_by", "size").code()).isEqualTo(19);
    assertThat(pardot.post("/api/customField/version/4/do/frobnicate").code()).isEqualTo(2);
  }
}
