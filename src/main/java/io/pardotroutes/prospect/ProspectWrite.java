package io.pardotroutes.prospect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One prospect to be written, as version 3 and 4 of the API take it.
 *
 * @param by how the API is told which prospect it is
 * @param key what tells it: the id in decimal digits, the Salesforce id, the e-mail; for {@link By#NEW} the lookup value, else the e-mail
 * @param email the address to send, trimmed and in lower case; null where the event has none
 * @param lookupValue what the lookup field gets (it is among the fields too), null where the event says nothing for it
 * @param campaignId campaign for the prospect if the write creates it, null for Pardot's default. An update never sends it
 * @param fields wire name to text, without e-mail, identifiers and campaign; an empty text clears; lists as {@code name_0}, {@code name_1}
 * @param lists for each name sent as a list, how many values it has
 * @param dropped what of the event was left out or cut
 */
public record ProspectWrite(By by, String key, String email, String lookupValue, String campaignId, Map<String, String> fields,
    Map<String, Integer> lists, List<Dropped> dropped) {
  private static final int FID_LENGTH = 15;

  /** What names the prospect to the API. */
  public enum By {
    /** Pardot's id: an update. */
    ID,
    /** Salesforce's id: an update, or an upsert that is safe to repeat. */
    FID,
    /** The e-mail, version 3 only: an upsert that is safe to repeat. */
    EMAIL,
    /** Nothing: a create in version 4, not safe to repeat. The lookup may still turn it into an update, see {@link ProspectWrite#resolvedTo}. */
    NEW
  }

  /** The collections are handed over: nobody changes them afterwards. */
  public ProspectWrite {
    fields = Collections.unmodifiableMap(fields);
    lists = Collections.unmodifiableMap(lists);
    dropped = Collections.unmodifiableList(dropped);
  }

  /**
   * Puts identity and fields of one event together. What has to be looked up first, by lookup value or in version 4 by e-mail, is
   * {@link By#NEW} until {@link #resolvedTo} is called.
   *
   * @throws IllegalArgumentException for {@link Identity.Refused}: there is nothing to write
   */
  public static ProspectWrite of(Identity identity, Mapped mapped, MappingRules rules) {
    By by;
    String key;
    if (identity instanceof Identity.ById named) {
      by = By.ID;
      key = Long.toString(named.id());
    } else if (identity instanceof Identity.ByFid named) {
      by = By.FID;
      key = named.fid();
    } else if (identity instanceof Identity.ByLookup lookup) {
      by = By.NEW;
      key = lookup.value();
    } else if (identity instanceof Identity.ByEmail named) {
      by = rules.apiVersion().isUniqueByEmail() ? By.EMAIL : By.NEW;
      key = named.email();
    } else if (identity instanceof Identity.New created) {
      by = By.NEW;
      key = created.email();
    } else {
      throw new IllegalArgumentException("a refused event has nothing to write");
    }
    return new ProspectWrite(by, key, mapped.email(), mapped.lookupValue(), mapped.campaignId(), mapped.fields(), mapped.lists(), mapped.dropped());
  }

  /** One text for one prospect, to find writes that have to be merged: a Salesforce id of 18 characters is the one of 15 with a check at its end. */
  public String identity() {
    return switch (by) {
      case FID -> "FID:" + (key.length() == FID_LENGTH + 3 ? key.substring(0, FID_LENGTH) : key);
      case NEW -> (lookupValue == null ? "NEW by e-mail:" : "NEW by lookup value:") + key;
      case ID, EMAIL -> by + ":" + key;
    };
  }

  /** The same write as an update of the prospect with this id. */
  public ProspectWrite resolvedTo(long id) {
    if (id <= 0) {
      throw new IllegalArgumentException("a Pardot id is a whole number above 0");
    }
    return new ProspectWrite(By.ID, Long.toString(id), email, lookupValue, campaignId, fields, lists, dropped);
  }

  /** The same write, about whomever {@code original} was meant: for one whose prospect has turned out to be gone. */
  public ProspectWrite meantAs(ProspectWrite original) {
    return new ProspectWrite(original.by, original.key, email, lookupValue, campaignId, fields, lists, dropped);
  }

  /** Why a prospect can't be created from this write, {@link EmailAddress#MISSING} or {@link EmailAddress#INVALID}; null where it can. */
  public String emailProblem() {
    if (email != null) {
      return null;
    }
    boolean invalid = dropped.stream().anyMatch(d -> d.name().equals(PardotFields.EMAIL) && d.why() == Dropped.Why.INVALID_EMAIL);
    return invalid ? EmailAddress.INVALID : EmailAddress.MISSING;
  }

  /**
   * This write and then a later one about the same prospect, as one. The later one's values win, empty ones included; a list replaces
   * the earlier list as a whole. The campaign is the earlier one's: the later would have been an update.
   *
   * @throws IllegalArgumentException where the two don't name the same prospect
   */
  public ProspectWrite merge(ProspectWrite later) {
    if (!identity().equals(later.identity())) {
      throw new IllegalArgumentException("only writes about the same prospect can be merged");
    }
    Map<String, String> both = new LinkedHashMap<>(fields);
    Map<String, Integer> bothLists = lists;
    if (!lists.isEmpty() || !later.lists.isEmpty()) {
      bothLists = new HashMap<>(lists);
      for (String name : lists.keySet()) {
        if (later.lists.containsKey(name) || later.fields.containsKey(name)) {
          for (int i = 0; i < lists.get(name); i++) {
            both.remove(name + "_" + i);
          }
          bothLists.remove(name);
        }
      }
      both.keySet().removeAll(later.lists.keySet());
      bothLists.putAll(later.lists);
    }
    both.putAll(later.fields);
    List<Dropped> bothDropped = new ArrayList<>(dropped);
    bothDropped.addAll(later.dropped);
    return new ProspectWrite(by, key, later.email == null ? email : later.email, later.lookupValue == null ? lookupValue : later.lookupValue,
        campaignId == null ? later.campaignId : campaignId, both, bothLists, bothDropped);
  }

  /** Names only: values are personal. */
  @Override
  public String toString() {
    return "ProspectWrite[by=" + by + ", fields=" + fields.keySet() + ", dropped=" + dropped + "]";
  }
}
