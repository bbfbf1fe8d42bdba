package io.pardotroutes.pardot;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.pardotroutes.pardot.form.FormApi;
import io.pardotroutes.prospect.ApiVersion;
import io.pardotroutes.prospect.Operation;
import io.pardotroutes.prospect.ProspectWrite;
import io.pardotroutes.prospect.ProspectWrite.By;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes come back from Pardot, they are an answer or a trouble that the delivery policies know, told in one line. Run by
 * {@code JAZZER_FUZZ=1 mvn surefire:test -Dtest=AnswersFuzz}; without the variable it tries its seeds and what is kept in
 * {@code src/test/resources} as a finding.
 */
class AnswersFuzz {

  private static final ProspectWrite BY_EMAIL = write(By.EMAIL, "new@example.org");
  private static final ProspectWrite BY_ID = write(By.ID, "4711");
  private static final ProspectWrite NEW = write(By.NEW, "X");
  private static final FormApi V3 = new FormApi(ApiVersion.V3);
  private static final FormApi V4 = new FormApi(ApiVersion.V4);

  private record Call(PardotRequest request, List<ProspectWrite> writes) {}

  private static final List<Call> CALLS = List.of(
      new Call(V3.batch(Operation.UPSERT, List.of(BY_EMAIL)), List.of(BY_EMAIL)),
      new Call(V4.batch(Operation.CREATE, List.of(NEW)), List.of(NEW)),
      new Call(V4.batch(Operation.UPDATE, List.of(BY_ID, write(By.ID, "4712"))), List.of(BY_ID, write(By.ID, "4712"))),
      new Call(V4.write(Operation.UPDATE, BY_ID), List.of(BY_ID)),
      new Call(V4.readByEmail("new@example.org"), List.of()));
  private static final int[] STATUSES = {200, 201, 302, 400, 401, 403, 404, 429, 500, 503};
  private static final String[] TYPES = {"application/json", "text/html", null};
  private static final String[] PAUSES = {null, "5", "-1", "99999999999999999999", "Wed, 21 Oct 2026 07:28:00 GMT"};
  private static final int CHOICES = 4;
  private static final int LONGEST_REASON = 1_000;

  private static ProspectWrite write(By by, String key) {
    return new ProspectWrite(by, key, "new@example.org", null, null, Map.of("city", "Rome"), Map.of(), List.of());
  }

  static Stream<byte[]> seeds() {
    return Stream.of(
            "{'@attributes':{'stat':'ok','version':1}}",
            "{'@attributes':{'stat':'ok'},'prospect':{'id':4711,'email':'a@b.example','last_activity_at':'2026-01-01 00:00:00','org_id':{'value':['a','b']}}}",
            "{'@attributes':{'stat':'ok'},'errors':{'0':'Invalid prospect email address','1':'Invalid ID'}}",
            "{'@attributes':{'stat':'ok'},'errors':{'new@example.org':'Invalid prospect email address'}}",
            "{'@attributes':{'stat':'ok'},'errors':[null,'Invalid ID']}",
            "{'@attributes':{'stat':'fail','version':1,'err_code':184},'err':'access_token is invalid'}",
            "{'@attributes':{'stat':'fail','err_code':66},'err':[{'@attributes':{'code':10,'param':'city'}}]}",
            "{'code':109,'message':'x'}",
            "<?xml version='1.0' encoding='UTF-8'?>\n<rsp stat='ok' version='1.0'><prospect><id>4711</id><tags><value>x</value><value>y</value></tags><fid/></prospect></rsp>",
            "<rsp stat='fail' version='1.0'><err code='184' param='city'>x &amp; y</err></rsp>",
            "<rsp stat='ok'><errors><prospect identifier='1'><![CDATA[Invalid ID]]></prospect></errors></rsp>",
            "<!DOCTYPE html><html><body>Maintenance</body></html>",
            "<!DOCTYPE rsp [<!ENTITY e SYSTEM 'file:///nowhere'><!ENTITY a '&b;'>]><rsp stat='ok'>&e;</rsp>")
        .flatMap(text -> IntStream.range(0, CALLS.size()).mapToObj(call -> (char) call + "\0\0\0" + text.replace('\'', '"')))
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  /** @param input its first bytes choose the call, its status and its headers; the others are the body */
  @MethodSource("seeds")
  @FuzzTest(maxDuration = "60s")
  void anyBytesAreAnAnswerOrTrouble(byte[] input) {
    if (input == null || input.length < CHOICES) {
      return;
    }
    Call call = CALLS.get(Math.floorMod(input[0], CALLS.size()));
    int status = STATUSES[Math.floorMod(input[1], STATUSES.length)];
    ByteArrayInputStream body = new ByteArrayInputStream(input, CHOICES, input.length - CHOICES);
    try {
      Map<String, String> headers = new HashMap<>();
      headers.put("Content-Type", TYPES[Math.floorMod(input[2], TYPES.length)]);
      headers.put("Retry-After", PAUSES[Math.floorMod(input[3], PAUSES.length)]);
      PardotReply reply = V4.reply(call.request, status, headers::get, body);
      assertThat(reply.prospects()).allMatch(prospect -> prospect.id() > 0);
      Map<Integer, PardotException> failed = reply.failed(call.writes);
      assertThat(failed.keySet()).allMatch(index -> index >= 0 && index < call.writes.size());
      failed.values().forEach(AnswersFuzz::assertReason);
    } catch (PardotException trouble) {
      assertReason(trouble);
    }
  }

  private static void assertReason(PardotException trouble) {
    assertThat(trouble.getMessage()).isNotBlank().hasSizeLessThan(LONGEST_REASON).doesNotContainPattern("\\p{Cntrl}");
  }
}
