package io.pardotroutes.pardot.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pardotroutes.pardot.Forms;
import io.pardotroutes.pardot.PardotRequest;
import io.pardotroutes.prospect.ApiVersion;
import io.pardotroutes.prospect.Operation;
import io.pardotroutes.prospect.ProspectWrite;
import io.pardotroutes.prospect.ProspectWrite.By;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes out, read back with the JDK's decoder and Jackson. */
class FormApiTest {
  private final FormApi v3 = new FormApi(ApiVersion.V3);
  private final FormApi v4 = new FormApi(ApiVersion.V4);

  private static ProspectWrite write(By by, String key, String email, String... fields) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      map.put(fields[i], fields[i + 1]);
    }
    return new ProspectWrite(by, key, email, null, "12", map, Map.of(), List.of());
  }

  private static void assertProspects(PardotRequest request, String expected) throws Exception {
    Map<String, String> parameters = Forms.parameters(request);
    assertThat(parameters).containsOnlyKeys("format", "prospects").containsEntry("format", "json");
    ObjectMapper json = new ObjectMapper();
    assertThat(json.writeValueAsString(json.readTree(parameters.get("prospects")))).isEqualTo(expected.replace('\'', '"'));
  }

  @Test
  void aBatchOfVersionFourIsAListOfProspectsWithTheirIdentifiers() throws Exception {
    PardotRequest request = v4.batch(Operation.UPSERT, List.of(write(By.ID, "4711", "ada@example.org", "first_name", "Ada"),
        write(By.FID, "0035e00000AbCdEAAV", null, "city", "Rome"), write(By.NEW, "X", "new@example.org", "org_id", "X")));

    assertThat(request.operation()).isEqualTo("batchUpsert");
    assertThat(request.path()).isEqualTo("/api/prospect/version/4/do/batchUpsert");
    assertProspects(request, "{'prospects':[{'id':'4711','email':'ada@example.org','first_name':'Ada'},{'fid':'0035e00000AbCdEAAV','city':'Rome'},"
        + "{'email':'new@example.org','org_id':'X','campaign_id':'12'}]}");
  }

  @Test
  void aBatchOfVersionThreeIsKeyedByEmail() throws Exception {
    PardotRequest request = v3.batch(Operation.UPSERT, List.of(write(By.EMAIL, "ada@example.org", "ada@example.org", "first_name", "Ada", "phone", ""),
        write(By.EMAIL, "b+c@example.org", "b+c@example.org")));

    assertThat(request.path()).isEqualTo("/api/prospect/version/3/do/batchUpsert");
    assertProspects(request, "{'prospects':{'ada@example.org':{'first_name':'Ada','phone':''},'b+c@example.org':{}}}");
  }

  @Test
  void onlyWhatSurelyCreatesSendsTheCampaign() throws Exception {
    ProspectWrite known = write(By.EMAIL, "a@b.de", "a@b.de");

    assertProspects(v3.batch(Operation.CREATE, List.of(known)), "{'prospects':{'a@b.de':{'campaign_id':'12'}}}");
    assertProspects(v3.batch(Operation.UPDATE, List.of(known)), "{'prospects':{'a@b.de':{}}}");
    assertProspects(v3.batch(Operation.UPSERT, List.of(known)), "{'prospects':{'a@b.de':{}}}");
    assertProspects(v4.batch(Operation.UPDATE, List.of(write(By.ID, "5", null))), "{'prospects':[{'id':'5'}]}");
    assertThat(Forms.parameters(v4.write(Operation.CREATE, write(By.NEW, "X", "a@b.de")))).containsEntry("campaign_id", "12");
    assertThat(Forms.parameters(v4.write(Operation.UPDATE, write(By.ID, "5", "a@b.de")))).doesNotContainKey("campaign_id");
  }

  @Test
  void oneProspectIsAFormOfItsFieldsWithTheIdentifierInTheBody() {
    PardotRequest update = v4.write(Operation.UPDATE, write(By.ID, "4711", "a+b@x.com", "first_name", "A & B", "phone", ""));

    assertThat(update.operation()).isEqualTo("update");
    assertThat(update.path()).isEqualTo("/api/prospect/version/4/do/update");
    assertThat(update.body()).isEqualTo("format=json&id=4711&email=a%2Bb%40x.com&first_name=A+%26+B&phone=");
    assertThat(v4.write(Operation.UPSERT, write(By.FID, "00339000033ZUR6", null)).body()).isEqualTo("format=json&fid=00339000033ZUR6");
    assertThat(v3.write(Operation.UPSERT, write(By.EMAIL, "a@b.de", "a@b.de", "city", "Rome")).body()).isEqualTo("format=json&email=a%40b.de&city=Rome");
    assertThat(v4.write(Operation.CREATE, write(By.NEW, "X", "a@b.de", "org_id", "X")).path()).isEqualTo("/api/prospect/version/4/do/create");
  }

  @Test
  void readsNameThePersonInTheBodyOnly() {
    assertThat(v4.readByEmail("a/b+c@x.com")).isEqualTo(new PardotRequest("read", "POST", "/api/prospect/version/4/do/read",
        "application/x-www-form-urlencoded; charset=utf-8", "format=json&limit_related_records=true&email=a%2Fb%2Bc%40x.com", true));
  }

  @ParameterizedTest
  @CsvSource({"V3, UPSERT, ID", "V3, UPDATE, FID", "V3, CREATE, NEW", "V4, UPSERT, EMAIL", "V4, UPDATE, NEW", "V4, CREATE, ID", "V4, CREATE, FID"})
  void aWriteThatTheCallCanNotCarryIsRefused(ApiVersion version, Operation operation, By by) {
    FormApi requests = new FormApi(version);
    ProspectWrite write = write(by, "5", "a@b.de");

    assertThatThrownBy(() -> requests.write(operation, write)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> requests.batch(operation, List.of(write))).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nobodyIsCreatedWithoutAnEmail() {
    assertThatThrownBy(() -> v4.write(Operation.CREATE, write(By.NEW, "X", null))).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aBatchHasOneToFiftyProspectsAndNoneOfThemTwice() {
    List<ProspectWrite> fifty = new ArrayList<>();
    for (int i = 1; i <= 50; i++) {
      fifty.add(write(By.ID, Integer.toString(i), null));
    }
    assertThat(v4.batch(Operation.UPDATE, fifty).body()).isNotEmpty();

    fifty.add(write(By.ID, "51", null));
    assertThatThrownBy(() -> v4.batch(Operation.UPDATE, fifty)).hasMessageContaining("50");
    assertThatThrownBy(() -> v4.batch(Operation.UPDATE, List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> v4.batch(Operation.UPDATE, Collections.nCopies(2, write(By.ID, "5", null)))).hasMessageContaining("same prospect");
    assertThatThrownBy(() -> v4.batch(Operation.UPDATE, List.of(write(By.FID, "00339000033ZUR6", null), write(By.FID, "00339000033ZUR6AAL", null))))
        .hasMessageContaining("same prospect");
    assertThat(v4.batch(Operation.CREATE, Collections.nCopies(2, write(By.NEW, "a@b.de", "a@b.de"))).body()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "a b+c", "=&?#%", "ünïcödé €", "\ud83d\ude00", "*-._~!'()", "\r\n\t\u007f", "a&api_key=x&b=", "\u0800\uffff"})
  void textIsEncodedAsTheJdkDoes(String text) {
    assertThat(v4.write(Operation.UPDATE, write(By.ID, "5", null, "city", text)).body())
        .endsWith("&city=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
  }

  @Test
  void halfASurrogatePairBecomesTheReplacementCharacter() {
    for (String text : List.of("a\ud83d", "a\ud83db", "a\ude00b", "\ud83d\ud83d\ude00")) {
      PardotRequest request = v4.write(Operation.UPDATE, write(By.ID, "5", null, "city", text, "zip", "1"));

      byte[] utf8 = text.replaceAll("\\p{Cs}", "\ufffd").getBytes(StandardCharsets.UTF_8);
      assertThat(Forms.parameters(request)).containsEntry("city", new String(utf8, StandardCharsets.UTF_8)).containsEntry("zip", "1");
    }
  }

  @Test
  void anyTextComesBackFromABatchAsItWas() throws Exception {
    Random random = new Random(20261124);
    for (int round = 0; round < 200; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(9_000);
      while (text.length() < length) {
        int kind = random.nextInt(4);
        text.appendCodePoint(kind == 0 ? random.nextInt(0x80) : kind == 1 ? random.nextInt(0xd800) : kind == 2 ? 0x1f600 + random.nextInt(50) : 'a' + random.nextInt(26));
      }
      PardotRequest request = v4.batch(Operation.UPDATE, List.of(write(By.ID, "5", null, "notes", text.toString())));

      assertThat(new ObjectMapper().readTree(Forms.parameters(request).get("prospects")).at("/prospects/0/notes").textValue()).isEqualTo(text.toString());
      assertThat(request.body()).matches("[\\x21-\\x7e]+");
    }
  }

  @Test
  void theTextOfARequestLeavesTheBodyOut() {
    assertThat(v4.readByEmail("secret@example.org").toString()).isEqualTo("PardotRequest[/api/prospect/version/4/do/read]");
  }
}
