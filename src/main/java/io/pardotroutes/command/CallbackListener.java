package io.pardotroutes.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.pardotroutes.auth.SignIn;
import io.pardotroutes.settings.Setting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.apache.camel.util.concurrent.CamelThreadFactory;

/**
 * Where the browser comes back to after a sign-in: a page on 127.0.0.1, or, from a browser elsewhere, an address that is pasted. The
 * browser is sent on from the address with the code, so that none stays in its history.
 */
final class CallbackListener implements AutoCloseable {

  private static final String DONE = "/connect/done";
  private static final int ANSWER_SECONDS = 60;

  private final HttpServer server;
  private final BlockingQueue<URI> given = new LinkedBlockingQueue<>();
  private final CompletableFuture<Boolean> outcome = new CompletableFuture<>();
  private final AtomicBoolean answered = new AtomicBoolean();

  private volatile Predicate<URI> expected = given -> false;

  private CallbackListener(HttpServer server) {
    this.server = server;
  }

  /** @throws IllegalArgumentException where the port is taken */
  static CallbackListener open(int port) throws IOException {
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new IllegalArgumentException(Setting.CONNECT_PORT.key() + " = " + port + " can't be listened on: " + e.getMessage()
          + "; stop what uses it, or choose another and register its callback URL with the connected app", e);
    }
    CallbackListener listener = new CallbackListener(server);
    server.createContext(SignIn.CALLBACK, listener::callback);
    server.createContext(DONE, listener::done);
    server.setExecutor(task -> daemon("callback", task));
    server.start();
    daemon("pasted", listener::readPasted);
    return listener;
  }

  private static void daemon(String name, Runnable task) {
    new CamelThreadFactory("#name#", name, true).newThread(task).start();
  }

  /** The callback URL that has to be registered with the connected app. */
  URI callback() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + SignIn.CALLBACK);
  }

  /** From now on calls other than these are turned away: any page in the browser can make some. */
  void expect(Predicate<URI> answers) {
    expected = answers;
  }

  /** The first address that comes, by either way. */
  URI await() throws InterruptedException {
    return given.take();
  }

  /** Tells the browser, if one waits, how it ended. */
  void answer(boolean connected) {
    outcome.complete(connected);
  }

  private void callback(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestURI().getPath().equals(SignIn.CALLBACK) || exchange.getRequestURI().getRawQuery() == null) {
      page(exchange, 404, "There is nothing here.");
      return;
    }
    if (!expected.test(exchange.getRequestURI()) || answered.getAndSet(true)) {
      page(exchange, 400, "This answer belongs to another sign-in, or it came before.");
      return;
    }
    given.add(exchange.getRequestURI());
    exchange.getResponseHeaders().set("Location", DONE);
    page(exchange, 303, "");
  }

  private void done(HttpExchange exchange) throws IOException {
    boolean connected = false;
    try {
      connected = outcome.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // The terminal says why.
    }
    page(exchange, connected ? 200 : 400, connected ? "Connected. You can close this page." : "Not connected. The terminal says why.");
  }

  private static void page(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private void readPasted() {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.isBlank()) {
          given.add(URI.create(line.strip()));
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      given.add(URI.create("pasted:unreadable"));
    }
  }

  @Override
  public void close() {
    server.stop(1);
  }
}
