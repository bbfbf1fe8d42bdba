package io.pardotroutes.sandbox.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Set;

/**
 * The latest API calls, about 4 MB of them, kept as they came and made into JSON when somebody asks. No headers, and no secret
 * that someone put among the parameters.
 */
public final class RequestLog {
  private static final int MOST_CHARACTERS = 4 * 1024 * 1024;
  private static final Set<String> SECRETS = Set.of("access_token", "api_key", "user_key", "password", "client_secret",
      "refresh_token", "assertion");

  private final ArrayDeque<Call> calls = new ArrayDeque<>();
  private long lastNumber;
  private int size;

  /**
   * One call and what was answered.
   *
   * @param query raw; null without one
   * @param body raw
   * @param form whether the body is a form
   * @param unit the business unit's header; may be null
   * @param status 0 if nothing was answered
   * @param code Pardot's code, 0 for none
   * @param millis from the arrival to the answer
   * @param fault kind of the fault that was in its way; null for none
   */
  public record Call(Instant time, String method, String path, String query, String body, boolean form, String unit, int status, int code,
      double millis, String fault) {

    private int size() {
      return 200 + path.length() + (query == null ? 0 : query.length()) + body.length();
    }

    private ObjectNode json(long number) {
      ObjectNode json = JsonNodeFactory.instance.objectNode()
          .put("number", number).put("time", time.toString()).put("method", method).put("path", path);
      if (query != null) {
        putParameters(json.putObject("query"), Form.parameters(query));
      }
      putParameters(json.putObject("body"), form ? Form.parameters(body) : body.isEmpty() ? Map.of() : Map.of("", body));
      json.put("businessUnit", unit)
          .put("status", status == 0 ? null : Integer.valueOf(status))
          .put("code", code == 0 ? null : Integer.valueOf(code))
          .put("duration", Math.round(millis * 1000) / 1000.0);
      return fault == null ? json : json.put("fault", fault);
    }
  }

  /** Keeps a call, and forgets the oldest ones if need be. */
  public void add(Call call) {
    lastNumber++;
    calls.add(call);
    size += call.size();
    while (size > MOST_CHARACTERS && calls.size() > 1) {
      size -= calls.remove().size();
    }
  }

  /** A JSON array, oldest first, of the calls with a greater number. */
  public Buffer since(long number) {
    Buffer all = Buffer.buffer().appendString("[");
    long at = lastNumber - calls.size();
    for (Call call : calls) {
      if (++at > number) {
        all.appendString(all.length() > 1 ? ",\n" : "").appendString(call.json(at).toString());
      }
    }
    return all.appendString("]");
  }

  /** How many calls were seen since the start or the last {@link #clear}, forgotten ones too. */
  public long count() {
    return lastNumber;
  }

  /** Forgets all calls and counts from 1 again. */
  public void clear() {
    calls.clear();
    size = 0;
    lastNumber = 0;
  }

  private static void putParameters(ObjectNode json, Map<String, String> parameters) {
    parameters.forEach((name, value) -> json.put(name, SECRETS.contains(name) ? "***" : value));
  }
}
