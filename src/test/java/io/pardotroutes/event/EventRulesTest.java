package io.pardotroutes.event;

import static io.pardotroutes.event.Events.READER;
import static io.pardotroutes.event.Events.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventRulesTest {

  @ParameterizedTest
  @ValueSource(strings = {
      "{'type':'identify','userId':'u'}",
      "{'type':'identify','anonymousId':'a'}",
      "{'type':'identify','userId':null,'anonymousId':'a','traits':{}}",
      "{'type':'identify','userId':'','anonymousId':'a','traits':null}",
      "{'type':'identify','userId':5}",
      "{'type':'identify','userId':'u','messageId':null,'context':5,'integrations':[],'timestamp':{},'version':'1.1','channel':7}",
      "{'type':'track','userId':'u','event':'Signed Up','properties':[1]}",
      "{'type':'page','anonymousId':'a'}",
      "{'type':'screen','anonymousId':'a','name':7}",
      "{'type':'group','userId':'u','groupId':'g','traits':[]}",
      "{'type':'group','userId':'u','groupId':7}",
      "{'type':'alias','userId':'new','previousId':'old'}",
      "{'type':'delete','userId':'u'}",
      "{'type':'Identify','userId':'u','traits':5}",
      "{'type':'what nobody knows','userId':'u'}"})
  void aMessageThatNamesItsCallAndItsPersonIsAnEvent(String json) {
    assertThat(READER.readOne(utf8(json.replace('\'', '"')), null).messageId()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(quoteCharacter = '~', delimiter = '|', value = {
      "{'userId':'u'} | type",
      "{'type':'','userId':'u'} | type",
      "{'type':null,'userId':'u'} | type",
      "{'type':7,'userId':'u'} | type",
      "{'type':['identify'],'userId':'u'} | type",
      "{'type':'identify'} | userId",
      "{'type':'identify','userId':'','anonymousId':' '} | userId",
      "{'type':'identify','userId':null,'anonymousId':null} | userId",
      "{'type':'identify','userId':{},'anonymousId':'a'} | userId",
      "{'type':'identify','userId':['u']} | userId",
      "{'type':'identify','userId':true} | userId",
      "{'type':'identify','userId':'u','anonymousId':{}} | anonymousId",
      "{'type':'identify','userId':'u','messageId':7} | messageId",
      "{'type':'identify','userId':'u','messageId':{}} | messageId",
      "{'type':'identify','userId':'u','traits':'x'} | traits",
      "{'type':'identify','userId':'u','traits':[]} | traits",
      "{'type':'identify','userId':'u','traits':false} | traits",
      "{'type':'track','userId':'u'} | event",
      "{'type':'track','userId':'u','event':''} | event",
      "{'type':'track','userId':'u','event':7} | event",
      "{'type':'group','userId':'u'} | groupId",
      "{'type':'group','userId':'u','groupId':{}} | groupId",
      "{'type':'group','groupId':'g'} | userId",
      "{'type':'alias','userId':'u'} | previousId",
      "{'type':'alias','anonymousId':'a','previousId':'p'} | userId",
      "{'type':'alias','userId':'u','previousId':{}} | previousId",
      "{'type':'delete'} | userId"})
  void whatDoesNotIsNoneAndThePlaceIsNamed(String json, String path) {
    assertThatThrownBy(() -> READER.readOne(utf8(json.replace('\'', '"')), null))
        .isInstanceOfSatisfying(InvalidRequest.class, refusal -> assertThat(refusal.errors().get(0).path()).isEqualTo(path));
  }

  @Test
  void aMessageIdMayHave100Characters() {
    String json = "{\"type\":\"identify\",\"userId\":\"u\",\"messageId\":\"%s\"}";

    assertThat(READER.readOne(utf8(json.formatted("m".repeat(100))), "other").messageId()).hasSize(100);
    assertThatThrownBy(() -> READER.readOne(utf8(json.formatted("m".repeat(101))), null)).hasMessage("messageId is longer than 100 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"email\":\"\"", "\"email\":null", "\"email\":[\"a@x\"]", "\"name\":42", "\"company\":\"Initech\"", "\"company\":{\"id\":5}",
      "\"address\":\"1 Main St\"", "\"phone\":5551234", "\"\":\"\"", "\"id\":false", "\"age\":-0.0", "\"traits\":{\"traits\":[[[]]]}"})
  void noTraitFailsAnEventWhateverItsType(String trait) {
    assertThat(Events.identify("\"traits\":{" + trait + "}").traits().all()).hasSize(1);
  }
}
