package io.pardotroutes.clients;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A web site on an origin of its own, whose pages load Segment's library for browsers. */
final class ClientSite implements AutoCloseable {

  private static final String LIBRARY = "/analytics.js";

  private final HttpServer server;
  private final Map<String, String> pages = new ConcurrentHashMap<>();

  ClientSite() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Puts a page with this module on the site; gives its URL. */
  String page(String name, String module) {
    pages.put("/" + name, """
        <!DOCTYPE html><meta charset="utf-8"><title>%s</title><link rel="icon" href="data:,">
        <script src="%s"></script>
        <script type="module">
        %s
        </script>
        """.formatted(name, LIBRARY, module));
    return origin() + "/" + name;
  }

  private void answer(HttpExchange call) throws IOException {
    String path = call.getRequestURI().getPath();
    byte[] body = path.equals(LIBRARY)
        ? Files.readAllBytes(ClientProject.packageFolder("@segment/analytics-next").resolve("dist/umd/index.js"))
        : pages.getOrDefault(path, "").getBytes(StandardCharsets.UTF_8);
    call.getResponseHeaders().add("Content-Type", path.equals(LIBRARY) ? "text/javascript" : "text/html");
    call.sendResponseHeaders(body.length > 0 ? 200 : 404, body.length > 0 ? body.length : -1);
    call.getResponseBody().write(body);
    call.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
