package io.pardotroutes.ingest.server;

import io.pardotroutes.ingest.http.BasicCredentials;
import io.pardotroutes.ingest.http.HttpCall;
import io.pardotroutes.ingest.http.HttpRefusal;
import io.pardotroutes.ingest.http.KeyCheck;
import io.pardotroutes.ingest.http.Webhooks;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.util.List;

/** Judges a request by its address and its headers, before a byte of its body is read. */
public record HttpAdmission(ClientAddress addresses, AddressLimits limits, KeyCheck keys) {

  private static final String WEBHOOK = "/webhook/";
  private static final int UNAUTHORIZED = 401;
  private static final int NOT_FOUND = 404;

  /** @throws HttpRefusal 429 where address or key have to wait, 401 where the header with the key or the signature is wrong */
  void admit(RoutingContext call) {
    HttpServerRequest request = call.request();
    InetAddress address = addresses.of(request);
    if (!address.isLoopbackAddress()) {
      limits.admit(address);
      call.addHeadersEndHandler(answered -> {
        if (isGuess(call)) {
          limits.failed(address);
        }
      });
    }
    if (request.method() != HttpMethod.POST) {
      return;
    }
    // As the routes see it: //v1/ and /%761/ are the same call.
    String path = call.normalizedPath();
    if (path.startsWith("/v1/")) {
      requireKey(request);
    } else if (path.startsWith(WEBHOOK)) {
      Webhooks.requireForm(only(request.headers().getAll("X-Signature")));
    }
  }

  /** The name of a webhook's source may be as hard to guess as a key. */
  private static boolean isGuess(RoutingContext call) {
    int status = call.response().getStatusCode();
    return status == UNAUTHORIZED || status == NOT_FOUND && call.normalizedPath().startsWith(WEBHOOK);
  }

  private void requireKey(HttpServerRequest request) {
    String authorization = only(request.headers().getAll("Authorization"));
    String key = authorization == null ? null : BasicCredentials.user(authorization);
    if (key != null) {
      keys.admit(key);
    }
  }

  private static String only(List<String> values) {
    return values.isEmpty() ? null : values.size() == 1 ? values.get(0) : HttpCall.SEVERAL;
  }
}
