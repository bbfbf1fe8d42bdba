package io.pardotroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Version 4: several prospects may share an address; ids and Salesforce ids tell them apart. */
class SandboxVersion4Test extends SandboxTest {
  private static final String CONTACT = "0035e00000AbCdEAAV";

  @ParameterizedTest
  @ValueSource(strings = {"create", "upsert"})
  void alwaysCreatesByAddress(String operation) {
    var first = pardot.prospect(4, operation + "/email/ada@example.org", "org_id", "A-1");
    var second = pardot.prospect(4, operation + "/email/ada@example.org", "org_id", "B-7");

    assertThat(first.status()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.prospect().get("id").longValue()).isGreaterThan(first.prospect().get("id").longValue());
  }

  @Test
  void readsOneProspectAsAnObjectAndSeveralAsAnArray() {
    pardot.prospect(4, "create", "email", "ada@example.org", "org_id", "A-1");
    var one = pardot.prospect(4, "read/email/ada@example.org");
    pardot.prospect(4, "create", "email", "Ada@Example.org", "org_id", "B-7");

    var several = pardot.prospect(4, "read/email/ADA@example.org");
    var xml = pardot.get("/api/prospect/version/4/do/read/email/ada@example.org");

    assertThat(one.prospect().isObject()).isTrue();
    assertThat(several.prospect()).extracting(p -> p.get("org_id").textValue()).containsExactly("A-1", "B-7");
    assertThat(xml.xml().getElementsByTagName("prospect").getLength()).isEqualTo(2);
    assertThat(xml.xml().getElementsByTagName("org_id").item(1).getTextContent()).isEqualTo("B-7");
  }

  @Test
  void answersWhatItCannotFindByTheIdentifierUsed() {
    assertThat(pardot.prospect(4, "read/email/eve@example.org").code()).isEqualTo(4);
    assertThat(pardot.prospect(4, "read/email/eve@example.org").status()).isEqualTo(400);
    assertThat(pardot.prospect(4, "read/id/99999999").code()).isEqualTo(3);
    assertThat(pardot.prospect(4, "read/id/99999999").status()).isEqualTo(400);
    assertThat(pardot.prospect(4, "read/fid/" + CONTACT).code()).isEqualTo(77);
    assertThat(pardot.prospect(4, "update/id/99999999").code()).isEqualTo(3);
    assertThat(pardot.prospect(4, "update/fid/" + CONTACT).code()).isEqualTo(77);
    assertThat(pardot.prospect(4, "read/id/abc").code()).isEqualTo(16);
    assertThat(pardot.prospect(4, "read").code()).isEqualTo(13);
    assertThat(pardot.prospect(4, "read/id/").code()).isEqualTo(36);
  }

  @Test
  void updatesByIdOrSalesforceIdButNotByAddress() {
    var created = pardot.prospect(4, "upsert/fid/" + CONTACT, "email", "ada@example.org");
    String id = created.prospect().get("id").asText();

    assertThat(pardot.prospect(4, "update/id/" + id, "city", "Rome").prospect().get("city").textValue()).isEqualTo("Rome");
    assertThat(pardot.prospect(4, "update/fid/" + CONTACT, "email", "new@example.org").prospect().get("email").textValue())
        .isEqualTo("new@example.org");
    assertThat(pardot.prospect(4, "update/email/new@example.org", "city", "Oslo").code()).isEqualTo(22);
    assertThat(pardot.prospect(4, "update", "email", "new@example.org", "city", "Oslo").code()).isEqualTo(13);
    assertThat(pardot.prospects().get(0).get("city").textValue()).isEqualTo("Rome");
  }

  @Test
  void upsertsBySalesforceIdOnceOnly() {
    var first = pardot.prospect(4, "upsert/fid/" + CONTACT, "email", "ada@example.org", "city", "Rome");
    var again = pardot.prospect(4, "upsert/fid/" + CONTACT.substring(0, 15), "email", "ada@example.org", "city", "Oslo");

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.prospect().get("crm_contact_fid").textValue()).isEqualTo(CONTACT);
    assertThat(first.prospect().get("salesforce_fid").textValue()).isEqualTo(CONTACT);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.prospect().get("city").textValue()).isEqualTo("Oslo");
    assertThat(pardot.prospects()).hasSize(1);
    assertThat(pardot.prospect(4, "upsert/fid/nonsense", "email", "ada@example.org").code()).isEqualTo(77);
    assertThat(pardot.prospect(4, "upsert/fid/00Q5e00000AbCdEAAV").code()).isEqualTo(77);
  }

  @Test
  void upsertsByIdOnlyWhatIsThere() {
    String id = pardot.prospect(4, "create", "email", "ada@example.org").prospect().get("id").asText();

    var updated = pardot.prospect(4, "upsert/id/" + id, "email", "new@example.org");

    assertThat(updated.status()).isEqualTo(200);
    assertThat(updated.prospect().get("email").textValue()).isEqualTo("new@example.org");
    assertThat(pardot.prospect(4, "upsert/id/99999999").code()).isEqualTo(14);
    assertThat(pardot.prospect(4, "upsert/id/99999999", "email", "a@example.org").code()).isEqualTo(3);
    assertThat(pardot.prospect(4, "upsert/id/", "email", "a@example.org").code()).isEqualTo(36);
    assertThat(pardot.prospects()).hasSize(1);
  }

  @Test
  void refusesAnIdAndASalesforceIdOfDifferentProspects() {
    String ada = pardot.prospect(4, "upsert/fid/" + CONTACT, "email", "ada@example.org").prospect().get("id").asText();
    String bob = pardot.prospect(4, "create", "email", "bob@example.org").prospect().get("id").asText();

    assertThat(pardot.prospect(4, "upsert", "id", ada, "fid", CONTACT, "city", "Rome").status()).isEqualTo(200);
    assertThat(pardot.prospect(4, "upsert", "id", bob, "fid", CONTACT).code()).isEqualTo(81);
  }

  @Test
  void letsTwoProspectsChangeToOneAddress() {
    pardot.prospect(4, "create", "email", "ada@example.org");
    String bob = pardot.prospect(4, "create", "email", "bob@example.org").prospect().get("id").asText();

    pardot.prospect(4, "update/id/" + bob, "email", "ada@example.org");

    assertThat(pardot.prospect(4, "read/email/ada@example.org").prospect()).hasSize(2);
    assertThat(pardot.prospect(4, "read/email/bob@example.org").code()).isEqualTo(4);
  }

  @Test
  void assignsAProspectToOneTarget() {
    String id = pardot.prospect(4, "create", "email", "ada@example.org").prospect().get("id").asText();

    assertThat(pardot.prospect(4, "assign/id/" + id, "user_id", "17").prospect().at("/assigned_to/user/id").intValue()).isEqualTo(17);
    assertThat(pardot.prospect(4, "assign/id/" + id).code()).isEqualTo(13);
    assertThat(pardot.prospect(4, "assign/id/" + id, "user_id", "1", "group_id", "2").code()).isEqualTo(47);
    assertThat(pardot.prospect(4, "assign/id/" + id, "user_id", "x").code()).isEqualTo(10);
    assertThat(pardot.prospect(4, "assign/id/" + id, "user_email", "x").code()).isEqualTo(11);
    assertThat(pardot.prospect(4, "assign/id/" + id, "group_id", "x").code()).isEqualTo(12);
    assertThat(pardot.prospect(4, "unassign/id/" + id).prospect().get("assigned_to").isNull()).isTrue();
  }
}
