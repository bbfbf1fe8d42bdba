package io.pardotroutes.pardot.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.pardotroutes.pardot.CustomField;
import io.pardotroutes.pardot.PardotException;
import io.pardotroutes.pardot.PardotMisconfigured;
import io.pardotroutes.pardot.PardotRateLimited;
import io.pardotroutes.pardot.PardotRejected;
import io.pardotroutes.pardot.PardotReply;
import io.pardotroutes.pardot.PardotRequest;
import io.pardotroutes.pardot.PardotUnauthorized;
import io.pardotroutes.pardot.PardotUnavailable;
import io.pardotroutes.pardot.RetryAfter;
import io.pardotroutes.prospect.ApiVersion;
import io.pardotroutes.prospect.Operation;
import io.pardotroutes.prospect.ProspectRecord;
import io.pardotroutes.prospect.ProspectWrite;
import io.pardotroutes.prospect.ProspectWrite.By;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way an answer may look, and what it is taken for. Single quotes stand for double ones. */
class FormRepliesTest {
  private static final PardotRequest READ = new FormApi(ApiVersion.V4).readByEmail("ada@example.org");
  private static final PardotRequest UPDATE = request("update");
  private static final PardotRequest CREATE = request("create");
  private static final PardotRequest BATCH = request("batchUpsert");
  private static final String OK = "{'@attributes':{'stat':'ok','version':1}";
  private static final UnaryOperator<String> NO_HEADERS = name -> null;
  private static final String HTML = "<!DOCTYPE html><html><head><title>Maintenance</title></head><body>Be right back<br></body></html>";

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

  static Stream<String> oneProspect() {
    return Stream.of(
        OK + ",'prospect':{'id':4711,'email':'ada@example.org','last_name':null,'score':0,'is_starred':true,'org_id':'A-1','campaign':{'id':12,'name':'Web'},"
            + "'tags':['x','y'],'more':{'value':['p','q']},'lists':null}}",
        OK + ",'prospect':[{'id':'4711','email':'ada@example.org','score':0,'is_starred':true,'org_id':'A-1','tags':{'value':['x','y']},'more':['p','q']}]}",
        "<?xml version='1.0' encoding='UTF-8'?>\n<rsp stat='ok' version='1.0'>\n <prospect><id>4711</id><email>ada@example.org</email><last_name/><score>0</score>"
            + "<is_starred>true</is_starred><org_id>A-1</org_id><campaign><id>12</id><name>Web</name></campaign>"
            + "<tags><value>x</value><value>y</value></tags><more><value>p</value><value>q</value></more></prospect></rsp>",
        "\n <rsp stat='ok'><prospect><id> 4711 </id><email><![CDATA[ada@example.org]]></email><score>0</score><is_starred>true</is_starred><org_id>A-1</org_id>"
            + "<tags><value>x</value><value>y</value></tags><more><value>p</value><value>q</value></more></prospect></rsp>",
        "\ufeff" + OK + ",'prospect':{'id':4711,'email':'ada@example.org','score':'0','is_starred':'true','org_id':'A-1','tags':['x','y'],'more':['p','q']}}");
  }

