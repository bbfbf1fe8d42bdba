package io.pardotroutes.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Takes an input apart into its events: one, a batch in its envelope, or an array. Throws {@link InvalidRequest} where it is no JSON. */
final class BodyReader {

  private final JsonParser parser;
  private final ValueReader values;

  private BodyReader(Source source) {
    this.parser = Json.parser(source);
    this.values = new ValueReader(parser, source);
  }

  /** One event. */
  static Body single(Source source) {
    return read(source, BodyReader::single);
  }

  /** An object with a list named {@code batch}. */
  static Body batch(Source source, int maxEvents) {
    return read(source, reader -> reader.batch(maxEvents));
  }

  /** A list of events. */
  static Body array(Source source, int maxEvents) {
    return read(source, reader -> reader.array(maxEvents));
  }

  /** Whether the object is an envelope: it has a list named {@code batch}, and no type of its own. */
  static boolean isBatch(Source source) {
    return read(source, BodyReader::isBatch);
  }

  private static <T> T read(Source source, Parse<T> parse) {
    if (source.first() == 0) {
      throw InvalidRequest.of("", "is empty: send an event as JSON");
    }
    BodyReader reader = new BodyReader(source);
    try (JsonParser parser = reader.parser) {
      parser.nextToken();
      T result = parse.with(reader);
      if (parser.nextToken() != null) {
        throw InvalidRequest.of("", "has something after its JSON value" + Json.position(parser.currentTokenLocation()));
      }
      return result;
    } catch (StreamConstraintsException e) {
      throw InvalidRequest.of("", "is nested too deeply" + Json.position(e.getLocation()));
    } catch (JsonEOFException e) {
      throw InvalidRequest.of("", "is no whole JSON: it ends too early" + Json.position(e.getLocation()));
    } catch (JsonProcessingException e) {
      throw InvalidRequest.of("", "is no JSON: there is an error" + Json.position(e.getLocation()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Body single() throws IOException {
    RawValue event = values.read();
    return new Body(null, List.of(event), BatchDefaults.NONE, event.writeKey());
  }

  private Body array(int maxEvents) throws IOException {
    return new Body("", items("", maxEvents), BatchDefaults.NONE, null);
  }

  private Body batch(int maxEvents) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw InvalidRequest.of("", "is no object with a list named batch");
    }
    Set<String> names = new HashSet<>();
    List<RawValue> items = null;
    RawValue context = null;
    RawValue integrations = null;
    RawValue sentAt = null;
    String writeKey = null;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      if (!names.add(name)) {
        throw InvalidRequest.of(values.path(), ValueReader.TWICE);
      }
      switch (name) {
        case "batch" -> items = items(name, maxEvents);
        case "writeKey" -> writeKey = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
        case "sentAt" -> sentAt = part();
        case "context" -> context = part();
        case "integrations" -> integrations = part();
        default -> { }
      }
      parser.skipChildren(); // what is still unread: an unknown member, or a write key that is no text
    }
    if (items == null) {
      throw InvalidRequest.of("batch", "is missing: send the events as a list of that name");
    }
    return new Body("batch", items, defaults(context, integrations, sentAt), writeKey);
  }

  private static BatchDefaults defaults(RawValue context, RawValue integrations, RawValue sentAt) {
    int bytes = (context == null ? 0 : context.bytes()) + (integrations == null ? 0 : integrations.bytes());
    return new BatchDefaults(node(context), node(integrations), node(sentAt), bytes);
  }

  private static JsonNode node(RawValue part) {
    return part == null ? null : part.node();
  }

  private RawValue part() throws IOException {
    RawValue part = values.read();
    if (part.problem() != null) {
      throw InvalidRequest.of(part.problem().path(), part.problem().message());
    }
    return part;
  }

  private List<RawValue> items(String path, int maxEvents) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw InvalidRequest.of(path, "is no list of events");
    }
    List<RawValue> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (items.size() == maxEvents) {
        throw new TooLarge(String.format(Locale.ROOT, "there are more than %,d events", maxEvents));
      }
      items.add(values.read());
    }
    return items;
  }

  private boolean isBatch() throws IOException {
    boolean list = false;
    boolean type = false;
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        list |= parser.nextToken() == JsonToken.START_ARRAY && name.equals("batch");
        type |= name.equals("type");
        parser.skipChildren();
      }
    }
    return list && !type;
  }

  private interface Parse<T> {
    T with(BodyReader reader) throws IOException;
  }
}
