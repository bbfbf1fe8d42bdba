package io.pardotroutes.sandbox.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** An answer of version 3 or 4, in either format, inside Pardot's envelope (Pardot API v4, "Responses"). */
public sealed interface Answer {
  /** The HTTP status. */
  default int status() {
    return 200;
  }

  /** Pardot's code, 0 for none. */
  default int code() {
    return 0;
  }

  /** Null if there is no body. */
  default String json() {
    return null;
  }

  /** Null if there is no body. */
  default String xml() {
    return null;
  }

  /** What was asked for: members of the envelope. */
  record Found(int status, ObjectNode content) implements Answer {
    @Override
    public String json() {
      ObjectNode envelope = envelope("ok");
      envelope.setAll(content);
      return envelope.toString();
    }

    @Override
    public String xml() {
      var xml = Xml.document("ok");
      content.properties().forEach(member -> xml.element(member.getKey(), member.getValue()));
      return xml.end();
    }
  }

  /** A batch: nothing but errors, by position (v4) or identifier (v3), as texts; one makes the whole {@code fail}. */
  record Batch(Map<String, String> errors) implements Answer {
    @Override
    public String json() {
      ObjectNode envelope = envelope(errors.isEmpty() ? "ok" : "fail");
      if (errors.isEmpty()) {
        envelope.putArray("errors");
      } else {
        ObjectNode texts = envelope.putObject("errors");
        errors.forEach(texts::put);
      }
      return envelope.toString();
    }

    @Override
    public String xml() {
      if (errors.isEmpty()) {
        return Xml.document("ok").tag("errors/").end();
      }
      var xml = Xml.document("fail").tag("errors");
      errors.forEach((identifier, message) -> xml.element("prospect", message, "identifier", identifier));
      return xml.tag("/errors").end();
    }
  }

  /** A numbered error. */
  record Failed(int code, String text, List<Refused.ParameterFault> faults) implements Answer {
    /** The answer to a refused request. */
    public static Failed because(Refused refused) {
      return new Failed(refused.code(), refused.getMessage(), refused.faults());
    }

    @Override
    public int status() {
      return Codes.status(code);
    }

    @Override
    public String json() {
      ObjectNode envelope = envelope("fail");
      ((ObjectNode) envelope.get("@attributes")).put("err_code", code);
      if (faults.isEmpty()) {
        return envelope.put("err", text).toString();
      }
      var entries = envelope.putArray("err");
      faults.forEach(fault -> entries.addObject().put("param", fault.parameter()).put("value", fault.text()));
      return envelope.toString();
    }

    @Override
    public String xml() {
      var xml = Xml.document("fail");
      if (faults.isEmpty()) {
        xml.element("err", text, "code", code);
      }
      faults.forEach(fault -> xml.element("err", fault.text(), "code", code, "param", fault.parameter()));
      return xml.end();
    }
  }

  /** 204 after a delete. */
  record Nothing() implements Answer {
    @Override
    public int status() {
      return 204;
    }
  }

  private static ObjectNode envelope(String stat) {
    ObjectNode envelope = JsonNodeFactory.instance.objectNode();
    envelope.putObject("@attributes").put("stat", stat).put("version", 1);
    return envelope;
  }
}