  @ParameterizedTest
  @MethodSource("oneProspect")
  void aProspectIsReadWhateverTheAnswerIsWrittenIn(String body) {
    ProspectRecord prospect = new ProspectRecord(4711, "ada@example.org", Map.of("id", "4711", "email", "ada@example.org", "score", "0",
        "is_starred", "true", "org_id", "A-1", "tags", "x;y", "more", "p;q"));

    assertThat(read(READ, 200, body)).isEqualTo(new PardotReply(0, false, List.of(prospect), List.of(), Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {OK + ",'prospect':[{'id':4711,'org_id':'A-1'},{'id':4890,'org_id':'B-7'}]}",
      "<rsp stat='ok' version='1.0'><prospect><id>4711</id><org_id>A-1</org_id></prospect><prospect><id>4890</id><org_id>B-7</org_id></prospect></rsp>"})
  void severalProspectsAreReadInTheirOrder(String body) {
    assertThat(read(READ, 200, body).prospects()).extracting(ProspectRecord::id, p -> p.text("org_id"))
        .containsExactly(tuple(4711L, "A-1"), tuple(4890L, "B-7"));
  }

  @ParameterizedTest
  @ValueSource(strings = {OK + "}", OK + ",'prospect':[]}", OK + ",'prospect':null}", OK + ",'prospect':''}", "<rsp stat='ok' version='1.0'/>"})
  void noProspectAtAllIsAnAnswerToo(String body) {
    assertThat(read(READ, 200, body).prospects()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      OK + ",'result':{'total_results':2,'customField':[{'id':1,'field_id':'org_id','type':'Text','is_record_multiple_responses':false},"
          + "{'id':2,'field_id':'tags','type':'Multi-Select','is_record_multiple_responses':true}]}}",
      "<rsp stat='ok' version='1.0'><result><total_results>2</total_results><customField><id>1</id><field_id>org_id</field_id><type>Text</type>"
          + "<is_record_multiple_responses>false</is_record_multiple_responses></customField><customField><field_id>tags</field_id>"
          + "<type>Multi-Select</type><is_record_multiple_responses>true</is_record_multiple_responses></customField></result></rsp>"})
  void customFieldsAreReadWhateverTheAnswerIsWrittenIn(String body) {
    assertThat(read(READ, 200, body).customFields()).containsExactly(new CustomField("org_id", "Text", false), new CustomField("tags", "Multi-Select", true));
  }

  @Test
  void oneCustomFieldIsAnObjectInJson() {
    assertThat(read(READ, 200, OK + ",'result':{'total_results':1,'customField':{'field_id':'org_id','type':'Text'}}}").customFields())
        .containsExactly(new CustomField("org_id", "Text", false));
  }

  @Test
  void theStatusTellsCreatedFromUpdated() {
    assertThat(read(CREATE, 201, OK + ",'prospect':{'id':1}}").created()).isTrue();
    assertThat(read(UPDATE, 200, OK + ",'prospect':{'id':1}}").created()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"4, 400", "4, 200", "132, 200", "3, 400", "77, 400", "79, 400", "92, 400", "109, 404", "219, 200"})
  void aReadThatFindsNobodyIsNoError(int code, int status) {
    PardotReply reply = read(READ, status, fail(code, "Invalid prospect email address"));

    assertThat(reply.prospects()).isEmpty();
    assertThat(reply.code()).isEqualTo(code);
  }

  @Test
  void codeFourMeansMalformedWhereSomethingIsWrittenAndUnknownWhereVersionThreeUpdates() {
    assertThat(failure(PardotRejected.class, CREATE, 400, fail(4, "Invalid prospect email address")).reason()).isEqualTo("invalid-email");
    assertThat(failure(PardotRejected.class, UPDATE, 400, fail(4, "Invalid prospect email address")).reason()).isEqualTo("invalid-email");

    PardotRequest updateOfThree = new FormApi(ApiVersion.V3).write(Operation.UPDATE, new ProspectWrite(By.EMAIL, "a@b.de", "a@b.de", null, null, Map.of(), Map.of(), List.of()));
    assertThat(failure(PardotRejected.class, updateOfThree, 400, fail(4, "Invalid prospect email address")).reason()).isEqualTo("not-found");
  }

  @Test
  void codeNineIsALostRaceForAnUpsertAndARefusalForACreate() {
    assertThat(failure(PardotRejected.class, CREATE, 200, fail(9, "A prospect with the specified email address already exists")).reason()).isEqualTo("refused");

    PardotUnavailable lostRace = failure(PardotUnavailable.class, request("upsert"), 200, fail(9, "A prospect with the specified email address already exists"));
    assertThat(lostRace.outcomeUnknown()).isFalse();
    assertThat(lostRace.mayBeOneRecord()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'@attributes':{'stat':'fail','version':1,'err_code':66},'err':'x'}", "{'@attributes':{'stat':'fail','err_code':'66'},'err':'x'}",
      "{'@attributes':{'stat':'fail','version':1,'err_code':'x'},'err':66}", "{'@attributes':{'stat':'fail'},'err':{'@attributes':{'code':66},'value':'x'}}",
      "{'code':66,'message':'x'}", "<rsp stat='fail' version='1.0'><err code='66'>x</err></rsp>", "<?xml version='1.0'?><rsp stat='fail'><err code='66'/></rsp>"})
  void theCodeIsFoundWhereverItStandsAndWinsOverTheStatus(String body) {
    for (int status : new int[] {200, 202, 400, 401, 403, 404, 429, 500, 503}) {
      PardotRateLimited failure = failure(PardotRateLimited.class, UPDATE, status, body);

      assertThat(failure.code()).isEqualTo(66);
      assertThat(failure.status()).isEqualTo(status);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "{'@attributes':{'stat':'fail','err_code':10000},'err':[{'param':'phone','value':'secret'},{'@attributes':{'param':'org_id'}},{'param':'<b>'}]}",
      "<rsp stat='fail'><err code='10000' param='phone'>secret</err><err param='org_id'>secret</err><err param='&lt;b&gt;'>x</err></rsp>",
      "<rsp stat='fail'><err param='phone'>secret</err><err param='org_id'>secret</err></rsp>"})
  void refusedFieldsAreNamedAndTheirValuesAreNot(String body) {
    PardotRejected failure = failure(PardotRejected.class, UPDATE, 400, body);

    assertThat(failure.code()).isEqualTo(10000);
    assertThat(failure.reason()).isEqualTo("field-invalid");
    assertThat(failure).hasMessage("one or more fields were refused: phone, org_id (code 10000, HTTP 400)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "null", "true", "OK", "[]", "[{'id':1}]", "{}", "{'prospect':{'id':1}}", "{'@attributes':{'version':1}}",
      "{'@attributes':{'stat':'ok'", OK + ",'prospect':{'id':1", OK + ",'prospect':{'email':'a@b.de'}}", OK + ",'prospect':{'id':0}}", "<rsp stat='ok'>",
      "<rsp stat='ok'><prospect><id>1</id>", "<rsp stat='ok'><prospect><email>a@b.de</email></prospect></rsp>", "<rsp/>", "<rsp stat='maybe'/>", "<ok/>",
      "<rsp stat='ok'><prospect><id>99999999999999999999</id></prospect></rsp>", "{'@attributes':{'stat':'fail'}}", HTML, "<html>", "%%%", "\u0000\u0001"})
  void a2xxThatDoesNotSaySuccessIsAnUnknownOutcome(String body) {
    for (int status : new int[] {200, 201, 202, 204}) {
      assertThat(failure(PardotUnavailable.class, CREATE, status, body).outcomeUnknown()).isTrue();
      assertThat(failure(PardotUnavailable.class, BATCH, status, body).outcomeUnknown()).isTrue();
      assertThat(failure(PardotUnavailable.class, READ, status, body).outcomeUnknown()).isFalse();
    }
  }

  @Test
  void everyCutOfAnAnswerIsAnUnknownOutcome() {
    for (String body : oneProspect().toList()) {
      byte[] whole = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
      for (int length = 0; length < whole.length; length++) {
        InputStream cut = new ByteArrayInputStream(whole, 0, length);
        assertThatThrownBy(() -> FormReplies.read(CREATE, 201, NO_HEADERS, cut)).isInstanceOf(PardotUnavailable.class);
      }
    }
  }

  @Test
  void noNoiseIsTakenForSuccessOrBreaksTheReader() {
    Random random = new Random(20261124);
    for (String body : oneProspect().toList()) {
      byte[] whole = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
      for (int round = 0; round < 2_000; round++) {
        byte[] noisy = whole.clone();
        for (int i = 0; i <= random.nextInt(4); i++) {
          noisy[random.nextInt(noisy.length)] = (byte) random.nextInt(256);
        }
        try {
          FormReplies.read(READ, 200, Map.of("Content-Type", "text/xml")::get, new ByteArrayInputStream(noisy));
        } catch (PardotException expected) {
          assertThat(expected.status()).isEqualTo(200);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"408, true", "500, true", "502, true", "503, true", "504, true", "301, true", "302, true", "599, true"})
  void withoutEnvelopeServerErrorsAndRedirectsPass(int status, boolean unknown) {
    for (String body : List.of("", HTML, "Bad Gateway", "{'message':'x'}")) {
      PardotUnavailable failure = failure(PardotUnavailable.class, UPDATE, status, body);

      assertThat(failure.outcomeUnknown()).isEqualTo(unknown);
      assertThat(failure.mayBeOneRecord()).isFalse();
      assertThat(failure.code()).isZero();
    }
  }

  @Test
  void withoutEnvelopeTheStatusDecides() {
    for (String body : List.of("", HTML)) {
      assertThat(failure(PardotUnauthorized.class, UPDATE, 401, body).status()).isEqualTo(401);
      assertThat(failure(PardotMisconfigured.class, UPDATE, 403, body).mayBeOneRecord()).isFalse();
      assertThat(failure(PardotMisconfigured.class, UPDATE, 404, body).status()).isEqualTo(404);
      assertThat(failure(PardotMisconfigured.class, UPDATE, 405, body).status()).isEqualTo(405);
      assertThat(failure(PardotRejected.class, BATCH, 413, body).mayBeOneRecord()).isTrue();
      assertThat(failure(PardotRejected.class, BATCH, 414, body).mayBeOneRecord()).isTrue();
      assertThat(failure(PardotRateLimited.class, UPDATE, 429, body).retryAfter()).isEmpty();
    }
    assertThat(failure(PardotRejected.class, UPDATE, 400, "no").reason()).isEqualTo("refused");
    assertThat(failure(PardotRejected.class, UPDATE, 422, "no").reason()).isEqualTo("refused");
    assertThat(failure(PardotMisconfigured.class, UPDATE, 407, "no").mayBeOneRecord()).isFalse();
    assertThat(failure(PardotUnavailable.class, UPDATE, 400, HTML)).hasMessageContaining("web page");
  }

  @Test
  void anOkWithTheStatusOfAnErrorIsNotBelieved() {
    assertThat(failure(PardotUnavailable.class, UPDATE, 500, OK + "}").outcomeUnknown()).isTrue();
    assertThat(failure(PardotUnavailable.class, UPDATE, 400, OK + "}").mayBeOneRecord()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"'30', 30", "' 86400 ', 86400", "'0', 0"})
  void thePauseThatIsAskedForIsPassedOn(String header, long seconds) {
    PardotRateLimited failure = catchThrowableOfType(PardotRateLimited.class, () -> FormReplies.read(UPDATE, 429, Map.of("Retry-After", header)::get, stream("")));

    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(seconds));
  }

  @Test
  void thePauseMayBeADateAndNonsenseIsNone() {
    String inAnHour = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plusHours(1));
    assertThat(RetryAfter.parse(inAnHour)).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60));
    assertThat(RetryAfter.parse("Wed, 21 Oct 2015 07:28:00 GMT")).isEqualTo(Duration.ZERO);
    assertThat(Stream.of("-1", "soon", "", "1.5", "99999999999")).allMatch(header -> RetryAfter.parse(header) == null);
  }

  @Test
  @Timeout(5)
  void documentTypesAndEntitiesAreABadAnswer() {
    String lol = "<!ENTITY a0 'ha'>" + Stream.iterate(1, i -> i + 1).limit(30).map(i -> "<!ENTITY a" + i + " '" + ("&a" + (i - 1) + ";").repeat(10) + "'>")
        .reduce("", String::concat);
    for (String body : List.of(
        "<!DOCTYPE rsp SYSTEM 'file:///etc/passwd'><rsp stat='ok'/>",
        "<!DOCTYPE rsp [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rsp stat='ok'><prospect><id>1</id><org_id>&x;</org_id></prospect></rsp>",
        "<!DOCTYPE rsp [" + lol + "]><rsp stat='ok'><prospect><id>1</id><org_id>&a30;</org_id></prospect></rsp>",
        "<rsp stat='ok'><prospect><id>1</id><org_id>&x;</org_id></prospect></rsp>")) {
      assertThat(failure(PardotUnavailable.class, CREATE, 200, body).outcomeUnknown()).isTrue();
    }
  }

  @Test
  void whatItsReaderStumblesOverIsABadAnswerToo() {
    for (String body : List.of("<!DOCTYPE rsp [<!ENTITY e SY\0]><rsp stat='ok'/>", OK + ",'a':'\0'}")) {
      assertThat(failure(PardotUnavailable.class, CREATE, 200, body).outcomeUnknown()).isTrue();
    }
    for (Charset other : List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE, Charset.forName("UTF-32LE"))) {
      byte[] body = "{\"@attributes\":{\"stat\":\"ok\"}}".getBytes(other);
      assertThatThrownBy(() -> FormReplies.read(CREATE, 200, NO_HEADERS, new ByteArrayInputStream(body))).isInstanceOf(PardotUnavailable.class);
    }
  }

  @Test
  @Timeout(10)
  void depthIsHarmless() {
    for (String body : List.of("{'@attributes':{'stat':'ok'},'a':" + "[".repeat(500_000), "<rsp stat='ok'>" + "<value>".repeat(500_000),
        "<rsp stat='ok'><prospect><id>1</id><x>" + "<value>".repeat(500_000))) {
      assertThat(failure(PardotUnavailable.class, CREATE, 200, body).outcomeUnknown()).isTrue();
    }
  }

  @Test
  void moreThanFiveMegabytesAreNotRead() {
    byte[] blanks = new byte[FormReplies.LARGEST];
    Arrays.fill(blanks, (byte) ' ');
    InputStream large = new SequenceInputStream(new ByteArrayInputStream(blanks), stream(OK + "}"));

    assertThatThrownBy(() -> FormReplies.read(UPDATE, 200, NO_HEADERS, large)).isInstanceOf(PardotUnavailable.class).hasMessageContaining("larger");
  }

  @Test
  void aConnectionThatBreaksInTheAnswerLeavesTheOutcomeUnknown() {
    InputStream broken = new SequenceInputStream(stream(OK), new InputStream() {
      @Override
      public int read() throws IOException {
        throw new IOException("reset");
      }
    });

    assertThatThrownBy(() -> FormReplies.read(UPDATE, 200, NO_HEADERS, broken))
        .isInstanceOfSatisfying(PardotUnavailable.class, e -> assertThat(e.outcomeUnknown()).isTrue());
  }

  @Test
  void aConnectionThatNeverStoodWroteNothing() {
    assertThat(PardotUnavailable.of(new ConnectException("refused")).outcomeUnknown()).isFalse();
    assertThat(PardotUnavailable.of(new UnknownHostException("pi.pardot.com")).outcomeUnknown()).isFalse();
    assertThat(PardotUnavailable.of(new SocketTimeoutException("read")).outcomeUnknown()).isTrue();
    assertThat(PardotUnavailable.of(new IOException("reset")).outcomeUnknown()).isTrue();
  }

  @Test
  void noAnswerShowsInAMessage() {
    List<String> bodies = List.of(fail(85, "secret"), fail(56, "secret"), "secret", "<secret/>", "{'secret':1}", fail(4444, "secret"));
    for (String body : bodies) {
      assertThatThrownBy(() -> read(UPDATE, 400, body)).hasMessageNotContaining("secret");
    }
    PardotReply partial = read(BATCH, 200, "{'@attributes':{'stat':'fail'},'errors':{'0':'Invalid number entered for secret','1':'secret'}}");
    assertThat(partial.errors().values()).noneMatch(e -> e.getMessage().contains("secret"));
    assertThat(partial.toString()).doesNotContain("secret");
  }
}
