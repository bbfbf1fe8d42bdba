package io.pardotroutes.sandbox.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The faults that are active. A call gets the first one that concerns it and strikes. */
public final class Faults {
  private final List<Fault> active = new ArrayList<>();

  /** Has it strike after those that are there. */
  public void add(Fault fault) {
    active.add(fault);
  }

  /** Ends them all. */
  public void clear() {
    active.clear();
  }

  /**
   * The fault of a call, null for none. {@code match} is looked for in the path with its query and in the body, as sent and decoded.
   *
   * @param matchingOnly only one that names something in the call, so that a fault of Pardot isn't one of Salesforce
   */
  public Fault of(String uri, String body, boolean matchingOnly) {
    if (active.isEmpty()) {
      return null;
    }
    String text = String.join("\n", uri, Form.segment(uri), body, Form.readable(body));
    for (Fault fault : active) {
      boolean concerned = fault.match() == null ? !matchingOnly : text.contains(fault.match());
      if (concerned && ThreadLocalRandom.current().nextDouble() < fault.rate()) {
        Fault left = fault.used();
        active.replaceAll(one -> one == fault ? left : one);
        active.remove(null);
        return fault;
      }
    }
    return null;
  }

  /** As a control call shows them. */
  public ArrayNode json() {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    active.forEach(fault -> json.add(ControlJson.show(fault)));
    return json;
  }
}
