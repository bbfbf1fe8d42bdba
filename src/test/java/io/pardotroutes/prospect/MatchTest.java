package io.pardotroutes.prospect;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.prospect.Match.Adopt;
import io.pardotroutes.prospect.Match.Found;
import io.pardotroutes.prospect.Match.Missing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of the prospects that share an e-mail is meant. */
class MatchTest {
  private static ProspectRecord prospect(long id, String... fields) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      map.put(fields[i], fields[i + 1]);
    }
    return new ProspectRecord(id, "ada@example.org", map);
  }

  private static Match choose(OnLookupMiss onMiss, String value, ProspectRecord... found) {
    return Match.choose(List.of(found), new Identity.ByLookup("org_id", value, "ada@example.org"), onMiss);
  }

  @Test
  void theProspectWithTheLookupValueIsFound() {
    assertThat(choose(OnLookupMiss.ADOPT, "B", prospect(1, "org_id", "A"), prospect(2, "org_id", "B"), prospect(3)))
        .isEqualTo(new Found(2));
    assertThat(choose(OnLookupMiss.ADOPT, "B", prospect(1, "org_id", "b"))).isEqualTo(new Missing());
  }

  @Test
  void ofSeveralWithTheValueTheLastActiveIsFound() {
    assertThat(choose(OnLookupMiss.ADOPT, "A",
        prospect(1, "org_id", "A", "last_activity_at", "2026-01-02 10:00:00", "updated_at", "2026-01-02 10:00:00"),
        prospect(2, "org_id", "A", "last_activity_at", "2026-01-01 10:00:00", "updated_at", "2026-03-01 10:00:00"),
        prospect(3, "org_id", "B", "last_activity_at", "2026-05-01 10:00:00"))).isEqualTo(new Found(1));
  }

  @Test
  void withoutActivityTheLastChangeCountsThenTheHighestId() {
    assertThat(Match.latest(List.of(prospect(1, "updated_at", "2026-01-02 10:00:00"), prospect(2, "updated_at", "2026-01-01 10:00:00"))))
        .isEqualTo(new Found(1));
    assertThat(Match.latest(List.of(prospect(3), prospect(20), prospect(7)))).isEqualTo(new Found(20));
  }

  @Test
  void theOnlyProspectWithoutAValueIsAdopted() {
    assertThat(choose(OnLookupMiss.ADOPT, "X", prospect(1))).isEqualTo(new Adopt(1));
    assertThat(choose(OnLookupMiss.ADOPT, "X", prospect(1, "org_id", "  "))).isEqualTo(new Adopt(1));
    assertThat(choose(OnLookupMiss.ADOPT, "X", prospect(1, "org_id", "A"), prospect(2), prospect(3, "org_id", "B"))).isEqualTo(new Adopt(2));
  }

  @Test
  void twoProspectsWithoutAValueAreNotGuessedAbout() {
    assertThat(choose(OnLookupMiss.ADOPT, "X", prospect(1), prospect(2))).isEqualTo(new Missing());
  }

  @Test
  void nobodyIsAdoptedWhereMissesCreate() {
    assertThat(choose(OnLookupMiss.CREATE, "X", prospect(1))).isEqualTo(new Missing());
    assertThat(choose(OnLookupMiss.CREATE, "X", prospect(1, "org_id", "X"))).isEqualTo(new Found(1));
  }

  @Test
  void prospectsInTheRecycleBinDoNotCount() {
    assertThat(choose(OnLookupMiss.ADOPT, "X", prospect(1, "org_id", "X", "is_archived", "1"))).isEqualTo(new Missing());
    assertThat(choose(OnLookupMiss.ADOPT, "X", prospect(1, "is_archived", "true"), prospect(2))).isEqualTo(new Adopt(2));
    assertThat(Match.latest(List.of(prospect(1), prospect(2, "is_archived", "1")))).isEqualTo(new Found(1));
  }

  @Test
  void nobodyFoundIsMissing() {
    assertThat(choose(OnLookupMiss.ADOPT, "X")).isEqualTo(new Missing());
    assertThat(Match.latest(List.of())).isEqualTo(new Missing());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "A&amp;B | A&B", "O&#39;Hara | O'Hara", "O&#x27;Hara | O'Hara", "&lt;1&gt; | <1>", "&quot;q&quot; | \"q\"", "&amp;amp; | &amp;", "&amp;#39; | &#39;",
      "R&D | R&D", "a & b; | a & b;", "&unknown; | &unknown;", "&#0; | &#0;", "&#1114112; | &#1114112;", "&; | &;", "&# ; | &# ;", "& &amp; | & &",
      "&#128512; | \ud83d\ude00"})
  void entitiesOfTheAnswerAreDecodedOnce(String answered, String value) {
    assertThat(choose(OnLookupMiss.CREATE, value, prospect(1, "org_id", answered))).isEqualTo(new Found(1));
  }
}
