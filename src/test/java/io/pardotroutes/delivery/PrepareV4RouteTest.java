package io.pardotroutes.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.prospect.ProspectWrite;
import io.pardotroutes.prospect.ProspectWrite.By;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which prospect an event is about, row by row: Pardot id, Salesforce id, lookup field, {@code onNoIdentifier}. */
class PrepareV4RouteTest extends DeliveryRouteTest {

  private static final String BILL = "'userId':'u','traits':{'email':'Bill@segment.com','title':'CEO','org_id':'X'}";

  PrepareV4RouteTest() {
    super("prepare-v4.camel.yaml", "lookup.camel.yaml");
  }

  @Test
  void aPardotIdSaysItAllAndWinsOverEverythingElse() {
    ProspectWrite write = prepare("lookup", BILL + ",'integrations':{'Pardot':{'id':5,'fid':'00339000033ZUR6'}}");

    assertThat(write.by()).isEqualTo(By.ID);
    assertThat(write.key()).isEqualTo("5");
    assertThat(write.fields()).containsEntry("org_id", "X");
    assertThat(pardot.operations()).isEmpty();
  }

  @Test
  void aSalesforceIdWinsOverTheLookupField() {
    ProspectWrite write = prepare("lookup", BILL + ",'integrations':{'Pardot':{'fid':'00339000033ZUR6'}}");

    assertThat(write.by()).isEqualTo(By.FID);
    assertThat(write.key()).isEqualTo("00339000033ZUR6");
    assertThat(pardot.operations()).isEmpty();
  }

  @Test
  void theProspectWithTheLookupValueIsUpdatedByItsId() {
    pardot.thenFinds("{'id':1,'org_id':'Y'}", "{'id':2,'org_id':'X'}", "{'id':3}");

    ProspectWrite write = prepare("lookup", BILL);

    assertThat(write.by()).isEqualTo(By.ID);
    assertThat(write.key()).isEqualTo("2");
    assertThat(pardot.operations()).containsExactly("read");
    assertThat(pardot.parameter(0, "email")).isEqualTo("bill@segment.com");
  }

  @Test
  void theOnlyProspectWithoutALookupValueIsAdopted() {
    pardot.thenFinds("{'id':1,'org_id':'Y'}", "{'id':3}");

    ProspectWrite write = prepare("lookup", BILL);

    assertThat(write.by()).isEqualTo(By.ID);
    assertThat(write.key()).isEqualTo("3");
    assertThat(write.fields()).containsEntry("org_id", "X");
  }

  @Test
  void noneOfSeveralWithoutALookupValueIsAdopted() {
    pardot.thenFinds("{'id':3}", "{'id':4}");

    assertCreated(prepare("lookup", BILL));
  }

  @Test
  void nobodyIsAdoptedWhereTheSettingSaysCreate() {
    pardot.thenFinds("{'id':3}");

    assertCreated(prepare("creates", BILL));
  }

  @Test
  void whereNobodyHasTheAddressAProspectIsCreatedWithTheLookupFieldFilledIn() {
    assertCreated(prepare("lookup", BILL));
  }

  @Test
  void theUserIdIsTheLookupValueWhereTheSettingSaysSo() {
    pardot.thenFinds("{'id':1,'org_id':'X'}", "{'id':2,'org_id':'u'}");

    ProspectWrite write = prepare("byUserId", BILL);

    assertThat(write.key()).isEqualTo("2");
    assertThat(write.fields()).containsEntry("org_id", "u");
  }

  @Test
  void withoutAnyIdentifierTheProspectThatWasActiveLastIsMatchedByEmail() {
    pardot.thenFinds("{'id':1,'last_activity_at':'2026-01-02 00:00:00'}", "{'id':2,'last_activity_at':'2026-01-01 00:00:00'}",
        "{'id':3,'last_activity_at':'2026-01-03 00:00:00','is_archived':true}");

    ProspectWrite write = prepare("v4", "'userId':'u','traits':{'email':'bill@segment.com'}");

    assertThat(write.by()).isEqualTo(By.ID);
    assertThat(write.key()).isEqualTo("1");
  }

  @Test
  void withoutAnyIdentifierAndMatchAProspectIsCreated() {
    ProspectWrite write = prepare("v4", "'userId':'u','traits':{'email':'bill@segment.com'}");

    assertThat(write.by()).isEqualTo(By.NEW);
    assertThat(pardot.operations()).containsExactly("read");
  }

  @Test
  void withoutAnyIdentifierAProspectIsCreatedUnaskedWhereTheSettingSaysCreate() {
    ProspectWrite write = prepare("creates", "'userId':'u','traits':{'email':'bill@segment.com'}");

    assertThat(write.by()).isEqualTo(By.NEW);
    assertThat(pardot.operations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "rejects | 'traits':{'email':'bill@segment.com'}                                                 | no-identifier",
      "lookup  | 'traits':{'org_id':'X'}                                                               | missing-email",
      "v4      | 'traits':{'title':'CEO'}                                                              | missing-email",
      "v4      | 'traits':{'email':'no one'}                                                           | invalid-email",
      "v4      | 'traits':{'email':'bill@segment.com'},'integrations':{'Pardot':{'id':'abc'}}           | field-invalid",
      "v4      | 'traits':{'email':'bill@segment.com'},'integrations':{'Pardot':{'fid':'short'}}        | field-invalid"})
  void anEventThatCanMeanNobodyEndsHere(String destination, String members, String reason) {
    start();
    Delivery delivery = delivery(destination, identify("'userId':'u'," + members.replace("\"", "'")));

    through("direct:prepare-v4", destination, delivery);

    assertThat(delivery.outcome().kind()).isEqualTo(Outcome.Kind.DEAD);
    assertThat(delivery.outcome().reason()).isEqualTo(reason);
    assertThat(pardot.operations()).isEmpty();
  }

  private void assertCreated(ProspectWrite write) {
    assertThat(write.by()).isEqualTo(By.NEW);
    assertThat(write.email()).isEqualTo("bill@segment.com");
    assertThat(write.fields()).containsEntry("org_id", "X");
    assertThat(pardot.operations()).containsExactly("read");
  }

  private ProspectWrite prepare(String destination, String members) {
    start();
    Delivery delivery = delivery(destination, identify(members));
    through("direct:prepare-v4", destination, delivery);
    assertThat(delivery.isSettled()).isFalse();
    return Prospects.aim(delivery.write(), delivery);
  }
}
