package io.pardotroutes.event;

import java.util.List;

/**
 * The pieces of one input, not judged yet.
 *
 * @param list the path of the list that they stand in: {@code batch}, or empty for an array; null for a single one
 * @param writeKey of the single event or the envelope; null where there is none
 */
record Body(String list, List<RawValue> items, BatchDefaults defaults, String writeKey) {

  /** Position of the item as it is reported. */
  int index(int item) {
    return list == null ? -1 : item;
  }

  /** Path of a member of the item, or of the item itself where the name is empty. */
  String path(int item, String name) {
    String start = list == null ? "" : list + "[" + item + "]";
    return start.isEmpty() || name.isEmpty() ? start + name : start + "." + name;
  }
}
