package io.pardotroutes.prospect;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * An event's traits as prospect fields.
 *
 * @param email trimmed and in lower case, null where the event has none or an impossible one
 * @param lookupValue what the lookup field gets, null where the event says nothing for it or the version doesn't use it
 * @param campaignId campaign for a prospect that has to be created, null where neither event nor settings name one
 * @param fields wire name to text in the order of the map, without the e-mail; an empty text clears; lists as {@code name_0}, {@code name_1}
 * @param lists for each name sent as a list, how many values it has
 * @param dropped what was left out or cut
 */
public record Mapped(String email, String lookupValue, String campaignId, Map<String, String> fields, Map<String, Integer> lists,
    List<Dropped> dropped) {
  /** Takes the collections over: nobody changes them afterwards. */
  public Mapped {
    fields = Collections.unmodifiableMap(fields);
    lists = Collections.unmodifiableMap(lists);
    dropped = Collections.unmodifiableList(dropped);
  }

  @Override
  public String toString() {
    return "Mapped[fields=" + fields.keySet() + ", dropped=" + dropped + "]";
  }
}
