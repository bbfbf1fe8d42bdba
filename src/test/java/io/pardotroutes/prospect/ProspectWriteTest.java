package io.pardotroutes.prospect;

import static io.pardotroutes.prospect.MappingExamples.clearing;
import static io.pardotroutes.prospect.MappingExamples.event;
import static io.pardotroutes.prospect.MappingExamples.identify;
import static io.pardotroutes.prospect.MappingExamples.shippedMap;
import static io.pardotroutes.prospect.MappingExamples.v3;
import static io.pardotroutes.prospect.MappingExamples.v4;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.pardotroutes.event.Event;
import io.pardotroutes.prospect.ProspectWrite.By;
import org.junit.jupiter.api.Test;

/** From identity and fields to one write, and several writes to one. */
class ProspectWriteTest {
  private static final FieldMap MAP = shippedMap();

  private static ProspectWrite write(Event event, MappingRules rules) {
    Identity identity = rules.apiVersion().isUniqueByEmail() ? Identity.byEmail(event) : Identity.byIdentifier(event, rules);
    return ProspectWrite.of(identity, MAP.map(event, rules), rules);
  }

  private static ProspectWrite write(String traits) {
    return write(identify(traits), v4());
  }

  @Test
  void theIdentityDecidesHowTheProspectIsNamed() {
    ProspectWrite byId = write(event("'integrations':{'Pardot':{'id':'0042'}},'traits':{'email':'A@b.de'}"), v4());
    assertThat(byId.by()).isEqualTo(By.ID);
    assertThat(byId.key()).isEqualTo("42");
    assertThat(byId.email()).isEqualTo("a@b.de");

    ProspectWrite byFid = write(event("'integrations':{'Pardot':{'fid':'00339000033ZUR6'}}"), v4());
    assertThat(byFid.by()).isEqualTo(By.FID);
    assertThat(byFid.key()).isEqualTo("00339000033ZUR6");

    ProspectWrite byEmail = write(identify("{'email':'A@b.de'}"), v3());
    assertThat(byEmail.by()).isEqualTo(By.EMAIL);
    assertThat(byEmail.key()).isEqualTo("a@b.de");
  }

  @Test
  void whatHasToBeLookedUpIsNewUntilItIsResolved() {
    ProspectWrite lookedFor = write("{'email':'a@b.de','org_id':'X','city':'Rome'}");
    assertThat(lookedFor.by()).isEqualTo(By.NEW);
    assertThat(lookedFor.key()).isEqualTo("X");

    ProspectWrite resolved = lookedFor.resolvedTo(4711);
    assertThat(resolved.by()).isEqualTo(By.ID);
    assertThat(resolved.key()).isEqualTo("4711");
    assertThat(resolved.fields()).containsExactly(entry("city", "Rome"), entry("org_id", "X"));
    assertThat(write("{'email':'a@b.de'}").by()).isEqualTo(By.NEW);
    assertThatThrownBy(() -> lookedFor.resolvedTo(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRefusedEventHasNothingToWrite() {
    Event event = identify("{}");

    assertThatThrownBy(() -> write(event, v3())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aWriteKnowsWhyItCanNotCreate() {
    assertThat(write("{'email':'a@b.de','org_id':'X'}").emailProblem()).isNull();
    assertThat(write("{'org_id':'X'}").emailProblem()).isEqualTo("missing-email");
    assertThat(write("{'email':'nobody','org_id':'X'}").emailProblem()).isEqualTo("invalid-email");
  }

  @Test
  void inAMergeTheLaterValuesWinEmptyOnesIncluded() {
    ProspectWrite first = write(identify("{'email':'a@b.de','org_id':'X','city':'Rome','phone':'1','title':'CEO'}"), clearing());
    ProspectWrite later = write(identify("{'email':'new@b.de','org_id':'X','city':'Paris','phone':null,'fax':'2'}"), clearing());

    ProspectWrite merged = first.merge(later);

    assertThat(merged.fields()).containsExactly(entry("job_title", "CEO"), entry("phone", ""), entry("city", "Paris"), entry("org_id", "X"), entry("fax", "2"));
    assertThat(merged.email()).isEqualTo("new@b.de");
    assertThat(first.fields()).containsEntry("city", "Rome");
  }

  @Test
  void anEmailThatTheLaterEventDoesNotHaveStays() {
    assertThat(write("{'email':'a@b.de','org_id':'X'}").merge(write("{'org_id':'X'}")).email()).isEqualTo("a@b.de");
  }

  @Test
  void aListReplacesTheEarlierListAsAWhole() {
    ProspectWrite three = write("{'org_id':'X','tags':['a','b','c'],'plan':'gold'}");

    assertThat(three.merge(write("{'org_id':'X','tags':['d']}")).fields())
        .containsOnly(entry("org_id", "X"), entry("plan", "gold"), entry("tags_0", "d"));
    assertThat(three.merge(write("{'org_id':'X','tags':'one'}")).fields())
        .containsOnly(entry("org_id", "X"), entry("plan", "gold"), entry("tags", "one"));
    assertThat(write("{'org_id':'X','tags':'one'}").merge(three).fields()).doesNotContainKey("tags").containsEntry("tags_2", "c");
    assertThat(three.merge(write("{'org_id':'X','plan':'free'}")).merge(write("{'org_id':'X','tags':['z']}")).fields())
        .containsOnly(entry("org_id", "X"), entry("plan", "free"), entry("tags_0", "z"));
  }

  @Test
  void theCampaignIsThatOfTheEventThatWouldHaveCreated() {
    MappingRules rules = new MappingRules(ApiVersion.V4, "org_id", false, OnNoIdentifier.MATCH_EMAIL, false, "12");
    ProspectWrite first = write(identify("{'org_id':'X'}"), rules);
    ProspectWrite later = write(identify("{'org_id':'X','campaignId':77}"), rules);

    assertThat(first.merge(later).campaignId()).isEqualTo("12");
    assertThat(later.merge(first).campaignId()).isEqualTo("77");
  }

  @Test
  void whatWasDroppedOfBothIsKept() {
    ProspectWrite merged = write("{'org_id':'X','a':{'b':1}}").merge(write("{'org_id':'X','c':{'d':1}}"));

    assertThat(merged.dropped()).extracting(Dropped::name).containsExactly("a", "c");
  }

  @Test
  void writesAboutDifferentProspectsCanNotBeMerged() {
    assertThatThrownBy(() -> write("{'org_id':'X'}").merge(write("{'org_id':'Y'}"))).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> write("{'org_id':'5'}").merge(write("{'org_id':'5'}").resolvedTo(5))).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLookupValueThatLooksLikeAnEmailIsNotThatEmail() {
    ProspectWrite byLookup = write("{'email':'other@b.de','org_id':'a@b.de'}");
    ProspectWrite byEmail = write("{'email':'a@b.de'}");

    assertThat(byLookup.key()).isEqualTo(byEmail.key());
    assertThat(byLookup.identity()).isNotEqualTo(byEmail.identity());
  }

  @Test
  void bothLengthsOfASalesforceIdAreOneProspect() {
    ProspectWrite shorter = write(event("'integrations':{'Pardot':{'fid':'00339000033ZUR6'}}"), v4());
    ProspectWrite longer = write(event("'integrations':{'Pardot':{'fid':'00339000033ZUR6AAL'}}"), v4());

    assertThat(shorter.identity()).isEqualTo(longer.identity());
    assertThat(shorter.merge(longer).key()).isEqualTo("00339000033ZUR6");
  }
}
