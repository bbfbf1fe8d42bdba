package io.pardotroutes.prospect;

import static io.pardotroutes.prospect.MappingExamples.clearing;
import static io.pardotroutes.prospect.MappingExamples.event;
import static io.pardotroutes.prospect.MappingExamples.identify;
import static io.pardotroutes.prospect.MappingExamples.shippedMap;
import static io.pardotroutes.prospect.MappingExamples.v3;
import static io.pardotroutes.prospect.MappingExamples.v4;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.pardotroutes.event.Event;
import io.pardotroutes.prospect.Dropped.Why;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped field map, row by row and shape by shape. */
class FieldMapTest {
  private final FieldMap map = shippedMap();

  private Map<String, String> fields(String traits) {
    return map.map(identify(traits), v4()).fields();
  }

  private static String text(Map<String, String> fields) {
    return fields.entrySet().stream().map(f -> f.getKey() + "=" + f.getValue()).collect(Collectors.joining(" | "));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '#', quoteCharacter = '`', value = {
      "{'salutation':'Dr'} # salutation=Dr",
      "{'firstName':'Ada'} # first_name=Ada",
      "{'first_name':'Ada'} # first_name=Ada",
      "{'First Name':'Ada'} # first_name=Ada",
      "{'FIRST-NAME':'Ada'} # first_name=Ada",
      "{'name':'Tom Smykowski'} # first_name=Tom | last_name=Smykowski",
      "{'name':'Ludwig van Beethoven'} # first_name=Ludwig | last_name=van Beethoven",
      "{'name':'  Ada  Lovelace '} # first_name=Ada | last_name=Lovelace",
      "{'name':'Cher'} # first_name=Cher",
      "{'name':'Doe, John'} # first_name=Doe, | last_name=John",
      "{'name':'Ada Lovelace','firstName':'Augusta'} # first_name=Augusta | last_name=Lovelace",
      "{'name':42} # first_name=42",
      "{'company':{'name':'Initech','id':null}} # company=Initech",
      "{'company':'Initech, Inc'} # company=Initech, Inc",
      "{'companyName':'Initech'} # company=Initech",
      "{'company':{'name':'Initech','industry':'Software','employee_count':70}} # company=Initech | industry=Software | employees=70",
      "{'company':{'employees':'70'}} # employees=70",
      "{'employees':12,'company':{'employee_count':70}} # employees=12",
      "{'title':'VP of Engineering'} # job_title=VP of Engineering",
      "{'jobTitle':'VP'} # job_title=VP",
      "{'job_title':'VP'} # job_title=VP",
      "{'position':'VP'} # job_title=VP",
      "{'title':'CEO','position':'VP'} # job_title=CEO",
      "{'department':'Customer Service'} # department=Customer Service",
      "{'phone':5551234} # phone=5551234",
      "{'phone':['1','2']} # phone=1",
      "{'phones':['','2']} # phone=2",
      "{'fax':'3'} # fax=3",
      "{'website':['https://a.example','https://b.example']} # website=https://a.example",
      "{'websites':['https://a.example']} # website=https://a.example",
      "{'industry':'Software','company':{'industry':'Food'}} # industry=Software",
      "{'annual_revenue':'1M'} # annual_revenue=1M",
      "{'annualRevenue':1000000} # annual_revenue=1000000",
      "{'years_in_business':'10'} # years_in_business=10",
      "{'address':{'street':'1 Main St','city':'Rome','state':'RM','postalCode':'00100','country':'Italy'}} # address_one=1 Main St | city=Rome | state=RM | zip=00100 | country=Italy",
      "{'address':{'postal_code':'00100'}} # zip=00100",
      "{'Address':{'PostalCode':'00100'}} # zip=00100",
      "{'address':{'zip':'00100'}} # zip=00100",
      "{'postalCode':'00100'} # zip=00100",
      "{'zip':100} # zip=100",
      "{'address':{'region':'Lazio'}} # state=Lazio",
      "{'region':'Lazio'} # state=Lazio",
      "{'city':'Rome','address':{'city':'Paris'}} # city=Paris",
      "{'city':'Rome','address':{'street':'1 Main St'}} # address_one=1 Main St | city=Rome",
      "{'firstName':'','first_name':'Ada'} # first_name=Ada",
      "{'firstName':null,'First Name':'Ada'} # first_name=Ada",
      "{'firstName':'Ada','first_name':'Eve'} # first_name=Ada",
      "{'street':'1 Main St'} # address_one=1 Main St",
      "{'address':'1 Main St'} # address_one=1 Main St",
      "{'address_one':'1 Main St','addressTwo':'Floor 2'} # address_one=1 Main St | address_two=Floor 2",
      "{'address':{'street':'1 Main St','street2':'Floor 2'}} # address_one=1 Main St | address_two=Floor 2",
      "{'address':{'street':'1 Main St\\nFloor 2\\nRoom 3'}} # address_one=1 Main St | address_two=Floor 2 Room 3",
      "{'address':{'street':'1 Main St\\r\\nFloor 2'}} # address_one=1 Main St | address_two=Floor 2",
      "{'territory':'North'} # territory=North",
      "{'source':'Web'} # source=Web",
      "{'notes':'Mat'} # notes=Mat",
      "{'description':'People person'} # comments=People person",
      "{'background':'People person'} # comments=People person",
      "{'description':'A','comments':'B'} # comments=B",
      "{'optedOut':true} # opted_out=1",
      "{'opted_out':false} # opted_out=0",
      "{'isDoNotEmail':'yes'} # is_do_not_email=1",
      "{'doNotEmail':'NO'} # is_do_not_email=0",
      "{'is_do_not_call':1} # is_do_not_call=1",
      "{'doNotCall':'0'} # is_do_not_call=0",
      "{'isReviewed':'true'} # is_reviewed=1",
      "{'is_starred':'false'} # is_starred=0",
      "{'prospectAccountId':77} # prospect_account_id=77",
      "{'prospect_account_id':'77'} # prospect_account_id=77",
      "{'favourite_colour':'red'} # favourite_colour=red",
      "{'orgId':'7'} # orgId=7",
  })
  void aTraitBecomesTheFieldOfItsRow(String traits, String expected) {
    assertThat(text(fields(traits))).isEqualTo(expected);
  }

