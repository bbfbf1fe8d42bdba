package io.pardotroutes.pardot.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import io.pardotroutes.pardot.PardotException;
import io.pardotroutes.pardot.PardotMisconfigured;
import io.pardotroutes.pardot.PardotQuotaExhausted;
import io.pardotroutes.pardot.PardotRejected;
import io.pardotroutes.pardot.PardotReply;
import io.pardotroutes.pardot.PardotRequest;
import io.pardotroutes.pardot.PardotUnavailable;
import io.pardotroutes.prospect.ProspectWrite;
import io.pardotroutes.prospect.ProspectWrite.By;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers to batches: all, some or none of the records written. Single quotes stand for double ones. */
class BatchReplyTest {
  private static final PardotRequest BATCH = request("batchUpsert");
  private static final String OK = "{'@attributes':{'stat':'ok','version':1}";

  private static PardotRequest request(String operation) {
    return new PardotRequest(operation, "POST", "/api/prospect/version/4/do/" + operation, "text/plain", "", false);
  }

  private static PardotReply read(PardotRequest request, int status, String body) {
    return FormReplies.read(request, status, Map.of("Content-Type", "application/json")::get, stream(body));
  }

  private static InputStream stream(String body) {
    return new ByteArrayInputStream(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static <T extends PardotException> T failure(Class<T> type, PardotRequest request, int status, String body) {
    T failure = catchThrowableOfType(type, () -> read(request, status, body));
    assertThat(failure).as(body).isNotNull();
    return failure;
  }

  private static String fail(int code, String text) {
    return "{'@attributes':{'stat':'fail','version':1,'err_code':" + code + "},'err':'" + text + "'}";
  }

  @ParameterizedTest
  @ValueSource(strings = {OK + ",'errors':[]}", OK + ",'errors':{}}", OK + "}", OK + ",'errors':null}", OK + ",'errors':''}", "<rsp stat='ok'><errors/></rsp>"})
  void aBatchWithoutErrorsWentThrough(String body) {
    assertThat(read(BATCH, 200, body).errors()).isEmpty();
  }

  private static ProspectWrite write(By by, String key) {
    return new ProspectWrite(by, key, "a@b.de", null, null, Map.of(), Map.of(), List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'@attributes':{'stat':'fail','version':1},'errors':{'1':'Invalid prospect email address','3':'Invalid prospect fid'}}",
      OK + ",'errors':{'1':'Invalid prospect email address','3':'Invalid prospect fid'}}",
      "{'@attributes':{'stat':'fail'},'errors':[null,'Invalid prospect email address',null,'Invalid prospect fid']}",
      "<rsp stat='fail' version='1.0'><errors><prospect identifier='1'>Invalid prospect email address</prospect>"
          + "<prospect identifier='3'>Invalid prospect fid</prospect></errors></rsp>"})
  void partOfABatchOfVersionFourMayFailByItsPlace(String body) {
    List<ProspectWrite> writes = List.of(write(By.ID, "3"), write(By.NEW, "X"), write(By.ID, "1"), write(By.FID, "00339000033ZUR6"));

    Map<Integer, PardotException> failed = read(BATCH, 200, body).failed(writes);

    assertThat(failed).containsOnlyKeys(1, 3);
    assertThat(failed.get(1)).isInstanceOfSatisfying(PardotRejected.class, e -> assertThat(e.reason()).isEqualTo("invalid-email"));
    assertThat(failed.get(3)).isInstanceOfSatisfying(PardotRejected.class, e -> assertThat(e.reason()).isEqualTo("not-found"));
  }

  @Test
  void theFirstRecordsOfABatchMayFailAsAListOfTexts() {
    String body = "{'@attributes':{'stat':'fail'},'errors':['Invalid prospect ID','Unable to save the prospect']}";

    assertThat(read(BATCH, 200, body).failed(List.of(write(By.ID, "1"), write(By.ID, "2"), write(By.ID, "3")))).containsOnlyKeys(0, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'@attributes':{'stat':'fail'},'errors':{'B@example.org':'Invalid prospect email address'}}",
      "<rsp stat='fail'><errors><prospect identifier='b@example.org'>Invalid prospect email address</prospect></errors></rsp>"})
  void partOfABatchOfVersionThreeMayFailByItsEmail(String body) {
    assertThat(read(BATCH, 200, body).failed(List.of(write(By.EMAIL, "a@example.org"), write(By.EMAIL, "b@example.org")))).containsOnlyKeys(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'@attributes':{'stat':'fail'},'errors':{'7':'x'}}", "{'@attributes':{'stat':'fail'},'errors':{'prospect':'x'}}",
      "{'@attributes':{'stat':'fail'},'errors':'something'}", "<rsp stat='fail'><errors><prospect>x</prospect></errors></rsp>"})
  void anErrorOfNoRecordLeavesAllOfThemUnknown(String body) {
    PardotReply reply = read(BATCH, 200, body);

    assertThatThrownBy(() -> reply.failed(List.of(write(By.ID, "7"))))
        .isInstanceOfSatisfying(PardotUnavailable.class, e -> assertThat(e.outcomeUnknown()).isTrue());
  }

  @Test
  void aBatchThatFailsWithACodeFailedAsAWhole() {
    PardotMisconfigured damaged = failure(PardotMisconfigured.class, BATCH, 400, fail(71, "Input needs to be valid JSON or XML"));
    assertThat(damaged.mayBeOneRecord()).isTrue();
    assertThat(failure(PardotMisconfigured.class, BATCH, 200, fail(88, "Your account must use version 4 of the API.")).mayBeOneRecord()).isFalse();
    assertThat(failure(PardotRejected.class, BATCH, 200, fail(3, "Invalid prospect ID")).mayBeOneRecord()).isTrue();
    assertThat(failure(PardotQuotaExhausted.class, BATCH, 200, "{'@attributes':{'stat':'fail','err_code':122},'err':'x','errors':[]}").code()).isEqualTo(122);
  }

  @Test
  void codesOfTheResultOfOneRecordAreKept() {
    PardotReply reply = read(BATCH, 200, "{'@attributes':{'stat':'fail'},'errors':{'0':'Conflicting Update'}}");

    assertThat(reply.errors()).hasEntrySatisfying("0", e -> assertThat(e.code()).isEqualTo(62));
    assertThat(Map.of("0", reply.errors().get("0").status())).containsExactly(entry("0", 0));
  }
}
