package io.pardotroutes.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * Writes an answer as XML 1.0. Characters that XML can't hold at all, not even escaped (most control characters), are left out: an
 * answer is always well-formed.
 */
public final class Xml {
  private final StringBuilder text = new StringBuilder(1024);

  private Xml() {}

  static Xml document(String stat) {
    var xml = new Xml();
    xml.text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rsp stat=\"").append(stat).append("\" version=\"1.0\">");
    return xml;
  }

  /** A text as it stands between tags or in an attribute's quotes. */
  public static String text(String value) {
    var xml = new Xml();
    xml.escaped(value);
    return xml.text.toString();
  }

  String end() {
    return text.append("</rsp>").toString();
  }

  Xml empty(String name) {
    text.append('<').append(name).append("/>");
    return this;
  }

  /** An array is the element several times, null is an empty element. */
  Xml element(String name, JsonNode node) {
    if (node.isArray()) {
      node.forEach(item -> element(name, item));
    } else if (node.isNull() || node.isObject() && node.isEmpty()) {
      empty(name);
    } else {
      text.append('<').append(name).append('>');
      if (node.isObject()) {
        node.properties().forEach(member -> element(member.getKey(), member.getValue()));
      } else {
        escaped(node.asText());
      }
      text.append("</").append(name).append('>');
    }
    return this;
  }

  /** {@code <err code="9">}, with the parameter's name for one of several faults. */
  Xml error(int code, String parameter, String message) {
    text.append("<err code=\"").append(code).append('"');
    if (parameter != null) {
      text.append(" param=\"");
      escaped(parameter);
      text.append('"');
    }
    text.append('>');
    escaped(message);
    text.append("</err>");
    return this;
  }

  Xml errors(Map<String, String> byIdentifier) {
    text.append("<errors>");
    byIdentifier.forEach((identifier, message) -> {
      text.append("<prospect identifier=\"");
      escaped(identifier);
      text.append("\">");
      escaped(message);
      text.append("</prospect>");
    });
    text.append("</errors>");
    return this;
  }

  private void escaped(String value) {
    value.codePoints().forEach(c -> {
      switch (c) {
        case '&' -> text.append("&amp;");
        case '<' -> text.append("&lt;");
        case '>' -> text.append("&gt;");
        case '"' -> text.append("&quot;");
        case '\r' -> text.append("&#13;");
        case '\n' -> text.append("&#10;");
        case '\t' -> text.append("&#9;");
        default -> {
          if (c >= 0x20 && (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF) {
            text.appendCodePoint(c);
          }
        }
      }
    });
  }
}
