package io.pardotroutes.prospect;

import static io.pardotroutes.prospect.MappingExamples.clearing;
import static io.pardotroutes.prospect.MappingExamples.event;
import static io.pardotroutes.prospect.MappingExamples.identify;
import static io.pardotroutes.prospect.MappingExamples.shippedMap;
import static io.pardotroutes.prospect.MappingExamples.v4;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.pardotroutes.prospect.Dropped.Why;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names a trait may be sent under, and the fields that follow rules of their own: lookup field, e-mail, campaign. */
class FieldNamesTest {
  private final FieldMap map = shippedMap();

  private Map<String, String> fields(String traits) {
    return map.map(identify(traits), v4()).fields();
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "userId", "user_id", "anonymousId", "anonymous_id", "avatar", "age", "gender", "birthday", "createdAt", "created_at",
      "updatedAt", "updated_at", "username"})
  void traitsWithoutAHomeAreNotSentAndNotReported(String name) {
    Mapped mapped = map.map(identify("{'" + name + "':'5'}"), v4());

    assertThat(mapped.fields()).isEmpty();
    assertThat(mapped.dropped()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fid", "FID", "api_key", "user_key", "access_token", "format", "Format", "output", "prospects", "version", "fields", "score",
      "grade", "list_5", "LIST_5", "profile_criteria_9", "crm_owner_fid", "crm_contact_fid", "salesforceFid", "is_archived", "last_activity_at",
      "password", "is_do_not_contact", "assigned_to"})
  void aTraitNeverBecomesAnApiParameterOrAReadOnlyField(String name) {
    for (String value : new String[] {"'5'", "['5']", "null"}) {
      Mapped mapped = map.map(identify("{'" + name + "':" + value + "}"), clearing());

      assertThat(mapped.fields()).as(value).isEmpty();
      assertThat(mapped.dropped()).as(value).isEqualTo(value.equals("null") ? List.of() : List.of(new Dropped(name, Why.RESERVED)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "profile_criteria"})
  void aListCanNotBecomeAListSubscription(String name) {
    assertThat(fields("{'" + name + "':['1','1','1']}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Favourite Colour", "a-b", "a.b", "a&b=c", "prénom", "a\\u0000b", ""})
  void aTraitWhoseNameIsNoFieldNameIsLeftOutAndReported(String name) {
    Mapped mapped = map.map(identify("{'" + name + "':'5'}"), v4());

    assertThat(mapped.fields()).isEmpty();
    assertThat(mapped.dropped()).singleElement().satisfies(d -> assertThat(d.why()).isEqualTo(Why.NAME));
  }

  @Test
  void namesOfSixtyCharactersAreTheLongest() {
    assertThat(fields("{'" + "n".repeat(60) + "':'5'}")).hasSize(1);
    assertThat(fields("{'" + "n".repeat(61) + "':'5'}")).isEmpty();
  }

  @Test
  void reportedNamesAreCleanAndShort() {
    assertThat(new Dropped("a\nb\u0000" + "c".repeat(100), Why.NAME).name()).isEqualTo("a?b?" + "c".repeat(56));
  }

  @Test
  void theLookupFieldGetsTheLookupValueWhateverElseTheEventSays() {
    assertThat(fields("{'org_id':42}")).containsOnly(entry("org_id", "42"));
    assertThat(fields("{'org_id':true}")).containsOnly(entry("org_id", "true"));

    Mapped byUserId = map.map(event("'userId':'u-1','traits':{'org_id':'other'}"), v4("org_id", true, OnNoIdentifier.MATCH_EMAIL));
    assertThat(byUserId.fields()).containsOnly(entry("org_id", "u-1"));
    assertThat(byUserId.lookupValue()).isEqualTo("u-1");
    assertThat(byUserId.dropped()).containsExactly(new Dropped("org_id", Why.LOOKUP));

    Mapped otherCase = map.map(identify("{'ORG_ID':'x','org_id':'y'}"), v4());
    assertThat(otherCase.fields()).containsOnly(entry("org_id", "y"));
    assertThat(otherCase.dropped()).containsExactly(new Dropped("ORG_ID", Why.LOOKUP));
  }

  @Test
  void theLookupFieldIsWrittenEvenWhereCustomFieldsAreDropped() {
    FieldMap dropping = FieldMap.parse("custom: drop\nfields: {city: [city]}", "test");

    assertThat(dropping.map(identify("{'org_id':'X','other':'y'}"), v4()).fields()).containsOnly(entry("org_id", "X"));
  }

  @Test
  void aValueThatIsNoLookupValueIsNotWrittenToTheLookupField() {
    Mapped mapped = map.map(identify("{'org_id':'" + "x".repeat(256) + "'}"), v4());

    assertThat(mapped.fields()).isEmpty();
    assertThat(mapped.lookupValue()).isNull();
    assertThat(mapped.dropped()).containsExactly(new Dropped("org_id", Why.NOT_WRITABLE));
  }

  @Test
  void versionThreeHasNoLookupField() {
    MappingRules rules = new MappingRules(ApiVersion.V3, "org_id", false, OnNoIdentifier.MATCH_EMAIL, false, null);

    assertThat(map.map(identify("{'org_id':true}"), rules).fields()).containsOnly(entry("org_id", "1"));
    assertThat(map.map(identify("{'org_id':true}"), rules).lookupValue()).isNull();
  }

  @Test
  void versionFiveHasNamesOfItsOwn() {
    assertThat(FieldMap.parse("fields: {first_name: [a], address_one: [b], plan: [c], org_id: {traits: [d], v5: Org_c}}", "test").rows())
        .extracting(FieldRow::field, FieldRow::v5Field)
        .containsExactly(tuple("first_name", "firstName"), tuple("address_one", "addressOne"), tuple("plan", "plan__c"), tuple("org_id", "Org_c"));
  }

  @Test
  void theEventsCampaignComesBeforeTheConfiguredOneAndIsNoField() {
    MappingRules rules = new MappingRules(ApiVersion.V4, null, false, OnNoIdentifier.MATCH_EMAIL, false, "12");

    assertThat(map.map(identify("{}"), rules).campaignId()).isEqualTo("12");
    Mapped mapped = map.map(identify("{'campaign_id':77}"), rules);
    assertThat(mapped.campaignId()).isEqualTo("77");
    assertThat(mapped.fields()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '#', quoteCharacter = '`', value = {"'  Ada@Example.ORG ' # ada@example.org", "'a+b@x.com' # a+b@x.com", "'a/b@x.com' # a/b@x.com", "'ü@ä.de' # ü@ä.de"})
  void theEmailIsTrimmedAndInLowerCase(String json, String expected) {
    assertThat(map.map(identify("{'email':" + json + "}"), v4()).email()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'ada'", "'@'", "'a@'", "'@b'", "'a@b@c'", "'a b@c.de'", "'a@c.de\\nbcc:x'", "'a\\u0000@c.de'", "['a@c.de']", "42", "{'x':1}",
      "'a\\u00a0@c.de'", "'a\\u200b@c.de'"})
  void aValueThatIsNoEmailIsLeftOutAndReported(String json) {
    Mapped mapped = map.map(identify("{'email':" + json + "}"), v4());

    assertThat(mapped.email()).isNull();
    assertThat(mapped.dropped()).containsExactly(new Dropped("email", Why.INVALID_EMAIL));
  }

  @Test
  void anEmailMayHave255Characters() {
    assertThat(EmailAddress.normalise("a".repeat(249) + "@x.com")).hasSize(255);
    assertThat(EmailAddress.normalise("a".repeat(250) + "@x.com")).isNull();
  }

  @Test
  void aRowOfACustomFieldIsMatchedToTheLetterAndTyped() {
    FieldMap typed = FieldMap.parse("""
        fields:
          biography: {traits: [bio], type: long-text}
          vip: {traits: isVip, type: boolean}
          seats: {traits: [plan.seats], type: integer}
          billing_email: {traits: [billingEmail], type: email}
          tags: {traits: [tags], type: text}
          interests: [likes]
          score: [score]
          list_42: [newsletter]
        """, "test");
    String traits = "{'bio':'a\\nb','isVip':true,'is_vip':false,'plan':{'seats':5.0},'billingEmail':' A@B.de','tags':['x','y'],'likes':['p','q'],"
        + "'score':10,'newsletter':'yes'}";

    assertThat(typed.map(identify(traits), v4()).fields()).containsExactly(entry("biography", "a\nb"), entry("vip", "1"), entry("seats", "5"),
        entry("billing_email", "a@b.de"), entry("tags", "x;y"), entry("interests_0", "p"), entry("interests_1", "q"), entry("score", "10"),
        entry("list_42", "1"), entry("is_vip", "0"));
  }

  @Test
  void aMappedFieldIsNotOverwrittenByATraitOfItsName() {
    FieldMap both = FieldMap.parse("fields: {plan: [subscription]}", "test");

    assertThat(both.map(identify("{'plan':'free','subscription':'gold'}"), v4()).fields()).containsOnly(entry("plan", "gold"));
  }

  @Test
  void nothingOfAnEventShowsInTexts() {
    Mapped mapped = map.map(identify("{'email':'secret@example.org','org_id':'secret','name':'Secret'}"), v4());
    Identity identity = Identity.byIdentifier(identify("{'email':'secret@example.org','org_id':'secret'}"), v4());

    assertThat(Stream.of(mapped, identity, ProspectWrite.of(identity, mapped, v4()), new ProspectRecord(1, "secret@x.de", Map.of("a", "secret")))
        .map(Object::toString)).noneMatch(text -> text.toLowerCase().contains("secret"));
  }
}
