package io.pardotroutes.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pardotroutes.destination.Auth;
import io.pardotroutes.prospect.OnLookupMiss;
import io.pardotroutes.prospect.OnNoIdentifier;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormatTest {

  @ParameterizedTest
  @ValueSource(classes = {OnLookupMiss.class, OnNoIdentifier.class, Auth.Flow.class})
  <E extends Enum<E>> void choicesAreReadByTheirWords(Class<E> choices) {
    assertThat(EnumSet.allOf(choices)).allSatisfy(choice -> assertThat(Format.choice(choices).parse(Format.wordOf(choice))).isSameAs(choice));
  }

  @Test
  void anotherWordIsRefusedWithThoseThatThereAre() {
    assertThat(List.of(OnNoIdentifier.values())).extracting(Format::wordOf).containsExactly("match-email", "create", "reject");
    assertThatThrownBy(() -> Format.choice(OnNoIdentifier.class).parse("update")).hasMessage("must be match-email, create or reject, not 'update'");
    assertThatThrownBy(() -> Format.choice(OnLookupMiss.class).parse("")).hasMessage("must be adopt or create, not ''");
  }
}
