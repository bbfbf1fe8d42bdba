package io.pardotroutes.prospect;

import static io.pardotroutes.prospect.MappingExamples.event;
import static io.pardotroutes.prospect.MappingExamples.identify;
import static io.pardotroutes.prospect.MappingExamples.v4;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.pardotroutes.event.Event;
import io.pardotroutes.prospect.Identity.ByEmail;
import io.pardotroutes.prospect.Identity.ByFid;
import io.pardotroutes.prospect.Identity.ById;
import io.pardotroutes.prospect.Identity.ByLookup;
import io.pardotroutes.prospect.Identity.New;
import io.pardotroutes.prospect.Identity.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who an event is about. */
class IdentityTest {
  private static void assertRefused(Identity identity, String reason) {
    assertThat(identity).asInstanceOf(type(Refused.class)).extracting(Refused::reason).isEqualTo(reason);
  }

  @Test
  void versionThreeGoesByEmailAlone() {
    Event event = event("'traits':{'email':' Bill@Segment.com ','org_id':'X'},'integrations':{'Pardot':{'id':'5','fid':'00339000033ZUR6'}}");

    assertThat(Identity.byEmail(event)).isEqualTo(new ByEmail("bill@segment.com"));
    assertThat(Identity.byEmail(event("'userId':'ada@example.org','traits':{}"))).isEqualTo(new ByEmail("ada@example.org"));
    assertRefused(Identity.byEmail(identify("{}")), "missing-email");
    assertRefused(Identity.byEmail(identify("{'email':null}")), "missing-email");
    assertRefused(Identity.byEmail(identify("{'email':'nobody'}")), "invalid-email");
    assertRefused(Identity.byEmail(identify("{'email':['a@b.de']}")), "invalid-email");
  }

  @Test
  void versionFourAsksForIdThenFidThenLookupValueThenEmail() {
    String traits = "'traits':{'email':'bill@segment.com','org_id':'1sf324fd53'}";

    assertThat(Identity.byIdentifier(event(traits + ",'integrations':{'Pardot':{'id':4711,'fid':'00339000033ZUR6'}}"), v4())).isEqualTo(new ById(4711));
    assertThat(Identity.byIdentifier(event(traits + ",'integrations':{'Pardot':{'fid':'00339000033ZUR6'}}"), v4())).isEqualTo(new ByFid("00339000033ZUR6"));
    assertThat(Identity.byIdentifier(event(traits), v4())).isEqualTo(new ByLookup("org_id", "1sf324fd53", "bill@segment.com"));
    assertThat(Identity.byIdentifier(identify("{'email':'bill@segment.com'}"), v4())).isEqualTo(new ByEmail("bill@segment.com"));
  }

  @Test
  void anIdentifiedEventNeedsNoEmail() {
    assertThat(Identity.byIdentifier(event("'integrations':{'Pardot':{'id':'5'}}"), v4())).isEqualTo(new ById(5));
    assertThat(Identity.byIdentifier(identify("{'org_id':'X','email':'nobody'}"), v4())).isEqualTo(new ByLookup("org_id", "X", null));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '#', quoteCharacter = '`', value = {"' X ' # X", "42 # 42", "42.0 # 42", "4.25 # 4.25", "true # true", "false # false"})
  void aLookupValueIsText(String json, String expected) {
    assertThat(Identity.byIdentifier(identify("{'org_id':" + json + "}"), v4())).isEqualTo(new ByLookup("org_id", expected, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "''", "'  '", "{'a':1}", "['X']"})
  void whatIsNoLookupValueLeavesTheEmail(String json) {
    assertThat(Identity.byIdentifier(identify("{'email':'a@b.de','org_id':" + json + "}"), v4())).isEqualTo(new ByEmail("a@b.de"));
  }

  @Test
  void theTraitMustHaveExactlyTheNameOfTheLookupField() {
    assertThat(Identity.byIdentifier(identify("{'email':'a@b.de','orgId':'X'}"), v4())).isEqualTo(new ByEmail("a@b.de"));
  }

  @Test
  void theUserIdIsTheLookupValueWhereThatIsSet() {
    MappingRules rules = v4("org_id", true, OnNoIdentifier.MATCH_EMAIL);

    assertThat(Identity.byIdentifier(event("'userId':'u-1','traits':{'org_id':'X'}"), rules)).isEqualTo(new ByLookup("org_id", "u-1", null));
    assertThat(Identity.byIdentifier(event("'anonymousId':'x','traits':{'org_id':'X','email':'a@b.de'}"), rules)).isEqualTo(new ByEmail("a@b.de"));
  }

  @Test
  void aLookupValueThatItsFieldCanNotHoldIsRefused() {
    assertThat(Identity.byIdentifier(identify("{'org_id':'" + "x".repeat(255) + "'}"), v4())).isInstanceOf(ByLookup.class);
    assertRefused(Identity.byIdentifier(identify("{'org_id':'" + "x".repeat(256) + "'}"), v4()), "field-invalid");
    assertRefused(Identity.byIdentifier(identify("{'org_id':'a\\nb'}"), v4()), "field-invalid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'0'", "'-1'", "'1.5'", "'abc'", "'1234567890123456789'", "'4711/../1'"})
  void anIdThatPardotCanNotHaveGivenIsRefused(String id) {
    assertRefused(Identity.byIdentifier(event("'integrations':{'Pardot':{'id':" + id + "}}"), v4()), "field-invalid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'00339000033ZUR'", "'00339000033ZUR66'", "'00339000033ZU-6'", "'0033900 0033ZUR6'", "'00339000033ZUR6AAAA'"})
  void aFidThatSalesforceCanNotHaveGivenIsRefused(String fid) {
    assertRefused(Identity.byIdentifier(event("'integrations':{'Pardot':{'fid':" + fid + "}}"), v4()), "field-invalid");
  }

  @Test
  void onNoIdentifierDecidesOverTheRest() {
    Event withEmail = identify("{'email':'a@b.de'}");

    assertThat(Identity.byIdentifier(withEmail, v4(null, false, OnNoIdentifier.MATCH_EMAIL))).isEqualTo(new ByEmail("a@b.de"));
    assertThat(Identity.byIdentifier(withEmail, v4(null, false, OnNoIdentifier.CREATE))).isEqualTo(new New("a@b.de"));
    assertRefused(Identity.byIdentifier(withEmail, v4(null, false, OnNoIdentifier.REJECT)), "no-identifier");
    assertRefused(Identity.byIdentifier(identify("{}"), v4(null, false, OnNoIdentifier.CREATE)), "missing-email");
    assertRefused(Identity.byIdentifier(identify("{'email':'nobody'}"), v4(null, false, OnNoIdentifier.MATCH_EMAIL)), "invalid-email");
  }

  @ParameterizedTest
  @ValueSource(strings = {"email", "Email", "first_name", "id", "format", "org-id", "list_5", ""})
  void aLookupFieldMustBeACustomField(String name) {
    assertThatThrownBy(() -> v4(name, false, OnNoIdentifier.CREATE)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("lookupField");
  }
}
