package io.pardotroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Version 3: an address belongs to one prospect. */
class SandboxVersion3Test extends SandboxTest {

  @Test
  void createsAProspectAndAnswersAllOfIt() {
    var created = pardot.prospect(3, "create/email/ada@example.org", "first_name", "Ada");

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.stat()).isEqualTo("ok");
    assertThat(created.prospect().get("id").isIntegralNumber()).isTrue();
    assertThat(created.prospect().get("first_name").textValue()).isEqualTo("Ada");
    assertThat(created.prospect().get("last_name").isNull()).isTrue();
    assertThat(created.prospect().get("score").intValue()).isZero();
    assertThat(created.prospect().get("campaign").get("id").intValue()).isEqualTo(1);
    assertThat(created.prospect().get("created_at").textValue()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
    assertThat(created.prospect().has("org_id")).isFalse();
  }

  @Test
  void refusesASecondProspectWithTheAddressInAnyLetterCase() {
    pardot.prospect(3, "create", "email", "ada@example.org");

    var second = pardot.prospect(3, "create", "email", "ADA@example.org");

    assertThat(second.status()).isEqualTo(400);
    assertThat(second.code()).isEqualTo(9);
    assertThat(pardot.prospects()).hasSize(1);
  }

  @Test
  void upsertsByAddressWithoutASecondProspect() {
    var first = pardot.prospect(3, "upsert/email/ada@example.org", "first_name", "Ada", "city", "Rome");

    var second = pardot.prospect(3, "upsert/email/ADA@EXAMPLE.ORG", "first_name", "Augusta");

    assertThat(first.status()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.prospect().get("id")).isEqualTo(first.prospect().get("id"));
    assertThat(second.prospect().get("first_name").textValue()).isEqualTo("Augusta");
    assertThat(second.prospect().get("city").textValue()).isEqualTo("Rome");
  }

  @Test
  void upsertsByIdAndReplacesTheAddress() {
    int id = pardot.prospect(3, "create", "email", "old@example.org").prospect().get("id").intValue();

    var moved = pardot.prospect(3, "upsert/id/" + id, "email", "new@example.org");

    assertThat(moved.status()).isEqualTo(200);
    assertThat(moved.prospect().get("id").intValue()).isEqualTo(id);
    assertThat(pardot.prospect(3, "read/email/new@example.org").prospect().get("id").intValue()).isEqualTo(id);
    assertThat(pardot.prospect(3, "read/email/old@example.org").code()).isEqualTo(4);
  }

  @Test
  void refusesAnAddressThatAnotherProspectHas() {
    pardot.prospect(3, "create", "email", "ada@example.org");
    int id = pardot.prospect(3, "create", "email", "bob@example.org").prospect().get("id").intValue();

    assertThat(pardot.prospect(3, "update/id/" + id, "email", "Ada@example.org").code()).isEqualTo(54);
    assertThat(pardot.prospect(3, "update/id/" + id, "email", "Bob@example.org").status()).isEqualTo(200);
  }

  @Test
  void upsertsByAnUnknownIdFallBackToTheAddress() {
    int id = pardot.prospect(3, "create", "email", "ada@example.org").prospect().get("id").intValue();

    assertThat(pardot.prospect(3, "upsert/id/99999999").code()).isEqualTo(14);
    assertThat(pardot.prospect(3, "upsert/id/99999999", "email", "ada@example.org").prospect().get("id").intValue()).isEqualTo(id);
    assertThat(pardot.prospect(3, "upsert/id/99999999", "email", "eve@example.org").status()).isEqualTo(201);
  }

  @Test
  void updatesByAddressOrIdAndNeverCreates() {
    int id = pardot.prospect(3, "create", "email", "ada@example.org", "city", "Rome").prospect().get("id").intValue();

    assertThat(pardot.prospect(3, "update/email/ada@example.org", "city", "").prospect().get("city").isNull()).isTrue();
    assertThat(pardot.prospect(3, "update/id/" + id, "city", "Oslo").prospect().get("city").textValue()).isEqualTo("Oslo");
    assertThat(pardot.prospect(3, "update/email/eve@example.org", "city", "Oslo").code()).isEqualTo(4);
    assertThat(pardot.prospect(3, "update/id/99999999", "city", "Oslo").code()).isEqualTo(3);
    assertThat(pardot.prospects()).hasSize(1);
  }

  @Test
  void doesNotKnowSalesforceIds() {
    assertThat(pardot.prospect(3, "read/fid/0035e00000AbCdEAAV").code()).isEqualTo(22);
    assertThat(pardot.prospect(3, "upsert/fid/0035e00000AbCdEAAV", "email", "a@example.org").code()).isEqualTo(22);
  }

  @Test
  void isRefusedWhereAnAddressMayRepeatAndTheOtherWayRound() {
    pardot.prospect(3, "create", "email", "ada@example.org");
    var version4 = pardot.prospect(4, "read/email/ada@example.org");
    pardot.settings("{\"multipleProspectsPerEmail\": true}");
    var version3 = pardot.prospect(3, "upsert/email/ada@example.org", "city", "Rome");

    assertThat(version4.code()).isEqualTo(89);
    assertThat(version3.code()).isEqualTo(88);
    assertThat(pardot.post("/api/customField/version/3/do/query").code()).isEqualTo(88);
    assertThat(pardot.prospects().get(0).get("city").isNull()).isTrue();
  }
}
