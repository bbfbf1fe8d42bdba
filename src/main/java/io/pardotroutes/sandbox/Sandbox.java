package io.pardotroutes.sandbox;

import io.pardotroutes.sandbox.api.ApiExchange;
import io.pardotroutes.sandbox.api.PardotApi;
import io.pardotroutes.sandbox.control.ControlCalls;
import io.pardotroutes.sandbox.data.Organisation;
import io.pardotroutes.sandbox.signin.SignIn;
import io.pardotroutes.sandbox.wire.Codes;
import io.pardotroutes.sandbox.wire.Faults;
import io.pardotroutes.sandbox.wire.RequestLog;
import io.pardotroutes.sandbox.wire.Wire;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A local Pardot, API versions 3 and 4, and Salesforce's sign-in on one HTTP port; its state is in memory and ends with it. Calls
 * under {@code /sandbox} steer it.
 */
public final class Sandbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);
  private static final int LARGEST_BODY = 16 * 1024 * 1024;
  private static final int LONGEST_REQUEST_LINE = 8 * 1024;
  private static final String WELCOME = """
      This is the sandbox of pardot-routes: a local Pardot (API versions 3 and 4, under /api) and Salesforce sign-in
      (under /services/oauth2). It holds no real data and forgets everything when it stops.
      GET /sandbox tells what is in it; /sandbox/prospects, /sandbox/requests, /sandbox/faults and /sandbox/settings steer it.
      """;

  private final Vertx vertx;
  private final Organisation organisation;
  private final PardotApi api;
  private final Faults faults = new Faults();
  private final RequestLog log = new RequestLog();
  private final SignIn signIn;
  private final ControlCalls control;
  private HttpServer server;

  private Sandbox(Clock clock) {
    this.organisation = new Organisation(clock);
    this.vertx = Vertx.vertx(new VertxOptions()
        .setEventLoopPoolSize(1)
        .setWorkerPoolSize(1)
        .setInternalBlockingPoolSize(1)
        .setFileSystemOptions(new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    this.signIn = new SignIn(vertx, organisation, faults);
    this.api = new PardotApi(organisation, signIn.accessTokens());
    this.control = new ControlCalls(organisation, signIn, faults, log);
  }

  /**
   * Starts a sandbox and waits until it answers.
   *
   * @param host address to listen on; a loopback one, since anybody who can reach it can read and change everything
   * @param port 0 for any free one
   * @throws IllegalStateException if it can't listen there
   */
  public static Sandbox start(String host, int port) {
    return start(host, port, Clock.systemDefaultZone());
  }

  static Sandbox start(String host, int port, Clock clock) {
    var sandbox = new Sandbox(clock);
    var options = new HttpServerOptions()
        .setHttp2ClearTextEnabled(false)
        .setMaxInitialLineLength(LONGEST_REQUEST_LINE)
        .setMaxHeaderSize(32 * 1024);
    try {
      sandbox.server = await(sandbox.vertx.createHttpServer(options)
          .requestHandler(sandbox::receive)
          .listen(port, host)
          .toCompletionStage());
      return sandbox;
    } catch (ExecutionException | TimeoutException failed) {
      sandbox.close();
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      throw new IllegalStateException("the sandbox can't listen on " + host + ":" + port + ": " + cause.getMessage()
          + "; stop what uses that port, or choose another one (pardot.sandbox.port)", cause);
    }
  }

  /** The port it listens on. */
  public int port() {
    return server.actualPort();
  }

  /** Stops listening and ends every connection. */
  @Override
  public void close() {
    try {
      await(vertx.close().toCompletionStage());
    } catch (ExecutionException | TimeoutException failed) {
      throw new IllegalStateException("the sandbox didn't stop", failed);
    }
  }

  private void receive(HttpServerRequest request) {
    Buffer body = Buffer.buffer();
    request.handler(part -> {
      if (body.length() + part.length() <= LARGEST_BODY) {
        body.appendBuffer(part);
      } else if (!request.response().ended()) {
        request.response().putHeader("Connection", "close");
        Wire.send(request, 413, Wire.TEXT, "The body is over " + LARGEST_BODY + " bytes.");
      }
    });
    request.endHandler(end -> {
      if (!request.response().ended()) {
        answerAtAll(request, body.toString(StandardCharsets.UTF_8));
      }
    });
  }

  private void answerAtAll(HttpServerRequest request, String body) {
    try {
      answer(request, body);
    } catch (RuntimeException bug) {
      LOG.error("the sandbox failed in {} {}", request.method(), request.path(), bug);
      if (!request.response().headWritten()) {
        Wire.send(request, 500, Wire.TEXT, "The sandbox failed; its log says why.");
      }
    }
  }

  private void answer(HttpServerRequest request, String body) {
    String path = request.path();
    if (path.equals("/sandbox") || path.startsWith("/sandbox/")) {
      control.answer(request, body);
    } else if (path.startsWith("/api/v5/")) {
      Wire.send(request, 404, Wire.JSON, "{\"code\":198,\"message\":\"" + Codes.text(198) + "\"}");
    } else if (path.startsWith("/api/")) {
      new ApiExchange(vertx, organisation, api, log, request, body).run(faults.of(request.uri(), body, false));
    } else if (!signIn.answer(request, body)) {
      Wire.send(request, path.equals("/") ? 200 : 404, Wire.TEXT, WELCOME);
    }
  }

  private static <T> T await(CompletionStage<T> stage) throws ExecutionException, TimeoutException {
    try {
      return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the sandbox starts or stops", interrupted);
    }
  }
}
