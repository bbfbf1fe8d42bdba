package io.pardotroutes.sandbox.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The prospects of one business unit, archived ones too, found by id, address or Salesforce id. */
public final class Prospects {
  private final List<Prospect> inIdOrder = new ArrayList<>();
  private final Map<String, List<Prospect>> byEmail = new HashMap<>();
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
    return byEmail.getOrDefault(Prospect.key(email), List.of());
  }

  /** The one that version 3 means by an address: a live one before an archived one, then the oldest; null without one. */
  public Prospect firstByEmail(String email) {
    var found = byEmail(email);
    return found.stream().filter(p -> !p.archived()).findFirst().orElse(found.isEmpty() ? null : found.get(0));
  }

  /** Gives it another address. */
  public void rename(Prospect prospect, String email) {
    byEmail.computeIfPresent(prospect.emailKey(), (key, all) -> all.remove(prospect) && all.isEmpty() ? null : all);
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
    return byEmail.values().stream().anyMatch(all -> all.stream().filter(p -> !p.archived()).count() > 1);
  }

  private void linkEmail(Prospect prospect) {
    byEmail.computeIfAbsent(prospect.emailKey(), key -> new ArrayList<>(1)).add(prospect);
  }
}
