package io.pardotroutes.pardot.form;

import io.pardotroutes.pardot.CustomField;
import io.pardotroutes.prospect.ProspectRecord;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads answers in XML, which come although JSON was asked for. Document types and entities of their own are not read. */
final class XmlAnswer {
  private static final XMLInputFactory XML = factory();

  private final XMLStreamReader xml;
  private final List<ProspectRecord> prospects = new ArrayList<>();
  private final List<CustomField> customFields = new ArrayList<>();
  private final Map<String, String> errors = new LinkedHashMap<>();
  private final List<String> parameters = new ArrayList<>();
  private int code;

  private XmlAnswer(XMLStreamReader xml) {
    this.xml = xml;
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setXMLResolver((publicId, systemId, base, namespace) -> {
      throw new XMLStreamException("an answer must not refer to anything outside");
    });
    return factory;
  }

  /** The envelope; empty where the text is damaged or something else. */
  static Optional<Envelope> read(String text) {
    try {
      return new XmlAnswer(XML.createXMLStreamReader(new StringReader(text))).envelope();
    } catch (XMLStreamException damaged) {
      return Optional.empty();
    }
  }

  private Optional<Envelope> envelope() throws XMLStreamException {
    if (!nextElement() || !xml.getLocalName().equals("rsp")) {
      return Optional.empty();
    }
    String stat = xml.getAttributeValue(null, "stat");
    while (nextElement()) {
      switch (xml.getLocalName()) {
        case "err" -> error();
        case "prospect" -> prospect();
        case "errors" -> recordErrors();
        case "result" -> result();
        default -> skip();
      }
    }
    return Envelope.of(stat, code, parameters, prospects, customFields, errors);
  }

  private void error() throws XMLStreamException {
    int here = Envelope.codeIn(xml.getAttributeValue(null, "code"));
    code = code == 0 ? here : code;
    String parameter = xml.getAttributeValue(null, "param");
    if (parameter != null && Envelope.isFieldName(parameter)) {
      parameters.add(parameter);
    }
    skip();
  }

  private void recordErrors() throws XMLStreamException {
    while (nextElement()) {
      String identifier = xml.getAttributeValue(null, "identifier");
      errors.put(identifier == null ? "" : identifier, text(false));
    }
  }

  private void result() throws XMLStreamException {
    while (nextElement()) {
      if (xml.getLocalName().equals("customField")) {
        Map<String, String> field = fields();
        customFields.add(new CustomField(field.getOrDefault("field_id", ""), field.getOrDefault("type", ""),
            Boolean.parseBoolean(field.get("is_record_multiple_responses"))));
      } else {
        skip();
      }
    }
  }

  private Map<String, String> fields() throws XMLStreamException {
    Map<String, String> fields = new LinkedHashMap<>();
    while (nextElement()) {
      String name = xml.getLocalName();
      String text = text(true);
      if (!text.isBlank()) {
        fields.put(name, text);
      }
    }
    return fields;
  }

  private void prospect() throws XMLStreamException {
    Map<String, String> fields = fields();
    if (!fields.getOrDefault("id", "").matches("[0-9]{1,18}")) {
      throw new XMLStreamException("a prospect without id");
    }
    prospects.add(new ProspectRecord(Long.parseLong(fields.get("id")), fields.get("email"), fields));
  }

  /** The text of the current element; with lists, several {@code value} in it joined with {@code ;}. Other elements in it are left out. */
  private String text(boolean lists) throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    boolean values = false;
    while (true) {
      switch (advance()) {
        case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA, XMLStreamReader.SPACE -> {
          if (!values) {
            text.append(xml.getText());
          }
        }
        case XMLStreamReader.START_ELEMENT -> {
          if (lists && xml.getLocalName().equals("value")) {
            String value = text(false);
            text.setLength(values ? text.length() : 0);
            text.append(values ? ";" : "").append(value);
            values = true;
          } else {
            skip();
          }
        }
        case XMLStreamReader.END_ELEMENT -> {
          return text.toString().strip();
        }
        default -> { }
      }
    }
  }

  /** Goes to the next element inside the current one, or to the current one's end. */
  private boolean nextElement() throws XMLStreamException {
    while (true) {
      switch (advance()) {
        case XMLStreamReader.START_ELEMENT -> {
          return true;
        }
        case XMLStreamReader.END_ELEMENT -> {
          return false;
        }
        default -> { }
      }
    }
  }

  private void skip() throws XMLStreamException {
    int depth = 1;
    while (depth > 0) {
      int event = advance();
      depth += event == XMLStreamReader.START_ELEMENT ? 1 : event == XMLStreamReader.END_ELEMENT ? -1 : 0;
    }
  }

  private int advance() throws XMLStreamException {
    if (!xml.hasNext()) {
      throw new XMLStreamException("the answer ends too early");
    }
    int event = next();
    if (event == XMLStreamReader.DTD || event == XMLStreamReader.ENTITY_REFERENCE) {
      throw new XMLStreamException("an answer has no document type or entities of its own");
    }
    return event;
  }

  /** The JDK's reader has no words for some breaks in a document type, and fails for want of them (MissingResourceException). */
  private int next() throws XMLStreamException {
    try {
      return xml.next();
    } catch (RuntimeException stumbled) {
      throw new XMLStreamException(stumbled);
    }
  }
}
