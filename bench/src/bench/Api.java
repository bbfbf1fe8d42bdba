package bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** The sandbox in a process of its own, and what it saw. */
final class Api implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);

  private final Child child;
  private final String baseUrl;

  private Api(Child child, int port) {
    this.child = child;
    this.baseUrl = "http://localhost:" + port;
  }

  static Api start() {
    int port = Work.freePort();
    Child child = Child.start("sandbox", Work.log("sandbox"), List.of("env", "PARDOT_ROUTES_OPTS=-Xmx512m",
        Build.NOW.program().toString(), "sandbox", "--port", String.valueOf(port)));
    Api api = new Api(child, port);
    Pause.until("the start of the sandbox", START, 50, () -> {
      child.requireAlive();
      return Http.answers(api.baseUrl + "/sandbox");
    });
    return api;
  }

  String baseUrl() {
    return baseUrl;
  }

  /** No prospects, no requests; each call takes {@code latencyMillis}. */
  void reset(int latencyMillis) {
    call("DELETE", "/sandbox", null);
    call("POST", "/sandbox/settings", "{\"latency\":" + latencyMillis + ",\"concurrency\":5,\"dailyLimit\":null}");
  }

  void hurry() {
    call("POST", "/sandbox/settings", "{\"latency\":0}");
  }

  /** Takes connections and answers nothing until {@link #answer}. */
  void hold() {
    child.suspend();
  }

  void answer() {
    child.resume();
  }

  long prospects() {
    return overview().path("prospects").asLong();
  }

  long requests() {
    return overview().path("requests").asLong();
  }

  private JsonNode overview() {
    try {
      return new ObjectMapper().readTree(call("GET", "/sandbox", null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String call(String method, String path, String json) {
    try {
      HttpResponse<String> response = Http.call(method, baseUrl + path, json);
      if (response.statusCode() >= 300) {
        throw new IllegalStateException("the sandbox answers " + response.statusCode() + " to " + method + " " + path + ": " + response.body());
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox does not answer", e);
    }
  }

  @Override
  public void close() {
    child.close();
  }
}
