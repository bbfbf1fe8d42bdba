package io.pardotroutes.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.pardotroutes.prospect.ProspectWrite.By;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrepareV3RouteTest extends DeliveryRouteTest {

  PrepareV3RouteTest() {
    super("prepare-v3.camel.yaml");
  }

  @Test
  void theEmailInLowerCaseIsTheProspectAndTheTraitsItsFields() {
    start();
    Delivery delivery = delivery("v3", identify("'userId':'u','traits':{'email':' Tom@Example.com','title':'CEO'}"));

    through("direct:prepare-v3", "v3", delivery);

    assertThat(delivery.getLookup()).isNull();
    assertThat(delivery.write().by()).isEqualTo(By.EMAIL);
    assertThat(delivery.write().key()).isEqualTo("tom@example.com");
    assertThat(delivery.write().fields()).containsEntry("job_title", "CEO");
    assertThat(delivery.isSettled()).isFalse();
    assertThat(pardot.operations()).isEmpty();
  }

  @Test
  void idsOfPardotMeanNothingInVersion3() {
    start();
    Delivery delivery = delivery("v3", identify("'userId':'u','traits':{'email':'tom@example.com'},'integrations':{'Pardot':{'id':5}}"));

    through("direct:prepare-v3", "v3", delivery);

    assertThat(delivery.write().by()).isEqualTo(By.EMAIL);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "'userId':'u','traits':{'title':'CEO'}      | missing-email",
      "'userId':'u','traits':{'email':'no one'}   | invalid-email"})
  void withoutAnEmailThereIsNobodyToWriteTo(String members, String reason) {
    start();
    Delivery delivery = delivery("v3", identify(members.replace("\"", "'")));

    through("direct:prepare-v3", "v3", delivery);

    assertThat(delivery.outcome().kind()).isEqualTo(Outcome.Kind.DEAD);
    assertThat(delivery.outcome().reason()).isEqualTo(reason);
    assertThat(delivery.write()).isNull();
  }
}
