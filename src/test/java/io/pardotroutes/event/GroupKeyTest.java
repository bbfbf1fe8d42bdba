package io.pardotroutes.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupKeyTest {

  private static final String ALL = "'userId':'u1','anonymousId':'a1','messageId':'m1','traits':{'email':' Tom@Example.COM ','org_id':' X1 '},"
      + "'integrations':{'Pardot':{'id':7,'fid':'00339000033ZUR6'}}";

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
      "'userId':'u1','traits':{'email':' Tom@Example.COM '},'integrations':{'Pardot':{'id':7}} | email:tom@example.com",
      "'userId':'U1@Example.com' | email:u1@example.com",
      "'userId':'u1','anonymousId':'a1' | user:u1",
      "'userId':17,'traits':{'email':['tom@example.com']} | user:17",
      "'anonymousId':'a1' | anonymous:a1"})
  void inVersion3APersonIsTheirEmail(String members, String expected) {
    assertThat(GroupKey.of(identify(members), true, "org_id", false, true)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", value = {
      // members | lookup field | by userId | match by email | key
      ALL + " | org_id | false | true | lookup:X1",
      ALL + " | org_id | true | true | lookup:u1",
      ALL + " | orgId | false | true | id:7",
      ALL + " | - | false | true | id:7",
      ALL + " | - | true | true | id:7",
      "'userId':'u1','traits':{'email':'tom@example.com','org_id':''} | org_id | false | true | email:tom@example.com",
      "'userId':'u1','traits':{'org_id':null} | org_id | false | true | user:u1",
      "'userId':'u1','traits':{'org_id':{}} | org_id | false | true | user:u1",
      "'userId':'u1','traits':{'org_id':12.0} | org_id | false | true | lookup:12",
      "'anonymousId':'a1','traits':{'org_id':'x'} | org_id | true | true | anonymous:a1",
      "'userId':'u1','integrations':{'Pardot':{'fid':'00339000033ZUR6'}} | - | false | true | fid:00339000033ZUR6",
      "'userId':'u1','integrations':{'Pardot':{'fid':'00339000033ZUR6AAA'}} | - | false | true | fid:00339000033ZUR6",
      "'userId':'u1','traits':{'email':'Tom@example.com'} | - | false | true | email:tom@example.com",
      "'userId':'u1','traits':{'email':'Tom@example.com'} | - | false | false | user:u1",
      "'anonymousId':'a1','traits':{'email':'Tom@example.com'} | - | false | false | email:tom@example.com",
      "'userId':'u1' | - | false | true | user:u1",
      "'anonymousId':'a1' | - | false | true | anonymous:a1"})
  void inVersions4And5APersonIsTheirLookupValueThenTheirIdThenWhatElseIsKnown(String members, String lookupField, boolean byUserId, boolean byEmail, String expected) {
    assertThat(GroupKey.of(identify(members), false, lookupField, byUserId, byEmail)).isEqualTo(expected);
  }

  @Test
  void lettersAreLoweredTheSameWayInEveryCountry() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr"));
    try {
      assertThat(GroupKey.of(identify("'userId':'u','traits':{'email':'INFO@EXAMPLE.COM'}"), true, null, false, true)).isEqualTo("email:info@example.com");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void anEventThatNamesNobodyIsAGroupOfItsOwn() {
    Event queued = Event.parse("{\"type\":\"identify\",\"messageId\":\"m1\"}");

    assertThat(GroupKey.of(queued, true, null, false, true)).isEqualTo("message:m1");
    assertThat(GroupKey.of(queued, false, null, false, true)).isEqualTo("message:m1");
  }

  @Test
  void aLongKeyIsReplacedByItsDigest() {
    String key = GroupKey.of(identify("'userId':'" + "x".repeat(5_000) + "'"), false, null, false, true);

    assertThat(key).matches("user:sha256:[0-9a-f]{64}");
    assertThat(GroupKey.of(identify("'userId':'" + "x".repeat(5_001) + "'"), false, null, false, true)).isNotEqualTo(key);
  }

  private static Event identify(String members) {
    return Events.read("{\"type\":\"identify\"," + members.replace('\'', '"') + "}");
  }
}
