package io.pardotroutes.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTest {

  @ParameterizedTest
  @ValueSource(strings = {"1.10", "12345678901234567890", "0", "-7", "2147483648", "9223372036854775807", "0.1", "100.00", "3.14159265358979323846264338327950288",
      "\"\\u0000\\r\\n\\t\\\"\\\\\"", "\"ü\uD83D\uDE00\u2028\"", "\"${x}\"", "null", "true", "[]", "{}", "[{\"a\":[null]}]"})
  void whatIsReadIsWrittenAndReadBackTheSame(String value) {
    Event event = Events.identify("\"traits\":{\"x\":" + value + "}");

    Event back = Event.parse(event.toJson());

    assertThat(back.toJson()).isEqualTo(event.toJson());
    assertThat(back.json()).isEqualTo(event.json());
    assertThat(Events.read(event.toJson()).toJson()).isEqualTo(event.toJson());
    assertThat(event.toJson().replace("\\u2028", "\u2028")).contains("\"traits\":{\"x\":" + value + "}");
  }

  @ParameterizedTest
  @CsvSource({"1e5, 1E+5", "1.5E-7, 1.5E-7", "1E2, 1E+2", "1e308, 1E+308"})
  void aNumberWithAnExponentKeepsItsDigits(String given, String written) {
    Event event = Events.identify("\"traits\":{\"x\":" + given + "}");

    assertThat(event.toJson()).contains("{\"x\":" + written + "}");
    assertThat(Event.parse(event.toJson()).json()).isEqualTo(event.json());
  }

  @ParameterizedTest
  @CsvSource(nullValues = "-", quoteCharacter = '~', delimiter = '|', value = {
      "'u1' | u1", "' u1 ' | ~ u1 ~", "17 | 17", "12345678901234567890 | 12345678901234567890", "1.0 | 1", "1e3 | 1000", "'' | -", "' ' | -", "null | -"})
  void aUserIdIsTextOrTheTextOfANumber(String json, String expected) {
    Event event = Events.read("{\"type\":\"identify\",\"anonymousId\":5,\"userId\":" + json.replace('\'', '"') + "}");

    assertThat(event.userId()).isEqualTo(expected);
    assertThat(event.anonymousId()).isEqualTo("5");
  }

  @ParameterizedTest
  @CsvSource(nullValues = "-", quoteCharacter = '~', delimiter = '|', value = {
      "u1 | {'email':' Tom@Example.com '} | Tom@Example.com",
      "u1 | {'E-Mail':'tom@example.com'} | tom@example.com",
      "u1 | {'email':'no address'} | no address",
      "u1 | {'email':''} | -",
      "u1 | {'email':null} | -",
      "u1 | {'email':['tom@example.com']} | -",
      "u1 | {'email':7} | -",
      "u1 | {} | -",
      "tom@example.com | {} | tom@example.com",
      "tom@example.com | {'email':''} | tom@example.com",
      "tom@example.com | {'email':'other@example.com'} | other@example.com",
      "tom@localhost | {} | -",
      "@example.com | {} | -",
      "tom smith@example.com | {} | -",
      "a@b@example.com | {} | -",
      "tom@example. | {} | -"})
  void theEmailIsTheTraitElseAUserIdThatIsOne(String userId, String traits, String expected) {
    Event event = Events.read("{\"type\":\"identify\",\"userId\":\"" + userId + "\",\"traits\":" + traits.replace('\'', '"') + "}");

    assertThat(event.email().orElse(null)).isEqualTo(expected);
  }

  @Test
  void anEmptyEmailIsLookedForInTheContextToo() {
    assertThat(Events.identify("\"traits\":{\"email\":\"\"},\"context\":{\"traits\":{\"email\":\"tom@example.com\"}}").email()).contains("tom@example.com");
  }

  @Test
  void anEventNamesItselfByTypeAndMessageIdOnly() {
    Event event = Events.identify("\"messageId\":\"m\\r\\n1\",\"traits\":{\"email\":\"tom@example.com\"}");

    assertThat(event).hasToString("Event[identify, m??1]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "5", "{tom@example.com"})
  void whatIsNoObjectCanNotBeReadBack(String json) {
    assertThatThrownBy(() -> Event.parse(json)).isInstanceOf(IllegalArgumentException.class).hasMessageNotContaining("tom");
  }
}
