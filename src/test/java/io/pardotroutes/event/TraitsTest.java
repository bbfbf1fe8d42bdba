package io.pardotroutes.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraitsTest {

  @ParameterizedTest
  @ValueSource(strings = {"firstName", "first_name", "FirstName", "First Name", "first-name", "FIRSTNAME", "first.name", "_first__name_"})
  void aReservedTraitIsFoundInEverySpelling(String spelling) {
    Traits traits = traits("{'" + spelling + "':'Tom'}");

    assertThat(traits.find("firstName")).map(JsonNode::textValue).contains("Tom");
    assertThat(traits.find("first_name")).map(JsonNode::textValue).contains("Tom");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'address':{'postal_code':'1'}}", "{'Address':{'PostalCode':'1'}}", "{'ADDRESS':{'Postal Code':'1'}}", "{'address':{'postalCode':'1'}}"})
  void spellingDoesNotCountAtAnyLevelOfAPath(String traits) {
    assertThat(traits(traits).find("address.postalCode")).map(JsonNode::textValue).contains("1");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", value = {
      // the spelling asked for, then camelCase, then snake_case, then the first
      "firstName | {'FIRSTNAME':'1','first_name':'2','firstName':'3'} | 3",
      "first_name | {'FIRSTNAME':'1','first_name':'2','firstName':'3'} | 2",
      "First Name | {'FIRSTNAME':'1','first_name':'2','firstName':'3'} | 3",
      "First Name | {'FIRSTNAME':'1','first_name':'2','First Name':'3'} | 3",
      "firstName | {'FIRSTNAME':'1','first_name':'2'} | 2",
      "firstName | {'FIRSTNAME':'1','FirstName':'2'} | 1",
      "address.city | {'Address':{'city':'1'},'address':{'City':'2','city':'3'}} | 3",
      "address.city | {'Address':{'city':'1'},'address':{'zip':'2'}} | 1",
      "address.city | {'address':'1 Main St','ADDRESS':{'city':'1'}} | 1",
      "address.city | {'address':null} | -",
      "address.city | {'address':['x']} | -",
      "address | {'address':'1 Main St'} | 1 Main St",
      "company.employee_count | {'company':{'employeeCount':'5'}} | 5",
      "jobTitle | {'title':'x'} | -",
      "a.b.c | {'A':{'B':{'C':'1'}}} | 1"})
  void ofSeveralSpellingsTheNearestWins(String name, String traits, String expected) {
    assertThat(traits(traits).find(name).map(JsonNode::textValue).orElse(null)).isEqualTo(expected);
  }

  @Test
  void aCustomTraitIsFoundInItsExactSpellingOnly() {
    Traits traits = traits("{'org_id':'1sf324fd53'}");

    assertThat(traits.exact("org_id")).map(JsonNode::textValue).contains("1sf324fd53");
    assertThat(traits.exact("orgId")).isEmpty();
    assertThat(traits.exact("org_id.x")).isEmpty();
  }

  @Test
  void traitsOfTheCallWinOverThoseOfItsContextFieldByField() {
    Traits traits = Events.identify("""
        "traits":{"plan":"new","address":{"city":"Berlin"},"phone":null},
        "context":{"traits":{"plan":"old","address":{"city":"Bonn","zip":"53"},"Phone":"1","Title":"VP"}}""").traits();

    assertThat(traits.exact("plan")).map(JsonNode::textValue).contains("new");
    assertThat(traits.find("address.city")).map(JsonNode::textValue).contains("Berlin");
    assertThat(traits.find("address.zip")).map(JsonNode::textValue).contains("53");
    assertThat(traits.find("phone")).map(JsonNode::isNull).contains(true);
    assertThat(traits.find("title")).map(JsonNode::textValue).contains("VP");
    assertThat(traits.all().keySet()).containsExactly("plan", "address", "phone", "Phone", "Title");
    assertThat(traits.all().get("plan").textValue()).isEqualTo("new");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'type':'group','groupId':'g'", "'type':'track','event':'e'", "'type':'page'", "'type':'delete'"})
  void traitsOfAnyOtherCallAreThoseOfItsContext(String call) {
    Traits traits = Events.read(("{" + call + ",'userId':'u','traits':{'name':'Initech','email':'info@initech.com'},'context':{'traits':{'name':'Tom'}}}").replace('\'', '"')).traits();

    assertThat(traits.all()).containsOnlyKeys("name");
    assertThat(traits.find("name")).map(JsonNode::textValue).contains("Tom");
    assertThat(traits.find("email")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"x\":1", "\"traits\":null", "\"context\":null", "\"context\":{\"traits\":[1]}", "\"context\":{\"traits\":\"x\"}"})
  void anEventWithoutTraitsHasNone(String members) {
    Traits traits = Events.identify(members).traits();

    assertThat(traits.all()).isEmpty();
    assertThat(traits.find("email")).isEmpty();
    assertThat(traits.exact("email")).isEmpty();
  }

  @Test
  void theExampleOfAnIdentifyIsRead() {
    Traits traits = Events.read("""
        {"type":"identify","userId":"YOUR_DATABASE_USER_ID","traits":{
          "email": "tom@example.com",
          "name": "Tom Smykowski",
          "company": "Initech, Inc",
          "department": "Customer Service",
          "years_in_business": "10",
          "notes": "Working on a \\"Jump to Conclusions\\" mat",
          "description": "Im a people person. What the hell is wrong with you people?",
          "title": "VP of Engineering"}}
        """).traits();

    assertThat(traits.all()).hasSize(8);
    assertThat(Map.of("email", text(traits, "email"), "company", text(traits, "company"), "yearsInBusiness", text(traits, "yearsInBusiness"), "notes", text(traits, "notes")))
        .containsOnly(entry("email", "tom@example.com"), entry("company", "Initech, Inc"), entry("yearsInBusiness", "10"),
            entry("notes", "Working on a \"Jump to Conclusions\" mat"));
    assertThat(traits.find("company.name")).isEmpty();
  }

  private static String text(Traits traits, String name) {
    return traits.find(name).orElseThrow().textValue();
  }

  private static Traits traits(String json) {
    return Events.identify("\"traits\":" + json.replace('\'', '"')).traits();
  }
}
