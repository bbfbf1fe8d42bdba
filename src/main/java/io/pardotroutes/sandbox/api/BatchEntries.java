package io.pardotroutes.sandbox.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pardotroutes.sandbox.wire.Refused;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the {@code prospects} parameter of a batch call: JSON or XML; a list in v4, a map keyed by address or id in v3 (Pardot
 * API v3 and v4, "Batch Processing of Prospects"). 71, 90 and 91 are for the whole call.
 */
final class BatchEntries {
  private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();

  static {
    XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XML.setProperty(XMLInputFactory.IS_COALESCING, true);
  }

  private BatchEntries() {}

  /** One record of a batch and the key under which its error is answered. */
  record Entry(String key, Target target) {}

  static List<Entry> read(String text, int version) {
    Refused.when(text == null || text.isBlank(), 71);
    return text.stripLeading().startsWith("<") ? xml(text.strip(), version) : json(text, version);
  }

  private static List<Entry> json(String text, int version) {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      throw Refused.with(71);
    }
    Refused.when(!root.isObject(), root.isArray() ? wrongShape(version) : 71);
    JsonNode prospects = root.path("prospects");
    if (version == 3 ? !prospects.isObject() : !prospects.isArray()) {
      boolean none = prospects.isArray() && prospects.isEmpty();
      if (none) {
        return List.of();
      }
      throw Refused.with(wrongShape(version));
    }
    var entries = new ArrayList<Entry>();
    if (version == 3) {
      prospects.properties().forEach(member -> entries.add(keyed(member.getKey(), flat(member.getValue()))));
    } else {
      prospects.forEach(prospect -> entries.add(numbered(entries.size(), flat(prospect))));
    }
    return entries;
  }

  private static Map<String, String> flat(JsonNode prospect) {
    if (!prospect.isObject()) {
      boolean none = prospect.isArray() && prospect.isEmpty();
      if (none) {
        return Map.of();
      }
      throw Refused.with(90);
    }
    var parameters = new LinkedHashMap<String, String>();
    prospect.properties().forEach(member -> {
      Refused.when(member.getValue().isContainerNode(), 90);
      parameters.put(member.getKey(), member.getValue().isNull() ? "" : member.getValue().asText());
    });
    return parameters;
  }

  private static List<Entry> xml(String text, int version) {
    try {
      XMLStreamReader reader = XML.createXMLStreamReader(new StringReader(text));
      reader.nextTag();
      var entries = new ArrayList<Entry>();
      while (reader.nextTag() == XMLStreamConstants.START_ELEMENT) {
        String identifier = reader.getAttributeValue(null, "identifier");
        Refused.when(version == 3 && identifier == null, 91);
        Map<String, String> parameters = children(reader);
        entries.add(version == 3 ? keyed(identifier, parameters) : numbered(entries.size(), parameters));
      }
      while (reader.hasNext()) {
        reader.next();
      }
      return entries;
    } catch (XMLStreamException notXml) {
      throw Refused.with(71);
    }
  }

  private static Map<String, String> children(XMLStreamReader reader) throws XMLStreamException {
    var parameters = new LinkedHashMap<String, String>();
    while (reader.nextTag() == XMLStreamConstants.START_ELEMENT) {
      String name = reader.getLocalName();
      var value = new StringBuilder();
      int event = reader.next();
      while (event != XMLStreamConstants.END_ELEMENT) {
        Refused.when(event == XMLStreamConstants.START_ELEMENT, 90);
        if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
          value.append(reader.getText());
        }
        event = reader.next();
      }
      parameters.put(name, value.toString());
    }
    return parameters;
  }

  private static Entry keyed(String key, Map<String, String> parameters) {
    String idName = key.strip().matches("\\d+") ? "id" : "email";
    return new Entry(key, new Target(idName, key, parameters));
  }

  private static Entry numbered(int index, Map<String, String> parameters) {
    return new Entry(Integer.toString(index), new Target(null, null, parameters));
  }

  private static int wrongShape(int version) {
    return version == 3 ? 91 : 90;
  }
}
