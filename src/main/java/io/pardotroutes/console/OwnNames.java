package io.pardotroutes.console;

import io.pardotroutes.settings.Host;
import io.pardotroutes.settings.Setting;
import io.pardotroutes.settings.Settings;
import io.vertx.core.Handler;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Answers to the console's own names only: a page of another site whose name leads to this machine by somebody else's doing (DNS
 * rebinding) is refused. Where the port is open to others than this machine, a password guards health and metrics, and machines may ask
 * for them by any name.
 */
public final class OwnNames implements Handler<RoutingContext> {

  private final Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private final boolean onlyThisMachine;

  /** @param address scheme, host and port under which people reach the console */
  public OwnNames(Settings settings, URI address) {
    String host = settings.text(Setting.CONSOLE_HOST);
    names.addAll(List.of("localhost", "127.0.0.1", "::1", withoutBrackets(address.getHost()), withoutBrackets(host)));
    this.onlyThisMachine = Host.isLoopback(host);
  }

  /** Takes its place before whatever the router serves, behind the headers of all answers. */
  public void guard(Router router) {
    router.route().order(Integer.MIN_VALUE + 1).handler(this);
  }

  @Override
  public void handle(RoutingContext call) {
    HostAndPort asked = call.request().authority();
    if (asked != null && names.contains(withoutBrackets(asked.host())) || !onlyThisMachine && call.normalizedPath().startsWith(ConsoleLogin.GUARDED)) {
      call.next();
    } else {
      Page.send(call, 421, "Not here", "The console answers to localhost, to pardot.console.host and to the name in pardot.console.url. "
          + "Use one of them, or set pardot.console.url.");
    }
  }

  private static String withoutBrackets(String host) {
    return host.replaceAll("[\\[\\]]", "");
  }
}
