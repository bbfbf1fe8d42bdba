package io.pardotroutes.sandbox.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** The prospects of one business unit, archived ones too, found by id, address or Salesforce id. */
public final class Prospects {
  private final List<Prospect> inIdOrder = new ArrayList<>();
  private final Map<String, Prospect> newestByEmail = new HashMap<>();
  private final Map<String, Prospect> byFid = new HashMap<>();

  /** All of them. */
  public List<Prospect> inIdOrder() {
    return inIdOrder;
  }

  /** Adds one whose id no other has. */
  public void add(Prospect prospect) {
    inIdOrder.add(indexAfter(prospect.id()), prospect);
    linkEmail(prospect);
    for (Field field : List.of(Fields.LEAD_FID, Fields.CONTACT_FID)) {
      String fid = prospect.text(field);
      if (fid != null) {
        byFid.put(Fid.key(fid), prospect);
      }
    }
  }

  /** Position of the first prospect with a greater id. */
  public int indexAfter(long id) {
    int low = 0;
    int high = inIdOrder.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (inIdOrder.get(middle).id() <= id) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Null if there is none. */
  public Prospect byId(long id) {
    int at = indexAfter(id) - 1;
    return at >= 0 && inIdOrder.get(at).id() == id ? inIdOrder.get(at) : null;
  }

  /** Null if there is none. */
  public Prospect byFid(String fid) {
    return byFid.get(Fid.key(fid));
  }

  /** All with this address in any letter case, oldest first. */
  public List<Prospect> byEmail(String email) {
    var found = new ArrayList<Prospect>();
    for (Prospect p = newestByEmail.get(Prospect.key(email)); p != null; p = p.sameEmail()) {
      found.add(p);
    }
    Collections.reverse(found);
    return found;
  }

  /** The one that version 3 means by an address: a live one before an archived one, then the oldest; null without one. */
  public Prospect firstByEmail(String email) {
    var found = byEmail(email);
    return found.stream().filter(p -> !p.archived()).findFirst().orElse(found.isEmpty() ? null : found.get(0));
  }

  /** Gives it another address. */
  public void rename(Prospect prospect, String email) {
    unlinkEmail(prospect);
    prospect.rename(email);
    linkEmail(prospect);
  }

  /** Gives it a Salesforce id. */
  public void give(Prospect prospect, String fid) {
    prospect.set(Fid.field(fid), fid);
    byFid.put(Fid.key(fid), prospect);
  }

  /** Whether version 3, where an address is unique, has become impossible. */
  public boolean repeatsAnEmail() {
    var seen = new HashSet<String>();
    return inIdOrder.stream().anyMatch(p -> !p.archived() && !seen.add(p.emailKey()));
  }

  private void linkEmail(Prospect prospect) {
    prospect.sameEmail(newestByEmail.put(prospect.emailKey(), prospect));
  }

  private void unlinkEmail(Prospect prospect) {
    Prospect newest = newestByEmail.get(prospect.emailKey());
    if (newest == prospect) {
      if (prospect.sameEmail() == null) {
        newestByEmail.remove(prospect.emailKey());
      } else {
        newestByEmail.put(prospect.emailKey(), prospect.sameEmail());
      }
    } else {
      Prospect before = newest;
      while (before.sameEmail() != prospect) {
        before = before.sameEmail();
      }
      before.sameEmail(prospect.sameEmail());
    }
    prospect.sameEmail(null);
  }
}
