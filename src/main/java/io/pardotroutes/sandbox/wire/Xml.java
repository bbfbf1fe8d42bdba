package io.pardotroutes.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;

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

  /** An array is the element several times, null is an empty element. */
  Xml element(String name, JsonNode node) {
    if (node.isArray()) {
      node.forEach(item -> element(name, item));
    } else if (node.isNull() || node.isObject() && node.isEmpty()) {
      tag(name + "/");
    } else if (node.isObject()) {
      tag(name);
      node.properties().forEach(member -> element(member.getKey(), member.getValue()));
      tag("/" + name);
    } else {
      element(name, node.asText());
    }
    return this;
  }

  /** An element with a text, and attributes: names and values in turn, where null is none. */
  Xml element(String name, String content, Object... attributes) {
    text.append('<').append(name);
    for (int i = 0; i < attributes.length; i += 2) {
      if (attributes[i + 1] != null) {
        text.append(' ').append(attributes[i]).append("=\"");
        escaped(attributes[i + 1].toString());
        text.append('"');
      }
    }
    text.append('>');
    escaped(content);
    text.append("</").append(name).append('>');
    return this;
  }

  /** Opens an element, closes it if the name begins with a slash, or leaves it empty if it ends with one. */
  Xml tag(String name) {
    text.append('<').append(name).append('>');
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
