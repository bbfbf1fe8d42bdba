package io.pardotroutes.delivery;

import io.pardotroutes.destination.Destination;
import io.pardotroutes.prospect.Identity;
import io.pardotroutes.prospect.Mapped;
import io.pardotroutes.prospect.MappingRules;
import io.pardotroutes.prospect.ProspectWrite;
import org.apache.camel.Body;

/** The bean {@code prospects}: which prospect an event is about, and what is written to it. */
public final class Prospects {

  /** The event's e-mail address is the prospect; an event without one ends here. */
  public void byEmail(@Body Delivery delivery) {
    identified(delivery, Identity.byEmail(delivery.getEvent()), null);
  }

  /**
   * Decides by which of its identifiers the event means its prospect, and ends an event that means none.
   *
   * @return one word for the route: {@code id}, {@code fid}, {@code lookup}, {@code email}, {@code new} or {@code refused}
   */
  public String byIdentifier(@Body Delivery delivery) {
    Destination destination = delivery.destination();
    Identity identity = Identity.byIdentifier(delivery.getEvent(), destination.mappingRules());
    Lookup lookup = lookup(destination, identity);
    identified(delivery, identity, lookup == null || identity instanceof Identity.New ? lookup : delivery.sameLookup(lookup));
    return word(identity);
  }

  private static void identified(Delivery delivery, Identity identity, Lookup lookup) {
    delivery.identifiedBy(identity, lookup);
    if (identity instanceof Identity.Refused refused) {
      delivery.end(Outcome.dead(refused.reason(), 0, refused.text()));
    }
  }

  private static Lookup lookup(Destination destination, Identity identity) {
    if (identity instanceof Identity.ByLookup by) {
      return Lookup.byField(destination.name(), by.field(), by.value(), by.email());
    }
    if (identity instanceof Identity.ByEmail by) {
      return Lookup.byEmail(destination.name(), by.email());
    }
    // A prospect that is always created is looked up only when the answer to its create was lost.
    return identity instanceof Identity.New by ? Lookup.byEmail(destination.name(), by.email()) : null;
  }

  private static String word(Identity identity) {
    if (identity instanceof Identity.ById) {
      return "id";
    }
    if (identity instanceof Identity.ByFid) {
      return "fid";
    }
    if (identity instanceof Identity.ByLookup) {
      return "lookup";
    }
    if (identity instanceof Identity.ByEmail) {
      return "email";
    }
    return identity instanceof Identity.New ? "new" : "refused";
  }

  /** Maps the event's traits to what is written to the prospect that was identified; an event with an outcome is left alone. */
  public void write(@Body Delivery delivery) {
    if (delivery.isSettled()) {
      return;
    }
    MappingRules rules = delivery.destination().mappingRules();
    Mapped mapped = delivery.destination().fieldMap().map(delivery.getEvent(), rules);
    ProspectWrite write = ProspectWrite.of(delivery.identity(), mapped, rules);
    if (aim(write, delivery).by() == ProspectWrite.By.NEW && write.emailProblem() != null) {
      delivery.end(Outcome.dead(write.emailProblem(), 0, "no prospect has the lookup value, and without an e-mail none can be created"));
    }
    delivery.write(write);
  }

  /** The write as an update of the prospect that the delivery's lookup has found; as it was meant, where there was no lookup or it found none. */
  static ProspectWrite aim(ProspectWrite write, Delivery delivery) {
    Lookup lookup = delivery.getLookup();
    return lookup == null || lookup.id() == null ? write : write.resolvedTo(lookup.id());
  }
}
