package io.pardotroutes.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class LookupRouteTest extends DeliveryRouteTest {

  private static final String BILL = "'userId':'u','traits':{'email':'bill@segment.com','org_id':'X'}";

  LookupRouteTest() {
    super("lookup.camel.yaml");
  }

  @Test
  void whatWasFoundIsRememberedAndNotAskedForAgain() {
    pardot.thenFinds("{'id':2,'org_id':'X'}");
    start();

    Lookup first = lookUp("lookup", BILL);
    Lookup second = lookUp("lookup", BILL.replace("bill@", "william@"));

    assertThat(first.id()).isEqualTo(2);
    assertThat(second.id()).isEqualTo(2);
    assertThat(pardot.operations()).containsExactly("read");
  }

  @Test
  void thatNobodyWasFoundIsNotRemembered() {
    pardot.thenRefuses(4).thenFinds("{'id':2,'org_id':'X'}");
    start();

    Lookup first = lookUp("lookup", BILL);
    Lookup second = lookUp("lookup", BILL);

    assertThat(first.answered()).isTrue();
    assertThat(first.id()).isNull();
    assertThat(second.id()).isEqualTo(2);
  }

  @Test
  void whatOneDestinationKnowsIsNothingToAnother() {
    pardot.thenFinds("{'id':2,'org_id':'X'}").thenFinds("{'id':9,'org_id':'X'}");
    start();

    assertThat(lookUp("lookup", BILL).id()).isEqualTo(2);
    assertThat(lookUp("single", BILL).id()).isEqualTo(9);
  }

  @Test
  void aProspectWithoutALookupValueIsAdoptedByTheFirstWhoAsks() {
    pardot.thenFinds("{'id':3}").thenFinds("{'id':3}");
    start();

    assertThat(lookUp("lookup", BILL).id()).isEqualTo(3);
    assertThat(lookUp("lookup", BILL.replace("'X'", "'Z'")).id()).isNull();
  }

  @Test
  void aLookupThatFailsForAMomentIsRepeated() {
    pardot.then(503, "<html>").thenRefuses(66).thenFinds("{'id':2,'org_id':'X'}");
    start();

    assertThat(lookUp("lookup", BILL).id()).isEqualTo(2);
    assertThat(pardot.operations()).containsExactly("read", "read", "read");
    assertThat(waits.current()).isEmpty();
  }

  @Test
  void aLookupThatIsRefusedForTheEventsSakeEndsTheEvent() {
    pardot.thenRefuses(51);
    start();
    Delivery delivery = identified("lookup", BILL);

    Exchange done = through("direct:lookup", "lookup", delivery);

    assertThat(done.getException()).isNull();
    assertThat(delivery.outcome().reason()).isEqualTo("field-invalid");
    assertThat(delivery.outcome().code()).isEqualTo(51);
  }

  @Test
  void noHeaderOfTheCacheIsLeftBehind() {
    pardot.thenFinds("{'id':2,'org_id':'X'}");
    start();

    Exchange done = through("direct:lookup", "lookup", identified("lookup", BILL));

    assertThat(done.getMessage().getHeaders()).isEmpty();
  }

  private Lookup lookUp(String destination, String members) {
    Delivery delivery = identified(destination, members);
    Exchange done = through("direct:lookup", destination, delivery);
    assertThat(done.getException()).isNull();
    assertThat(done.getMessage().getBody()).isSameAs(delivery);
    return delivery.getLookup();
  }

  private Delivery identified(String destination, String members) {
    Delivery delivery = delivery(destination, identify(members));
    new Prospects().byIdentifier(delivery);
    return delivery;
  }
}
