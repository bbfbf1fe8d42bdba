package io.pardotroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

/** Deleting is moving to the recycle bin. */
class SandboxRecycleBinTest extends SandboxTest {
  private static final String CONTACT = "0035e00000AbCdEAAV";

  @Test
  void answersADeleteWithNothing() {
    String id = create(4);

    var deleted = pardot.prospect(4, "delete/id/" + id);
    var again = pardot.prospect(4, "delete/id/" + id);

    assertThat(deleted.status()).isEqualTo(204);
    assertThat(deleted.body()).isEmpty();
    assertThat(again.code()).isEqualTo(3);
    assertThat(pardot.prospects().get(0).get("is_archived").booleanValue()).isTrue();
  }

  @Test
  void wantsPostOrDeleteForADelete() {
    String id = create(4);

    var byGet = pardot.get("/api/prospect/version/4/do/delete/id/" + id + "?format=json");
    var byPut = pardot.send(pardot.request("/api/prospect/version/4/do/read/id/" + id + "?format=json")
        .PUT(BodyPublishers.noBody()));
    var byDelete = pardot.send(pardot.request("/api/prospect/version/4/do/delete/id/" + id).DELETE());

    assertThat(byGet.code()).isEqualTo(60);
    assertThat(byGet.status()).isEqualTo(405);
    assertThat(byPut.code()).isEqualTo(60);
    assertThat(byDelete.status()).isEqualTo(204);
  }

  @Test
  void findsArchivedProspectsByIdOnlyAndSaysSo() {
    String id = pardot.prospect(4, "upsert/fid/" + CONTACT, "email", "ada@example.org").prospect().get("id").asText();
    pardot.prospect(4, "delete/fid/" + CONTACT);

    assertThat(pardot.prospect(4, "read/email/ada@example.org").code()).isEqualTo(4);
    assertThat(pardot.prospect(4, "read/id/" + id).code()).isEqualTo(132);
    assertThat(pardot.prospect(4, "read/fid/" + CONTACT).code()).isEqualTo(132);
    assertThat(pardot.prospect(4, "update/id/" + id, "city", "Rome").code()).isEqualTo(219);
    assertThat(pardot.prospect(4, "query").json().at("/result/total_results").intValue()).isZero();
    assertThat(pardot.prospect(4, "query", "deleted", "true").json().at("/result/total_results").intValue()).isEqualTo(1);
  }

  @Test
  void bringsAProspectBackByIdInVersion4() {
    String id = create(4);
    pardot.prospect(4, "delete/id/" + id);

    var back = pardot.prospect(4, "upsert/id/" + id, "city", "Rome");

    assertThat(back.status()).isEqualTo(200);
    assertThat(pardot.prospect(4, "read/email/ada@example.org").prospect().get("city").textValue()).isEqualTo("Rome");
  }

  @Test
  void makesANewProspectByAddressInVersion4() {
    String id = create(4);
    pardot.prospect(4, "delete/id/" + id);

    var created = pardot.prospect(4, "upsert/email/ada@example.org");

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.prospect().get("id").asText()).isNotEqualTo(id);
  }

  @Test
  void bringsAProspectBackByAddressInVersion3() {
    String id = create(3);
    pardot.prospect(3, "delete/email/ada@example.org");
    assertThat(pardot.prospect(3, "read/email/ada@example.org").code()).isEqualTo(4);

    assertThat(pardot.prospect(3, "upsert/id/" + id, "city", "Rome").status()).isEqualTo(200);
    assertThat(pardot.prospect(3, "read/id/" + id).code()).isEqualTo(132);
    var back = pardot.prospect(3, "upsert/email/ada@example.org");

    assertThat(back.status()).isEqualTo(200);
    assertThat(back.prospect().get("id").asText()).isEqualTo(id);
    assertThat(back.prospect().get("city").textValue()).isEqualTo("Rome");
    assertThat(pardot.prospects()).hasSize(1);
  }

  private String create(int version) {
    return pardot.prospect(version, "create", "email", "ada@example.org").prospect().get("id").asText();
  }
}