  @Test
  void theExampleOfSegmentsDocumentationIsMappedWhole() {
    Event event = identify("{'email':'tom@example.com','name':'Tom Smykowski','company':'Initech, Inc','department':'Customer Service',"
        + "'years_in_business':'10','notes':'Working on a Jump to Conclusions mat','description':'Im a people person.','title':'VP of Engineering'}");

    Mapped mapped = map.map(event, v3());

    assertThat(mapped.email()).isEqualTo("tom@example.com");
    assertThat(mapped.fields()).containsExactly(entry("first_name", "Tom"), entry("last_name", "Smykowski"), entry("company", "Initech, Inc"),
        entry("job_title", "VP of Engineering"), entry("department", "Customer Service"), entry("years_in_business", "10"),
        entry("notes", "Working on a Jump to Conclusions mat"), entry("comments", "Im a people person."));
    assertThat(mapped.dropped()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '#', quoteCharacter = '`', value = {
      "true # 1", "false # 0", "5 # 5", "5.0 # 5", "-0.0 # 0", "5.50 # 5.5", "1e20 # 100000000000000000000", "1E-5 # 0.00001",
      "12345678901234567890 # 12345678901234567890", "'  text ' # text", "'2026-01-05' # 2026-01-05",
      "'2026-01-05T10:11:12.000+01:00' # 2026-01-05T10:11:12.000+01:00", "'a\\tb\\r\\nc\\u0000d\\u0007e\\u007ff' # a b cdef"})
  void aValueIsWrittenAsTextInItsShape(String json, String expected) {
    assertThat(fields("{'custom_field':" + json + "}")).containsOnly(entry("custom_field", expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "''", "'   '", "[]", "[null,'']"})
  void whatSaysNothingIsMissing(String json) {
    assertThat(fields("{'custom_field':" + json + ",'department':" + json + ",'isStarred':" + json + "}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "''"})
  void whatSaysNothingClearsItsFieldWhereClearingIsOn(String json) {
    Mapped mapped = map.map(identify("{'custom_field':" + json + ",'department':" + json + ",'isStarred':" + json + ",'name':" + json + "}"), clearing());

    assertThat(mapped.fields()).containsOnly(entry("custom_field", ""), entry("department", ""), entry("is_starred", ""),
        entry("first_name", ""), entry("last_name", ""));
  }

  @Test
  void anEmptyListClearsSeveralValuesByTheFirst() {
    Mapped mapped = map.map(identify("{'interests':[],'department':[]}"), clearing());

    assertThat(mapped.fields()).containsOnly(entry("interests_0", ""), entry("department", ""));
    assertThat(mapped.lists()).containsOnly(entry("interests", 1));
  }

  @Test
  void linesOfAStreetThatFindNoFieldAreReported() {
    Mapped mapped = map.map(identify("{'address':{'street':'1 Main St\\nFloor 2'},'address_two':'Back door'}"), v4());

    assertThat(mapped.fields()).containsOnly(entry("address_one", "1 Main St"), entry("address_two", "Back door"));
    assertThat(mapped.dropped()).containsExactly(new Dropped("address.street", Why.CUT));
  }

  @Test
  void clearingNeverTouchesEmailLookupFieldAndCampaign() {
    Mapped mapped = map.map(identify("{'email':null,'org_id':null,'campaignId':null,'id':null,'created_at':null}"), clearing());

    assertThat(mapped.fields()).isEmpty();
    assertThat(mapped.campaignId()).isNull();
    assertThat(mapped.dropped()).isEmpty();
  }

  @Test
  void anUnsetAddressClearsItsPartsAndAnUnsetPartClearsItself() {
    assertThat(map.map(identify("{'address':null}"), clearing()).fields())
        .containsOnlyKeys("address_one", "address_two", "city", "state", "zip", "country").containsEntry("city", "");
    assertThat(map.map(identify("{'address':{'city':null,'country':'Italy'}}"), clearing()).fields())
        .containsOnly(entry("city", ""), entry("country", "Italy"));
  }

  @Test
  void aNullDoesNotClearWhereAnotherTraitOfTheRowHasAValue() {
    assertThat(map.map(identify("{'firstName':null,'name':'Ada'}"), clearing()).fields()).containsEntry("first_name", "Ada");
  }

  @Test
  void aListBecomesSeveralValuesOfACustomFieldAndOneTextOfAPardotField() {
    Mapped mapped = map.map(identify("{'interests':['a',2,true,null,' b '],'department':['Sales','Support']}"), v4());

    assertThat(mapped.fields()).containsExactly(entry("department", "Sales;Support"), entry("interests_0", "a"), entry("interests_1", "2"),
        entry("interests_2", "1"), entry("interests_3", "b"));
    assertThat(mapped.lists()).containsOnly(entry("interests", 4));
  }

  @Test
  void nestedValuesAreLeftOutAndReported() {
    Mapped mapped = map.map(identify("{'prefs':{'a':1},'orders':[{'id':1}],'department':{'x':1},'phone':{'n':1},'company':{'name':'I','plan':'gold'}}"), v4());

    assertThat(mapped.fields()).containsOnly(entry("company", "I"));
    assertThat(mapped.dropped()).containsExactlyInAnyOrder(new Dropped("prefs", Why.NESTED), new Dropped("orders", Why.NESTED),
        new Dropped("department", Why.NESTED), new Dropped("phone", Why.NESTED), new Dropped("company.plan", Why.NESTED));
  }

  @Test
  void whatIsNoBooleanOrWholeNumberIsLeftOutAndReported() {
    Mapped mapped = map.map(identify("{'optedOut':'maybe','isStarred':[true],'prospectAccountId':1.5,'campaignId':'spring'}"), v4());

    assertThat(mapped.fields()).isEmpty();
    assertThat(mapped.dropped()).containsExactlyInAnyOrder(new Dropped("opted_out", Why.NOT_BOOLEAN), new Dropped("is_starred", Why.NOT_BOOLEAN),
        new Dropped("prospect_account_id", Why.NOT_INTEGER), new Dropped("campaign_id", Why.NOT_INTEGER));
  }

  @Test
  void longTextIsCutBetweenCodePointsAndReported() {
    String pairs = "x" + "\ud83d\ude00".repeat(200);
    Mapped mapped = map.map(identify("{'department':'" + pairs + "','custom_field':'" + "y".repeat(256) + "'}"), v4());

    assertThat(mapped.fields().get("department")).isEqualTo("x" + "\ud83d\ude00".repeat(127)).hasSize(255);
    assertThat(mapped.fields().get("custom_field")).isEqualTo("y".repeat(255));
    assertThat(mapped.dropped()).containsExactly(new Dropped("department", Why.CUT), new Dropped("custom_field", Why.CUT));

    String odd = "\ud83d\ude00".repeat(200);
    assertThat(fields("{'department':'" + odd + "'}").get("department")).isEqualTo("\ud83d\ude00".repeat(127)).hasSize(254);
  }

  @Test
  void notesAndCommentsAreLongAndKeepTheirLines() {
    assertThat(fields("{'notes':'a\\r\\nb\\tc\\u0000 '}")).containsOnly(entry("notes", "a\nb\tc"));

    Mapped mapped = map.map(identify("{'description':'" + "z".repeat(70_000) + "'}"), v4());
    assertThat(mapped.fields().get("comments")).hasSize(65_535);
    assertThat(mapped.dropped()).containsExactly(new Dropped("comments", Why.CUT));
  }

  @Test
  void aNumberThatNoFieldCanHoldIsLeftOutNotCut() {
    Mapped mapped = map.map(identify("{'custom_field':1e300}"), v4());

    assertThat(mapped.fields()).isEmpty();
    assertThat(mapped.dropped()).containsExactly(new Dropped("custom_field", Why.NOT_WRITABLE));
  }

  @Test
  void traitsOfTheContextCountWhereTheTopLevelDoesNotHaveThem() {
    Event event = event("'traits':{'firstName':'Ada','phone':null},'context':{'traits':{'firstName':'Old','lastName':'Lovelace','plan':'gold','phone':'1'}}");

    assertThat(map.map(event, v4()).fields()).containsOnly(entry("first_name", "Ada"), entry("last_name", "Lovelace"), entry("plan", "gold"));
    assertThat(map.map(event, clearing()).fields()).containsEntry("phone", "");
  }
}
