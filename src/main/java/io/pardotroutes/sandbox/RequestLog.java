package io.pardotroutes.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Set;

/** The latest API calls as JSON, at most 4 MB of them. No headers, and no secret that someone put among the parameters. */
final class RequestLog {
  private static final int MOST_BYTES = 4 * 1024 * 1024;
  private static final int LONGEST_VALUE = 256 * 1024;
  private static final Set<String> SECRETS = Set.of("access_token", "api_key", "user_key", "password", "client_secret",
      "refresh_token", "assertion");

  private final ArrayDeque<Entry> entries = new ArrayDeque<>();
  private long lastNumber;
  private int bytes;

  private record Entry(long number, byte[] json) {
  }

  /** Gives the entry its number and keeps it, and forgets the oldest ones if need be. */
  void add(ObjectNode entry) {
    byte[] json = entry.put("number", ++lastNumber).toString().getBytes(StandardCharsets.UTF_8);
    entries.add(new Entry(lastNumber, json));
    bytes += json.length;
    while (bytes > MOST_BYTES && entries.size() > 1) {
      bytes -= entries.remove().json().length;
    }
  }

  /** A JSON array, oldest first, of the calls with a greater number. */
  Buffer since(long number) {
    Buffer all = Buffer.buffer().appendString("[");
    for (Entry entry : entries) {
      if (entry.number() > number) {
        if (all.length() > 1) {
          all.appendString(",\n");
        }
        all.appendBytes(entry.json());
      }
    }
    return all.appendString("]");
  }

  /** How many calls were seen since the start or the last {@link #clear}, forgotten ones too. */
  long count() {
    return lastNumber;
  }

  void clear() {
    entries.clear();
    bytes = 0;
    lastNumber = 0;
  }

  /** Parameters without secrets, and without the rest of enormous values. */
  static void putParameters(ObjectNode node, Map<String, String> parameters) {
    parameters.forEach((name, value) -> {
      if (SECRETS.contains(name)) {
        node.put(name, "***");
      } else if (value.length() > LONGEST_VALUE) {
        node.put(name, value.substring(0, LONGEST_VALUE) + "... (" + value.length() + " characters)");
      } else {
        node.put(name, value);
      }
    });
  }
}
