package io.pardotroutes.delivery;

import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Stands where Pardot is: answers what it was told, else that a read finds nobody and a write goes well. */
public final class ScriptedPardot {

  private record Answer(int status, String body) {}

  private final Deque<Answer> script = new ArrayDeque<>();
  private final List<String> operations = new ArrayList<>();
  private final List<Map<String, String>> forms = new ArrayList<>();

  /** The next answer. */
  ScriptedPardot then(int status, String json) {
    script.add(new Answer(status, json.replace('\'', '"')));
    return this;
  }

  /** The next answer: a read finds these prospects. */
  ScriptedPardot thenFinds(String... prospects) {
    return then(200, "{'@attributes':{'stat':'ok'},'prospect':[" + String.join(",", prospects) + "]}");
  }

  /** The next answer: refused with Pardot's code. */
  ScriptedPardot thenRefuses(int code) {
    return then(400, "{'@attributes':{'stat':'fail','err_code':" + code + "},'err':'text'}");
  }

  List<String> operations() {
    return operations;
  }

  /** A parameter of the call with this number, from 0 on. */
  String parameter(int call, String name) {
    return forms.get(call).get(name);
  }

  public void answer(Exchange exchange) {
    Message message = exchange.getMessage();
    String path = message.getHeader(Exchange.HTTP_PATH, String.class);
    operations.add(path.substring(path.indexOf("/do/") + 4));
    forms.add(form(message.getBody(String.class)));
    Answer answer = script.isEmpty() ? usual() : script.remove();
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
    message.setHeader(Exchange.CONTENT_TYPE, "application/json");
    message.setBody(new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8)));
  }

  private Answer usual() {
    String operation = operations.get(operations.size() - 1);
    String body = switch (operation) {
      case "read" -> "{'@attributes':{'stat':'fail','err_code':4},'err':'Invalid prospect email address'}";
      case "create" -> "{'@attributes':{'stat':'ok'},'prospect':{'id':77}}";
      default -> "{'@attributes':{'stat':'ok'}}";
    };
    return new Answer(operation.equals("create") ? 201 : 200, body.replace('\'', '"'));
  }

  private static Map<String, String> form(String body) {
    return Arrays.stream(body.split("&")).map(field -> field.split("=", 2))
        .collect(Collectors.toMap(field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
  }
}
