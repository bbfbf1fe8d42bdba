package io.pardotroutes.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntegrationsTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
      "{} | true",
      "{'All':true} | true",
      "{'Pardot':true} | true",
      "{'All':true,'Pardot':true} | true",
      "{'Pardot':false} | false",
      "{'All':true,'Pardot':false} | false",
      "{'All':false,'Pardot':false} | false",
      "{'Pardot':{}} | true",
      "{'All':false,'Pardot':{}} | true",
      "{'All':false,'Pardot':{'fid':'x'}} | true",
      "{'All':false} | false",
      "{'All':false,'Salesforce':true} | false",
      "{'All':false,'Pardot':true} | true",
      "{'Pardot':null} | true",
      "{'All':false,'Pardot':null} | true",
      "{'All':false,'Pardot':'no'} | true",
      "{'All':false,'Pardot':0} | true",
      "{'All':'false'} | true",
      "{'All':null} | true",
      // names: exact first, then in any case
      "{'all':false} | false",
      "{'All':true,'all':false} | true",
      "{'pardot':false} | false",
      "{'PARDOT':false,'Pardot':true} | true",
      "{'All':false,'pardot':{'id':'1'}} | true",
      "{'Pardot (Actions)':false} | false",
      "{'Pardot Actions':false} | false",
      "{'pardot actions':false} | false",
      "{'Pardot Actions':false,'Pardot':true} | true",
      "{'Salesforce':false,'Pardots':false} | true"})
  void anEventIsKeptFromPardotAsItsIntegrationsSay(String integrations, boolean enabled) {
    assertThat(pardot("'integrations':" + integrations).enabled()).isEqualTo(enabled);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'integrations':null", "'integrations':[]", "'integrations':false", "'context':null", "'options':'x','context':{'providers':7}"})
  void withoutAnyIntegrationsAnEventGoesToPardot(String members) {
    assertThat(pardot(members)).isEqualTo(new Integrations(true, null, null));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", value = {
      "{'fid':'00339000033ZUR6'} | - | 00339000033ZUR6",
      "{'id':'123','fid':'00339000033ZUR6'} | 123 | 00339000033ZUR6",
      "{'id':123} | 123 | -",
      "{'id':12345678901234567890} | 12345678901234567890 | -",
      "{'id':123.0} | 123 | -",
      "{'id':1.23e2} | 123 | -",
      "{'id':' 123 '} | 123 | -",
      "{'id':'','fid':' '} | - | -",
      "{'id':null,'fid':['x']} | - | -",
      "{'id':true,'fid':{}} | - | -",
      "{'ID':'9','Fid':'x'} | 9 | x",
      "{'id':'1','ID':'9'} | 1 | -"})
  void theOptionsNameTheProspect(String options, String id, String fid) {
    assertThat(pardot("'integrations':{'Pardot':" + options + "}")).isEqualTo(new Integrations(true, id, fid));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", value = {
      "'integrations':{'pardot':{'id':'1'}} | true | 1",
      "'integrations':{'Pardot':true,'pardot':{'id':'1'}} | true | 1",
      "'integrations':{'Pardot (Actions)':{'id':'1'}} | true | 1",
      "'integrations':{'Pardot':{'id':'1'},'Pardot Actions':{'id':'2'}} | true | 1",
      "'options':{'providers':{'Pardot':{'id':'1'}}} | true | 1",
      "'context':{'providers':{'Pardot':{'id':'1'}}} | true | 1",
      "'options':{'Pardot':{'id':'1'}} | true | 1",
      "'integrations':{'Pardot':{}},'options':{'Pardot':{'id':'1'}} | true | 1",
      "'integrations':{'Pardot':{'id':'2'}},'options':{'Pardot':{'id':'1'}} | true | 2",
      "'options':{'providers':{'Pardot':false}} | false | -",
      "'context':{'providers':{'Pardot':false}} | false | -",
      "'options':{'Pardot':false} | false | -",
      "'options':{'all':false} | false | -",
      "'options':{'providers':{'all':false}} | false | -",
      "'options':{'all':false,'Pardot':{'id':'1'}} | true | 1",
      "'integrations':{'Pardot':true},'options':{'Pardot':false} | true | -"})
  void olderNamesAndPlacesAreRead(String members, boolean enabled, String id) {
    assertThat(pardot(members)).isEqualTo(new Integrations(enabled, id, null));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", value = {
      "'context':{'externalId':[{'type':'pardotId','id':'7'}]} | 7 | -",
      "'context':{'externalId':[{'type':'CRMFID','id':'003x'}]} | - | 003x",
      "'context':{'externalId':[{'type':'other','id':'1'},{'id':'2'},{'type':'PardotID','id':''},{'type':'pardotid','id':8}]} | 8 | -",
      "'context':{'externalId':[{'type':'crmfid','id':'003x'},{'type':'pardotId','id':'7'}]} | 7 | 003x",
      "'context':{'externalIds':[{'type':'pardotId','id':'7','collection':'users','encoding':'none'}]} | 7 | -",
      "'context':{'externalId':{'type':'pardotId','id':'7'}} | 7 | -",
      "'context':{'externalId':['pardotId',7,null,[]]} | - | -",
      "'context':{'externalId':'7'} | - | -",
      "'integrations':{'Pardot':{'fid':'003y'}},'context':{'externalId':[{'type':'pardotId','id':'7'}]} | - | 003y",
      "'integrations':{'Pardot':{'id':''}},'context':{'externalId':[{'type':'pardotId','id':'7'}]} | 7 | -"})
  void externalIdsNameTheProspectWhereTheOptionsDoNot(String members, String id, String fid) {
    assertThat(pardot(members)).isEqualTo(new Integrations(true, id, fid));
  }

  @Test
  void theExampleOfPardotsOptionsIsRead() {
    Event event = Events.read("""
        {"type": "identify", "userId": "YOUR_DATABASE_USER_ID", "traits": {"email": "bill@segment.com"},
         "integrations": {"Pardot": {"fid": "00339000033ZUR6"}}}
        """);

    assertThat(event.pardot()).isEqualTo(new Integrations(true, null, "00339000033ZUR6"));
    assertThat(event.email()).contains("bill@segment.com");
  }

  private static Integrations pardot(String members) {
    return Events.identify(members.replace('\'', '"')).pardot();
  }
}
