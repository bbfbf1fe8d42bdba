package io.pardotroutes.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventFilterTest {

  @ParameterizedTest
  @ValueSource(strings = {"type = \"identify\"", "type='identify'", "  type  =\t'identify'\n"})
  void theFilterOfTheOriginalTakesIdentifiesOnly(String fql) {
    EventFilter filter = EventFilter.parse(fql);

    assertThat(filter.matches(Events.identify(""))).isTrue();
    assertThat(filter.matches(Events.read("{\"type\":\"page\",\"userId\":\"u\"}"))).isFalse();
    assertThat(filter.matches(Events.read("{\"type\":\"Identify\",\"userId\":\"u\"}"))).isFalse();
    assertThat(EventFilter.parse(filter.toString())).isEqualTo(filter);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "all", "type = identify", "type = \"identify'", "type = \"track\"", "type != \"identify\"", "TYPE = \"identify\"", "type == \"identify\"",
      "type = \"identify\" and traits.email != null", "type = \"identify\" or type = \"track\"", "!(type = \"identify\")", "type = ", "type = \"Identify\""})
  void anyOtherFilterIsRefusedWhenItIsRead(String fql) {
    assertThatThrownBy(() -> EventFilter.parse(fql)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("type = \"identify\"");
  }
}
