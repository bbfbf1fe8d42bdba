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
   * The fault of an API call, null for none. {@code match} is looked for in the path with its query and in the body, as
   * sent and decoded.
   */
  public Fault of(String uri, String body) {
    return pick(uri, body, false);
  }

  /** The fault of a token call: only one that names something in its path or body, so that a fault of Pardot isn't one of Salesforce. */
  public Fault ofToken(String uri, String body) {
    return pick(uri, body, true);
  }

  /** As a control call shows them. */
  public ArrayNode json() {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    active.forEach(fault -> json.add(fault.json()));
    return json;
  }

  private Fault pick(String uri, String body, boolean namedOnly) {
    if (active.isEmpty()) {
      return null;
    }
    String text = String.join("\n", uri, Form.segment(uri), body, Form.readable(body));
    for (Fault fault : active) {
      if ((fault.named() || !namedOnly) && fault.concerns(text) && fault.strikes(ThreadLocalRandom.current().nextDouble())) {
        if (!fault.use()) {
          active.remove(fault);
        }
        return fault;
      }
    }
    return null;
  }
}
