package io.pardotroutes.prospect;

import io.pardotroutes.event.Event;
import io.pardotroutes.event.Integrations;

/**
 * Which prospect an event is about, as far as the event itself tells. Version 3 knows e-mails only; version 4 asks in this order:
 * Pardot id, Salesforce id, lookup field, {@code onNoIdentifier} (Segment, Pardot destination, versions 3 and 4). The texts of these
 * records leave the values out: they are personal.
 */
public sealed interface Identity {
  /** Pardot's own id. */
  record ById(long id) implements Identity {}

  /** Salesforce id of the lead or contact, 15 or 18 letters and digits. */
  record ByFid(String fid) implements Identity {
    @Override
    public String toString() {
      return "ByFid";
    }
  }

  /** The prospect whose lookup field has this value; {@code email}, in lower case, is where to look and null where the event has none. */
  record ByLookup(String field, String value, String email) implements Identity {
    @Override
    public String toString() {
      return "ByLookup[field=" + field + "]";
    }
  }

  /** The prospect with this e-mail, in lower case. Version 4 has to read it first: there may be several. */
  record ByEmail(String email) implements Identity {
    @Override
    public String toString() {
      return "ByEmail";
    }
  }

  /** Always another prospect with this e-mail, in lower case. */
  record New(String email) implements Identity {
    @Override
    public String toString() {
      return "New";
    }
  }

  /** Can't be delivered: a reason in one word, and what is wrong in a sentence without values. */
  record Refused(String reason, String text) implements Identity {}

  /** Reason for an identifier that can't be one. */
  String FIELD_INVALID = "field-invalid";
  /** Reason for an event that {@code onNoIdentifier=reject} turns away. */
  String NO_IDENTIFIER = "no-identifier";

  /** The e-mail alone: who it is in version 3. */
  static Identity byEmail(Event event) {
    String email = EmailAddress.of(event);
    if (email != null) {
      return new ByEmail(email);
    }
    String problem = EmailAddress.problem(event);
    return new Refused(problem, problem.equals(EmailAddress.MISSING)
        ? "the event has no e-mail: the trait email is missing, and the userId is none"
        : "the event's e-mail is not an address: it needs one @, no blanks, 255 characters at most");
  }

  /** The best identifier that the event has, from version 4 on; the settings say what to do where it has none. */
  static Identity byIdentifier(Event event, MappingRules rules) {
    Integrations named = event.pardot();
    if (isGiven(named.id())) {
      String id = named.id().strip();
      return id.matches("0*[1-9][0-9]*") && id.length() <= 18 ? new ById(Long.parseLong(id))
          : new Refused(FIELD_INVALID, "integrations.Pardot.id must be a whole number above 0, of 18 digits at most");
    }
    if (isGiven(named.fid())) {
      String fid = named.fid().strip();
      return fid.matches("[A-Za-z0-9]{15}([A-Za-z0-9]{3})?") ? new ByFid(fid)
          : new Refused(FIELD_INVALID, "integrations.Pardot.fid must have 15 or 18 letters and digits");
    }
    LookupValue lookup = LookupValue.of(event, rules);
    if (lookup.problem() != null) {
      return new Refused(FIELD_INVALID, lookup.problem());
    }
    if (lookup.text() != null) {
      return new ByLookup(rules.lookupField(), lookup.text(), EmailAddress.of(event));
    }
    if (rules.onNoIdentifier() == OnNoIdentifier.REJECT) {
      return new Refused(NO_IDENTIFIER, "the event has no Pardot id, no Salesforce id and no lookup value, and onNoIdentifier is reject");
    }
    Identity byEmail = byEmail(event);
    return rules.onNoIdentifier() == OnNoIdentifier.CREATE && byEmail instanceof ByEmail known ? new New(known.email()) : byEmail;
  }

  private static boolean isGiven(String identifier) {
    return identifier != null && !identifier.isBlank();
  }
}
