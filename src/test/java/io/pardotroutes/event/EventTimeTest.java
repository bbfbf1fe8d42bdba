package io.pardotroutes.event;

import static io.pardotroutes.event.Events.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {

  @ParameterizedTest
  @CsvSource(quoteCharacter = '~', value = {
      "'2015-02-02T00:30:08.276Z', 2015-02-02T00:30:08.276Z",
      "'2015-2-02T00:30:08.276Z', 2015-02-02T00:30:08.276Z",
      "'2015-2-2T00:30:08Z', 2015-02-02T00:30:08Z",
      "'2015-02-02T06:00:08+05:30', 2015-02-02T00:30:08Z",
      "'2015-02-02T06:00:08+0530', 2015-02-02T00:30:08Z",
      "'2015-02-01T16:30:08-08', 2015-02-02T00:30:08Z",
      "'2015-02-02T00:30:08', 2015-02-02T00:30:08Z",
      "'2015-02-02 00:30:08.5', 2015-02-02T00:30:08.500Z",
      "'2015-02-02T00:30', 2015-02-02T00:30:00Z",
      "'2015-02-02t00:30:08z', 2015-02-02T00:30:08Z",
      "'2015-02-02', 2015-02-02T00:00:00Z",
      "'2015-02-02T00:30:08.123456789Z', 2015-02-02T00:30:08.123456789Z",
      "'2015-02-02T00:30:08.1Z', 2015-02-02T00:30:08.100Z",
      "'  2015-02-02T00:30:08Z ', 2015-02-02T00:30:08Z",
      "1422837008, 2015-02-02T00:30:08Z",
      "1422837008276, 2015-02-02T00:30:08.276Z",
      "'1422837008', 2015-02-02T00:30:08Z",
      "'1422837008276', 2015-02-02T00:30:08.276Z",
      "'0001-01-01T00:00:00Z', 0001-01-01T00:00:00Z",
      "'9999-12-31T23:59:59Z', 9999-12-31T23:59:59Z"})
  void aTimeIsReadInEveryFormThatClientsWrite(String json, Instant expected) {
    assertThat(Events.identify("\"timestamp\":" + json.replace('\'', '"')).timestamp()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"''", "' '", "'yesterday'", "'2015-13-02T00:00:00Z'", "'2015-02-30'", "'2015-02-02T25:00:00Z'", "'2015-02-02T00:00:61Z'", "'2015-02-02T'",
      "'2015-02-02T00:30:08.Z'", "'2015-02-02T00:30:08.1234567891Z'", "'2015-02-02T00:30:08+19:00'", "'2015-02-02T00:30:08+05:60'", "'2015-02-02T00:30:08Zx'",
      "'2015-02'", "'20150202'", "'15-02-02'", "'02/02/2015'", "'0000-01-01'", "'0001-01-01T00:00:00+05:00'", "'99999-01-01T00:00:00Z'", "'-2015-02-02'", "'2015-002-02'",
      "142283700", "14228370082761", "1422837008.5", "-1422837008", "99999999999999999999999", "true", "null", "{}", "['2015-02-02']", "'２０15-02-02'"})
  void whatIsNoTimeIsAsGoodAsMissing(String json) {
    assertThat(Events.identify("\"timestamp\":" + json.replace('\'', '"')).timestamp()).isEqualTo(NOW);
  }

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {
      // timestamp, originalTimestamp, sentAt, receivedAt, expected timestamp
      "-, -, -, -, 2026-11-24T12:00:00.250Z",
      "2026-11-20T10:00:00Z, -, -, -, 2026-11-20T10:00:00Z",
      "-, 2026-11-20T10:00:00Z, -, -, 2026-11-20T10:00:00Z",
      "2026-11-20T10:00:00Z, 2026-11-19T10:00:00Z, -, -, 2026-11-20T10:00:00Z",
      // a client that is an hour slow, and sent two seconds after the call
      "-, 2026-11-24T10:59:58Z, 2026-11-24T11:00:00Z, -, 2026-11-24T11:59:58.250Z",
      "2020-01-01T00:00:00Z, 2026-11-24T10:59:58Z, 2026-11-24T11:00:00Z, -, 2026-11-24T11:59:58.250Z",
      // what a caller passes as timestamp is the original one
      "2026-11-24T10:59:58Z, -, 2026-11-24T11:00:00Z, -, 2026-11-24T11:59:58.250Z",
      // a receiver was there before
      "2020-01-01T00:00:00Z, -, 2026-11-24T11:00:00Z, 2026-11-24T11:30:00Z, 2020-01-01T00:00:00Z",
      "2020-01-01T00:00:00Z, 2019-12-31T23:00:00Z, 2019-12-31T23:00:01Z, 2020-01-01T00:00:07Z, 2020-01-01T00:00:00Z",
      "-, 2019-12-31T23:00:00Z, 2019-12-31T23:00:01Z, 2020-01-01T00:00:07Z, 2020-01-01T00:00:06Z",
      "-, -, -, 2020-01-01T00:00:07Z, 2020-01-01T00:00:07Z",
      // unreadable is missing
      "2026-11-20T10:00:00Z, soon, 2026-11-24T11:00:00Z, 2026-11-24T11:00:01Z, 2026-11-20T10:00:00Z",
      "2026-11-20T10:00:00Z, 2026-11-19T10:00:00Z, soon, -, 2026-11-20T10:00:00Z",
      // corrected beyond all years
      "-, 9999-01-01T00:00:00Z, 0001-01-01T00:00:00Z, -, 9999-01-01T00:00:00Z"})
  void theSkewOfAClientsClockIsTakenOut(String timestamp, String original, String sent, String received, Instant expected) {
    Event event = Events.identify(member("timestamp", timestamp) + member("originalTimestamp", original) + member("sentAt", sent)
        + member("receivedAt", received) + "\"x\":1");

    assertThat(event.timestamp()).isEqualTo(expected);
    assertThat(Instant.parse(event.json().get("timestamp").textValue())).isEqualTo(expected);
    assertThat(Instant.parse(event.json().get("receivedAt").textValue())).isEqualTo(received == null ? NOW : Instant.parse(received));
  }

  @Test
  void anEventIsNotCorrectedTwice() {
    Event once = Events.identify("\"timestamp\":\"2026-11-24T10:59:58Z\",\"sentAt\":\"2026-11-24T11:00:00Z\"");

    Event twice = Events.read(once.toJson());

    assertThat(twice.toJson()).isEqualTo(once.toJson());
  }

  private static String member(String name, String text) {
    return text == null ? "" : "\"" + name + "\":\"" + text + "\",";
  }
}
