package io.pardotroutes.event;

import static io.pardotroutes.event.Events.READER;
import static io.pardotroutes.event.Events.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a JSON reader with its defaults would let through, and what breaks it. */
class StrictReadingTest {

  private static final String GOOD = "{\"type\":\"identify\",\"userId\":\"good\"}";

  @ParameterizedTest
  @CsvSource({
      "C0AF, an overlong slash",
      "C080, an overlong NUL",
      "EDA080, half a surrogate pair",
      "F4908080, a code point beyond Unicode",
      "FF, no UTF-8 at all",
      "C3, half a character"})
  void bytesThatAreNoUtf8AreRefused(String hex, String what) {
    byte[] body = body(HexFormat.of().parseHex(hex));

    assertThatThrownBy(() -> READER.readCall(body, "identify")).as(what).isInstanceOf(InvalidRequest.class).hasMessageContaining("not UTF-8: byte 32");
  }

  @Test
  void utf16AndUtf32AreRefused() {
    for (String charset : new String[] {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32"}) {
      byte[] body = GOOD.getBytes(Charset.forName(charset));
      assertThatThrownBy(() -> READER.readAny(body, null)).as(charset).isInstanceOf(InvalidRequest.class);
    }
  }

  @Test
  void aByteOrderMarkOfUtf8IsTolerated() {
    assertThat(READER.readAny(utf8("\uFEFF" + GOOD), null).events()).hasSize(1);
    assertThat(READER.readBatch(utf8("\uFEFF{\"batch\":[" + GOOD + ",{\"x\":\"ü\"}]}")).invalid().get(0).text()).isEqualTo("{\"x\":\"ü\"}");
    assertThatThrownBy(() -> READER.readAny(utf8("\uFEFF\uFEFF" + GOOD), null)).isInstanceOf(InvalidRequest.class);
  }

  static Stream<Arguments> brokenValues() {
    return Stream.of(
        arguments("{\"traits\":{\"a\":1,\"b\":2,\"a\":3}}", "traits.a", "twice"),
        arguments("{\"traits\":{\"a\":1,\"\\u0061\":3}}", "traits.a", "twice"),
        arguments("{\"userId\":\"x\"}", "userId", "twice"),
        arguments("{\"writeKey\":\"x\",\"writeKey\":\"y\"}", "writeKey", "twice"),
        arguments("{\"traits\":{\"a\":\"\\ud800\"}}", "traits.a", "half a surrogate pair"),
        arguments("{\"traits\":{\"a\":[\"x\",\"\\uDC00\\ud800\"]}}", "traits.a[1]", "half a surrogate pair"),
        arguments("{\"traits\":{\"a\":1e400}}", "traits.a", "exponent"),
        arguments("{\"traits\":{\"a\":-1e-400}}", "traits.a", "exponent"),
        arguments("{\"traits\":{\"a\":0e-999999999}}", "traits.a", "exponent"),
        arguments("{\"traits\":{\"a\":1E9999999}}", "traits.a", "exponent"),
        arguments("{\"traits\":{\"a\":1e99999999999999999999}}", "traits.a", "exponent"),
        arguments("{\"traits\":{\"a\":" + "9".repeat(101) + "}}", "traits.a", "number of more than 100"),
        arguments("{\"traits\":{\"a\":0." + "9".repeat(99) + "}}", "traits.a", "number of more than 100"),
        arguments("{\"traits\":{\"" + "n".repeat(257) + "\":1}}", "traits." + "n".repeat(60) + "...", "name of more than 256"),
        arguments("{\"deep\":" + "[".repeat(64) + "]".repeat(64) + "}", "deep" + "[0]".repeat(63), "64 levels"),
        arguments("{\"deep\":" + "{\"a\":".repeat(20_000 / 5) + "1" + "}".repeat(4_000) + "}", "deep" + ".a".repeat(63), "64 levels"),
        arguments("{\"many\":{" + names(1_000) + "}}", "many.n997", "1,000"));
  }

  @ParameterizedTest
  @MethodSource("brokenValues")
  void aValueOverALimitRefusesItsEventAndNoOther(String members, String path, String message) {
    String event = "{\"type\":\"identify\",\"userId\":\"u\"," + members.substring(1);

    Reading reading = READER.readBatch(utf8("{\"batch\":[" + GOOD + "," + event + "," + GOOD + "],\"sentAt\":\"2026-11-24T12:00:00Z\"}"));

    assertThat(reading.events()).hasSize(2).allMatch(good -> good.userId().equals("good"));
    InvalidEvent invalid = reading.invalid().get(0);
    assertThat(invalid.index()).isEqualTo(1);
    assertThat(invalid.path()).isEqualTo("batch[1]." + path);
    assertThat(invalid.message()).contains(message);
    assertThatThrownBy(() -> READER.readCall(utf8(event), "identify")).isInstanceOfSatisfying(InvalidRequest.class,
        refusal -> assertThat(refusal.errors()).extracting(InvalidEvent::path).containsExactly(path));
  }

  @Test
  void whatIsJustWithinTheLimitsIsRead() {
    String event = "{\"type\":\"identify\",\"userId\":\"u\",\"deep\":" + "[".repeat(63) + "]".repeat(63) + ",\"" + "n".repeat(256) + "\":1,"
        + "\"long\":" + "9".repeat(100) + ",\"great\":1e308,\"small\":1.5E-308,\"smiley\":\"\\ud83d\\ude00\",\"many\":{" + names(991) + "}}";

    assertThat(READER.readCall(utf8(event), "identify").events()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "{\"userId\":\"u\"} x", "{\"userId\":\"u\"}{\"userId\":\"u\"}", "{\"userId\":\"u\"}]", "{\"userId\":\"u\"},", "{\"userId\":\"a\nb\"}", "{\"userId\":\"a\u0000b\"}",
      "{'userId':'u'}", "{userId:\"u\"}", "{\"userId\":\"u\",}", "{\"userId\":\"u\" /* x */}", "{\"userId\":NaN}", "{\"userId\":01}", "{\"userId\":+1}", "{\"userId\":.5}",
      "{\"userId\":\"\\x\"}", "{\"userId\":\"\\u12\"}", "{\"userId\":\"u\"", "{\"userId\":\"u", "{\"userId\"", "{\"a\\ud800\":1}", "{\"a\\udc00\":1}", "nul", "", " \n", "\u0000", "{\"userId\":\"u\"}\u0000"})
  void whatIsNoJsonIsRefusedAsAWhole(String body) {
    assertThatThrownBy(() -> READER.readCall(utf8(body), "identify")).isInstanceOfSatisfying(InvalidRequest.class, refusal -> {
      assertThat(refusal.errors()).hasSize(1);
      assertThat(refusal.errors().get(0).path()).isEmpty();
    });
    assertThatThrownBy(() -> READER.readBatch(utf8("{\"batch\":[" + GOOD + "," + body + "]}"))).isInstanceOf(InvalidRequest.class);
  }

  @Test
  void escapedControlCharactersAndPlaceholdersAreTextLikeAnyOther() {
    String traits = "{\"a\":\"\\u0000\\r\\n\\u001b[31m\",\"b\":\"${sys.user.home} ${jndi:ldap://127.0.0.1/a} {{env:HOME}}\",\"c\":\"\u2028\uD83D\uDE00\uFFFE\"}";

    Event event = Event.parse(READER.readCall(utf8("{\"userId\":\"u\",\"traits\":" + traits + "}"), "identify").events().get(0).toJson());

    assertThat(event.traits().exact("a").orElseThrow().textValue()).isEqualTo("\u0000\r\n\u001b[31m");
    assertThat(event.traits().exact("b").orElseThrow().textValue()).isEqualTo("${sys.user.home} ${jndi:ldap://127.0.0.1/a} {{env:HOME}}");
    assertThat(event.traits().exact("c").orElseThrow().textValue()).isEqualTo("\u2028\uD83D\uDE00\uFFFE");
  }

  @Test
  void aTextOfAMegabyteInAWebhookRefusesItsEventOnly() {
    Reading reading = READER.readWebhook(utf8("[" + GOOD + ",{\"type\":\"identify\",\"userId\":\"" + "x".repeat(1_000_000) + "\"}]"));

    assertThat(reading.events()).hasSize(1);
    assertThat(reading.invalid()).extracting(InvalidEvent::describe).containsExactly("[1] is over 32,768 bytes");
  }

  @Test
  void levelsWithoutEndAreRefusedWithoutHarm() {
    assertThatThrownBy(() -> READER.readWebhook(utf8("[".repeat(4_000_000)))).isInstanceOf(InvalidRequest.class);
    assertThatThrownBy(() -> READER.readBatch(utf8("{\"batch\":" + "{\"a\":".repeat(100_000)))).isInstanceOf(InvalidRequest.class);
    assertThatThrownBy(() -> READER.readCall(utf8("[".repeat(16_000) + "]".repeat(16_000)), "identify")).isInstanceOf(InvalidRequest.class);
  }

  @ParameterizedTest
  @CsvSource({"Aa, BB, in Java's maps", "Ab, BA, in the parser's table of names"})
  void namesWithOneHashCodeDoNotStopTheBatch(String zero, String one, String where) {
    String colliding = IntStream.range(0, 512)
        .mapToObj(i -> IntStream.range(0, 9).mapToObj(bit -> (i >> bit & 1) == 0 ? zero : one).collect(Collectors.joining()))
        .map(name -> "\"" + name + "\":1").collect(Collectors.joining(","));

    Reading reading = READER.readBatch(utf8("{\"batch\":[" + GOOD + ",{\"type\":\"identify\",\"userId\":\"u\",\"traits\":{" + colliding + "}}]}"));

    assertThat(reading.invalid()).as(where).isEmpty();
    assertThat(reading.events().get(1).traits().all()).hasSize(512);
  }

  @Test
  void aPathShowsNoControlCharacterAndHasAnEnd() {
    String name = "a\\r\\n2026 INFO forged\\u202e";
    String nested = ("{\"" + "long".repeat(60) + "\":").repeat(20) + "{\"" + name + "\":1,\"" + name + "\":2}" + "}".repeat(20);

    assertThatThrownBy(() -> READER.readCall(utf8("{\"userId\":\"u\",\"" + name + "\":1,\"" + name + "\":2}"), "identify"))
        .hasMessage("a??2026 INFO forged? is there twice in one object");
    assertThatThrownBy(() -> READER.readCall(utf8("{\"userId\":\"u\",\"traits\":" + nested + "}"), "identify"))
        .isInstanceOfSatisfying(InvalidRequest.class, refusal -> assertThat(refusal.errors().get(0).path()).hasSizeLessThan(300).endsWith("..."));
  }

  private static byte[] body(byte[] text) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes("{\"userId\":\"u\",\"traits\":{\"x\":\"..".getBytes(StandardCharsets.US_ASCII));
    body.writeBytes(text);
    body.writeBytes("\"}}".getBytes(StandardCharsets.US_ASCII));
    return body.toByteArray();
  }

  private static String names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "\"n" + i + "\":1").collect(Collectors.joining(","));
  }
}
