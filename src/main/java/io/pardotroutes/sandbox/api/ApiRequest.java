package io.pardotroutes.sandbox.api;

import io.pardotroutes.sandbox.wire.Form;
import io.pardotroutes.sandbox.wire.Refused;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A call of version 3 or 4, in either order of the path: {@code /api/prospect/version/4/do/read/id/7} or
 * {@code /api/prospect/do/read/version/4} with the identifier among the parameters (Pardot API, "Request URLs").
 *
 * @param version as written, null if missing
 * @param target the record it is about, and its parameters: query and form, the form's value first
 * @param foreignBody whether there is a body that is no form
 */
record ApiRequest(String method, String object, String version, String operation, Target target, boolean json,
    boolean foreignBody) {

  /**
   * @param method HTTP method
   * @param path raw, beginning with {@code /api/}
   * @param query raw, without the question mark; may be null
   * @param contentType may be null
   * @param body raw text
   */
  static ApiRequest of(String method, String path, String query, String contentType, String body) {
    var parameters = new LinkedHashMap<String, String>();
    if (query != null) {
      parameters.putAll(Form.parameters(query));
    }
    boolean form = contentType != null && contentType.regionMatches(true, 0, "application/x-www-form-urlencoded", 0, 33);
    if (form) {
      parameters.putAll(Form.parameters(body));
    }
    String[] segments = path.substring("/api/".length()).split("/", -1);
    String version = null;
    String operation = null;
    String idName = null;
    String idValue = null;
    for (int i = 1; i < segments.length; i += 2) {
      String name = Form.segment(segments[i]);
      String value = i + 1 < segments.length ? Form.segment(segments[i + 1]) : "";
      switch (name) {
        case "version" -> version = value;
        case "do" -> operation = value;
        case "id", "email", "fid" -> {
          idName = name;
          idValue = value;
        }
        default -> parameters.putIfAbsent(name, value);
      }
    }
    boolean json = "json".equals(parameters.get("format"));
    return new ApiRequest(method, segments[0], version, operation, new Target(idName, idValue, parameters), json,
        !form && !body.isEmpty());
  }

  /** Either order ends in one text: {@code prospect/read}. */
  String call() {
    return object + "/" + operation;
  }

  Map<String, String> parameters() {
    return target.parameters();
  }

  String parameter(String name) {
    return target.parameters().get(name);
  }

  /** A whole number among the parameters: 23, 21 or 16 for none in this range, by its name. */
  long number(String name, long otherwise, long least, long most) {
    String text = parameter(name);
    if (text == null) {
      return otherwise;
    }
    long number = text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    Refused.when(number < least || number > most, name.equals("limit") ? 23 : name.equals("offset") ? 21 : 16);
    return number;
  }

  /** 94 for no number, 22 for another version than 3 and 4. */
  int versionNumber() {
    Refused.when(version == null || !version.matches("\\d{1,3}"), 94);
    int number = Integer.parseInt(version);
    Refused.when(number != 3 && number != 4, 22);
    return number;
  }
}
