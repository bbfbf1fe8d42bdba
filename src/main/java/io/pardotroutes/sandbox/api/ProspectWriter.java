package io.pardotroutes.sandbox.api;

import io.pardotroutes.sandbox.data.Email;
import io.pardotroutes.sandbox.data.Fid;
import io.pardotroutes.sandbox.data.Organisation;
import io.pardotroutes.sandbox.data.Prospect;
import io.pardotroutes.sandbox.data.Prospects;
import io.pardotroutes.sandbox.wire.Refused;

/** The single-record writes of both versions; a batch is made of the same (Pardot API v3 and v4, "Prospects"). */
record ProspectWriter(Organisation organisation, Prospects prospects, int version) {

  /** A written prospect, and whether it is a new one. */
  record Written(Prospect prospect, boolean created) {}

  /** v3: 9 if a live prospect has the address, an archived one comes back. v4: always a new prospect. */
  Written create(Target target) {
    String email = address(target.required("email"));
    Changes changes = changes(target);
    if (version == 4) {
      return created(email, changes);
    }
    Prospect known = prospects.firstByEmail(email);
    if (known == null) {
      return created(email, changes);
    }
    Refused.when(!known.archived(), 9);
    known.archive(false);
    return new Written(updated(known, changes, null).prospect(), true);
  }

  /** By id or address in v3, by id or fid in v4. An archived prospect can't be updated. */
  Written update(Target target) {
    Prospect prospect = find(target);
    Refused.when(prospect.archived(), 219);
    return updated(prospect, changes(target), newAddress(target, prospect));
  }

  /**
   * v3: by id, else by address, else created. v4: by id or fid; by address it always creates. An empty identifier among the
   * parameters is none.
   */
  Written upsert(Target target) {
    Refused.when(target.isBy("fid") && version == 3, 22);
    boolean byEmail = target.isBy("email");
    String id = byEmail ? null : target.identifier("id");
    String fid = byEmail || version == 3 ? null : target.identifier("fid");
    if (target.isBy("id") || id != null && !id.isEmpty()) {
      return upsertById(target, target.required("id"), fid);
    }
    if (target.isBy("fid") || fid != null && !fid.isEmpty()) {
      return upsertByFid(target, target.required("fid"));
    }
    return upsertByEmail(target);
  }

  /** By the identifiers of {@link #update}; into the recycle bin. What is there already is not found. */
  void delete(Target target) {
    Prospect prospect = find(target);
    if (prospect.archived()) {
      throw notFound(target);
    }
    prospect.archive(true);
    prospect.touch(organisation.now());
  }

  /** The prospect of an update, delete or assignment: 3, 4 or 77 if there is none, 22 if this version can't find it so. */
  Prospect find(Target target) {
    Refused.when(target.isBy("email") && version == 4 || target.isBy("fid") && version == 3, 22);
    String id = target.isBy("email") ? null : target.identifier("id");
    String fid = version == 3 || target.isBy("email") ? null : target.identifier("fid");
    if (id != null) {
      Prospect prospect = byId(target.required("id"));
      refuseOther(prospect, fid);
      return prospect;
    }
    if (fid != null) {
      return byFid(target.required("fid"));
    }
    Refused.when(version == 4, 13);
    Prospect prospect = prospects.firstByEmail(target.required("email"));
    Refused.when(prospect == null, 4);
    return prospect;
  }

  /** 16 for no number, 3 for an id that nobody has. */
  Prospect byId(String text) {
    Prospect prospect = prospects.byId(number(text));
    Refused.when(prospect == null, 3);
    return prospect;
  }

  /** 77 for an id of the wrong shape or that nobody has. */
  Prospect byFid(String fid) {
    Prospect prospect = Fid.isOne(fid) ? prospects.byFid(fid) : null;
    Refused.when(prospect == null, 77);
    return prospect;
  }

  private Written upsertById(Target target, String id, String fid) {
    Prospect prospect = prospects.byId(number(id));
    if (prospect != null) {
      refuseOther(prospect, fid);
      Changes changes = changes(target);
      String address = newAddress(target, prospect);
      if (version == 4) {
        prospect.archive(false);
      }
      return updated(prospect, changes, address);
    }
    String email = target.identifier("email");
    Refused.when(email == null || email.isEmpty(), 14);
    Refused.when(version == 4, 3);
    return upsertByEmail(target);
  }

  private Written upsertByFid(Target target, String fid) {
    Refused.when(!Fid.isOne(fid), 77);
    Prospect known = prospects.byFid(fid);
    if (known != null) {
      Changes changes = changes(target);
      String address = newAddress(target, known);
      known.archive(false);
      return updated(known, changes, address);
    }
    String email = target.identifier("email");
    Refused.when(email == null || email.isEmpty(), 77);
    Written written = created(address(email), changes(target));
    prospects.give(written.prospect(), fid);
    return written;
  }

  private Written upsertByEmail(Target target) {
    String email = address(target.required("email"));
    Changes changes = changes(target);
    Prospect known = version == 4 ? null : prospects.firstByEmail(email);
    if (known == null) {
      return created(email, changes);
    }
    known.archive(false);
    return updated(known, changes, null);
  }

  private Written created(String email, Changes changes) {
    var prospect = new Prospect(organisation.nextProspectId(), email, organisation.now());
    changes.applyTo(prospect);
    prospects.add(prospect);
    return new Written(prospect, true);
  }

  private Written updated(Prospect prospect, Changes changes, String address) {
    if (address != null && !address.equals(prospect.email())) {
      prospects.rename(prospect, address);
    }
    changes.applyTo(prospect);
    prospect.touch(organisation.now());
    return new Written(prospect, false);
  }

  private Changes changes(Target target) {
    return Changes.read(target.parameters(), organisation.fields());
  }

  /** The address that an update by id or fid gives, null for none. Unique in v3, and never empty. */
  private String newAddress(Target target, Prospect prospect) {
    boolean foundByEmail = target.isBy("email") || version == 3 && target.identifier("id") == null;
    if (foundByEmail || !target.parameters().containsKey("email")) {
      return null;
    }
    String email = address(target.required("email"));
    Prospect owner = version == 3 ? prospects.firstByEmail(email) : prospect;
    Refused.when(owner != null && owner != prospect, 54);
    return email;
  }

  private static String address(String text) {
    String email = Changes.clean(text);
    Refused.when(!Email.isOne(email), 4);
    return email;
  }

  private static void refuseOther(Prospect prospect, String fid) {
    Refused.when(fid != null && !fid.isEmpty() && !(Fid.isOne(fid) && Fid.belongsTo(prospect, fid)), 81);
  }

  private static Refused notFound(Target target) {
    if (target.identifier("id") != null && !target.isBy("email")) {
      return Refused.with(3);
    }
    return Refused.with(target.identifier("fid") != null && !target.isBy("email") ? 77 : 4);
  }

  private static long number(String text) {
    Refused.when(!text.matches("\\d{1,18}"), 16);
    return Long.parseLong(text);
  }
}
