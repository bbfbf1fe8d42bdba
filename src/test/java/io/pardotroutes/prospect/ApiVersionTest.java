package io.pardotroutes.prospect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pardotroutes.prospect.ProspectWrite.By;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What tells the versions of the API apart. */
class ApiVersionTest {

  @Test
  void aVersionIsWrittenAsItsNumber() {
    assertThat(ApiVersion.values()).extracting(ApiVersion::toString).containsExactly("3", "4");
    assertThat(ApiVersion.values()).allSatisfy(version -> assertThat(ApiVersion.parse(version.toString())).isSameAs(version));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "v4", "V4", "6", "4.0"})
  void anythingElseIsNoVersion(String text) {
    assertThatThrownBy(() -> ApiVersion.parse(text)).isInstanceOf(IllegalArgumentException.class).hasMessage("must be 3 or 4, not '" + text + "'");
  }

  @Test
  void onlyInVersionThreeAnEmailSaysItAll() {
    assertThat(ApiVersion.V3.isUniqueByEmail()).isTrue();
    assertThat(ApiVersion.V3.hasLookup()).isFalse();
    assertThat(ApiVersion.V4.isUniqueByEmail()).isFalse();
    assertThat(ApiVersion.V4.hasLookup()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
      "V3, EMAIL,    , false, UPSERT", "V3, EMAIL, 12, false, UPDATE", "V3, EMAIL, 12, true, CREATE", "V3, EMAIL, , true, UPSERT",
      "V4, ID,     12, false, UPDATE", "V4, NEW,     , false, CREATE", "V4, FID,   12, false, UPSERT"})
  void howAWriteIsSentDependsOnWhatNamesTheProspectAndOnTheCampaign(ApiVersion version, By by, String campaign, boolean absent, Operation operation) {
    ProspectWrite write = new ProspectWrite(by, "5", "a@b.de", null, campaign, Map.of(), Map.of(), List.of());

    assertThat(version.operation(write, absent)).isEqualTo(operation);
  }
}
