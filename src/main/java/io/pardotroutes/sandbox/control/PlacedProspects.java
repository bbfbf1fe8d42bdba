package io.pardotroutes.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.pardotroutes.sandbox.api.Changes;
import io.pardotroutes.sandbox.control.ProspectStream.Row;
import io.pardotroutes.sandbox.data.BusinessUnit;
import io.pardotroutes.sandbox.data.Email;
import io.pardotroutes.sandbox.data.Fid;
import io.pardotroutes.sandbox.data.Field;
import io.pardotroutes.sandbox.data.Fields;
import io.pardotroutes.sandbox.data.Organisation;
import io.pardotroutes.sandbox.data.Prospect;
import io.pardotroutes.sandbox.data.Timestamps;
import io.pardotroutes.sandbox.wire.ControlError;
import io.pardotroutes.sandbox.wire.Refused;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Prospects put in place by a control call: as an answer shows them, read-only fields too. All of them or none. */
final class PlacedProspects {
  private static final Set<String> OWN =
      Set.of("id", "email", "business_unit_id", "is_archived", "created_at", "updated_at");
  private static final Set<String> FIDS = Set.of("fid", "salesforce_fid", "crm_lead_fid", "crm_contact_fid");

  private final Organisation organisation;
  private final Set<Long> ids = new HashSet<>();

  PlacedProspects(Organisation organisation) {
    this.organisation = organisation;
  }

  /**
   * The prospects as placed, each with its unit, null for the first one that is called.
   *
   * @param json an array of prospects, or one of them
   */
  List<Row> place(JsonNode json) {
    var placed = new ArrayList<Row>();
    for (JsonNode prospect : json.isArray() ? json : List.of(json)) {
      placed.add(read(prospect, placed.size()));
    }
    refuseRepeatedAddresses(placed);
    refuseRepeatedFids(placed);
    for (Row one : placed) {
      if (one.unit() == null) {
        organisation.unclaimed().add(one.prospect());
      } else {
        unit(one.unit()).prospects().add(one.prospect());
      }
    }
    return placed;
  }

  private Row read(JsonNode json, int index) {
    ControlError.when(!json.isObject(), "prospect " + index + " has to be a JSON object");
    String email = json.path("email").asText("");
    ControlError.when(!Email.isOne(email), "prospect " + index + " has no valid \"email\"");
    long now = organisation.now();
    var prospect = new Prospect(id(json.path("id"), index), email, now);
    json.properties().forEach(member -> {
      if (!OWN.contains(member.getKey()) && !FIDS.contains(member.getKey()) && !member.getValue().isNull()) {
        set(prospect, member.getKey(), member.getValue(), index);
      }
    });
    for (String name : FIDS) {
      String fid = json.path(name).asText("");
      if (Fid.isOne(fid)) {
        prospect.set(Fid.field(fid), fid);
      } else if (!fid.isEmpty()) {
        throw ControlError.invalid("\"" + name + "\" of prospect " + index
            + " has to begin with 00Q or 003 and have 15 or 18 letters and digits");
      }
    }
    prospect.archive(json.path("is_archived").asBoolean());
    long created = time(json, "created_at", index, now);
    prospect.date(created, time(json, "updated_at", index, json.hasNonNull("created_at") ? created : now));
    String unit = json.path("business_unit_id").asText("");
    return new Row(unit.isEmpty() ? null : unit(unit).id(), prospect);
  }

  private long id(JsonNode json, int index) {
    if (json.isMissingNode() || json.isNull()) {
      long next = organisation.nextProspectId();
      ids.add(next);
      return next;
    }
    long id = json.asLong();
    boolean known = organisation.units().stream().anyMatch(unit -> unit.prospects().byId(id) != null)
        || organisation.unclaimed().stream().anyMatch(prospect -> prospect.id() == id);
    ControlError.when(id < 1 || known || !ids.add(id), "\"id\" of prospect " + index + " has to be a positive number that no prospect has");
    organisation.reserveProspectId(id);
    return id;
  }

  private void set(Prospect prospect, String name, JsonNode value, int index) {
    Field field = organisation.fields().find(name).orElseThrow(() -> ControlError.invalid(
        "prospect " + index + " has a field \"" + name + "\" that isn't there; make a custom field with POST "
            + "/api/customField/version/4/do/create (name, field_id, type) first"));
    var faults = new ArrayList<Refused.ParameterFault>();
    var kept = new ArrayList<String>();
    for (JsonNode item : value.isArray() ? value : List.of(value)) {
      String text = Changes.clean(item.asText());
      String one = text.isEmpty() ? null : field.keep(text, faults);
      if (one != null) {
        kept.add(one);
      }
    }
    if (!faults.isEmpty() || value.isObject() || kept.size() > 1 && !field.multiple()) {
      throw ControlError.invalid("\"" + name + "\" of prospect " + index + " has no value for a field of kind " + field.kind());
    }
    prospect.set(field, kept.isEmpty() ? null : field.multiple() ? List.copyOf(kept) : kept.get(0));
  }

  private void refuseRepeatedAddresses(List<Row> placed) {
    var seen = new HashSet<String>();
    for (Row one : placed) {
      BusinessUnit unit = one.unit() == null ? null : unit(one.unit());
      Boolean several = unit == null ? organisation.settings().multipleProspectsPerEmail() : unit.severalPerEmail();
      boolean repeated = !seen.add(inUnit(one.unit(), one.prospect().emailKey()))
          || unit != null && unit.prospects().firstByEmail(one.prospect().email()) != null;
      if (repeated && Boolean.FALSE.equals(several)) {
        throw ControlError.invalid("an address is there more than once, but the business unit allows one prospect per address; "
            + "POST /sandbox/settings {\"multipleProspectsPerEmail\": true} first");
      }
    }
  }

  private void refuseRepeatedFids(List<Row> placed) {
    var seen = new HashSet<String>();
    organisation.unclaimed().forEach(prospect -> fids(prospect).forEach(fid -> seen.add(inUnit(null, fid))));
    for (Row one : placed) {
      for (String fid : fids(one.prospect())) {
        if (!seen.add(inUnit(one.unit(), fid)) || one.unit() != null && unit(one.unit()).prospects().byFid(fid) != null) {
          throw ControlError.invalid("a Salesforce id is there more than once; it belongs to one prospect of a business unit");
        }
      }
    }
  }

  private static String inUnit(String unit, String key) {
    return unit + " " + key;
  }

  private static List<String> fids(Prospect prospect) {
    return Stream.of(Fields.LEAD_FID, Fields.CONTACT_FID).map(prospect::text).filter(Objects::nonNull).map(Fid::key).toList();
  }

  private BusinessUnit unit(String id) {
    ControlError.when(!BusinessUnit.ID.matcher(id).matches(), "\"business_unit_id\" has to be 0Uv and 15 more letters and digits");
    try {
      return organisation.unit(id);
    } catch (Refused unknown) {
      throw ControlError.invalid("\"business_unit_id\" is none of the \"businessUnits\" of the settings");
    }
  }

  private static long time(JsonNode json, String name, int index, long otherwise) {
    if (!json.hasNonNull(name)) {
      return otherwise;
    }
    return Timestamps.seconds(json.get(name).asText()).orElseThrow(() -> ControlError.invalid(
        "\"" + name + "\" of prospect " + index + " has to be a time like 2026-01-05 10:11:12"));
  }
}
